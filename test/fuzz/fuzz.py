#!/usr/bin/env python3
"""./dev fuzz [SECONDS]: runs each fuzz target from the examples and tests as seeds.

    fuzz.py BUILD_DIR [SECONDS]

Inputs that crash are kept in test/fuzz/crashes; each becomes a test once it is mended.
"""
import pathlib
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]


def main():
    build, seconds = pathlib.Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "60"
    crashes = ROOT / "test" / "fuzz" / "crashes"
    crashes.mkdir(exist_ok=True)
    failed = []
    with tempfile.TemporaryDirectory() as folder:
        seeds = pathlib.Path(folder) / "seeds"
        seeds.mkdir()
        for place in ("examples", "test", "stdlib"):
            for spec in sorted((ROOT / place).rglob("*.smcost")):
                shutil.copy(spec, seeds / f"{place}_{spec.parent.name}_{spec.name}")
        for target in ("parse_fuzz", "eval_fuzz"):
            found = pathlib.Path(folder) / target
            found.mkdir()
            command = [str(build / "test" / "fuzz" / target), str(found), str(seeds), f"-max_total_time={seconds}",
                       "-timeout=20", "-rss_limit_mb=2048", f"-artifact_prefix={crashes}/{target}_", "-print_final_stats=1"]
            if subprocess.run(command, check=False).returncode != 0:
                failed.append(target)
    sys.exit(f"fuzz: {', '.join(failed)} found something; see {crashes.relative_to(ROOT)}" if failed else 0)


main()
