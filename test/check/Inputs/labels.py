"""Each diagnostic of a JSON file on one line, with its place and those of its labels."""

import json
import sys
from pathlib import Path


def shown(place):
    text = Path(place["file"]).read_text(encoding="utf-8").splitlines()[place["line"] - 1]
    end = place["end_column"] if place.get("end_line", place["line"]) == place["line"] else len(text) + 1
    return f"`{text[place['column'] - 1:end - 1]}` {place['line']}:{place['column']}"


raw = Path(sys.argv[1]).read_text(encoding="utf-8")
for one in json.loads(raw[raw.index("["):]):
    labels = " ".join(f"beside {shown(label)}" for label in one["labels"])
    print(one["code"], one["message"], "at", shown(one), labels)
