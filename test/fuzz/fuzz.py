#!/usr/bin/env python3
"""./dev fuzz [SECONDS]: runs each fuzz target from the examples and tests as seeds, two at a time.

    fuzz.py BUILD_DIR [SECONDS [TARGET...]]

An input that crashes is kept in test/fuzz/crashes; it becomes a test once it is mended. What each target
did in a second is printed.
"""
import concurrent.futures
import os
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
CRASHES = ROOT / "test" / "fuzz" / "crashes"
# The folders whose specs need no library; these are what mutations are made of.
PLAIN = ["test/run", "test/check", "test/report", "test/units"]


def write_dictionary(path):
    """Words and signs of the language, from the specs themselves."""
    words = set()
    for folder in ("examples", "test/check", "test/run", "stdlib/units"):
        for spec in (ROOT / folder).rglob("*.smcost"):
            words.update(re.findall(r"[A-Za-z_][A-Za-z_0-9]{1,15}|\.\.|==|<=|>=|!=", re.sub(r"#.*", "", spec.read_text(encoding="utf-8"))))
    path.write_text("".join(f'"{word}"\n' for word in sorted(words)), encoding="utf-8")


def seeds_of(target, folder):
    folder.mkdir()
    if target == "settings":
        (folder / "settings").write_text('region = "us-east-1"\nstrict = true\nperiod = "2025-03"\n', encoding="utf-8")
        return
    places = ("examples", "test", "stdlib") if target == "parse" else PLAIN
    for place in places:
        for spec in sorted((ROOT / place).rglob("*.smcost")):
            if spec.stat().st_size < 8_000:
                (folder / f"{place.replace('/', '_')}_{spec.parent.name}_{spec.name}").write_bytes(spec.read_bytes())


def run(build, target, seconds, scratch):
    """The name, whether it ended well, and the inputs of a second."""
    found, seeds, dictionary = scratch / target, scratch / f"{target}_seeds", scratch / f"{target}.dict"
    found.mkdir()
    seeds_of(target, seeds)
    write_dictionary(dictionary)
    command = [str(build / "test" / "fuzz" / f"{target}_fuzz"), str(found), str(seeds), f"-max_total_time={seconds}", "-timeout=20",
               "-max_len=8000", "-rss_limit_mb=2048", f"-dict={dictionary}", f"-artifact_prefix={CRASHES}/{target}_", "-print_final_stats=1"]
    environment = {**os.environ, "FUZZ_SEEDS": ":".join(str(ROOT / place) for place in PLAIN)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, errors="replace", check=False)
    if done.returncode != 0:
        print(done.stderr[-6000:])
    rate = re.search(r"stat::average_exec_per_sec: +(\d+)", done.stderr)
    return target, done.returncode == 0, int(rate[1]) if rate else 0


def main():
    build, seconds = pathlib.Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "60"
    targets = sys.argv[3:] or sorted(path.name.removesuffix("_fuzz") for path in (build / "test" / "fuzz").glob("*_fuzz"))
    CRASHES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        results = list(pool.map(lambda target: run(build, target, seconds, pathlib.Path(folder)), targets))
    for target, is_well, rate in results:
        print(f"{target:<10} {rate:7} inputs/s  {'' if is_well else 'FOUND SOMETHING'}")
    failed = [target for target, is_well, _ in results if not is_well]
    sys.exit(f"fuzz: {', '.join(failed)} found something; see {CRASHES.relative_to(ROOT)}" if failed or not results else 0)


main()
