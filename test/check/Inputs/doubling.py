"""doubling.py FOLDER N: N files, each of which includes the next twice."""

import sys
from pathlib import Path

folder, count = Path(sys.argv[1]), int(sys.argv[2])
folder.mkdir(parents=True, exist_ok=True)
for i in range(count - 1):
    include = f'include "./{i + 1}.smcost" as'
    (folder / f"{i}.smcost").write_text(f"{include} a\n{include} b\n")
(folder / f"{count - 1}.smcost").write_text("let last = 1\n")
