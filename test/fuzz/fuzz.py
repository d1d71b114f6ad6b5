#!/usr/bin/env python3
"""./dev fuzz [SECONDS]: runs each fuzz target from the examples and tests as seeds, one after the other.

    fuzz.py BUILD_DIR [SECONDS [TARGET...]]

An input that crashes is kept in test/fuzz/crashes; it becomes a test once it is mended. What each target
did is printed: inputs in a second of the processor (what else the machine does is no part of it) and of the
clock.
"""
import collections
import os
import pathlib
import re
import resource
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
CRASHES = ROOT / "test" / "fuzz" / "crashes"
# The folders whose specs need no library; these are what mutations are made of.
PLAIN = ["test/run", "test/check", "test/report", "test/units"]
# Longer ones cost more than they find.
MAX_LENGTH = {"parse": 1000, "settings": 400, "spec": 3000, "dialogue": 1500}
SETTINGS = ['region = "us-east-1"\nstrict = true\nperiod = "2025-03"\n', "# a word\n'engine' = 'both'\n[table]\na.b = [1, 2.5, {c = 1979-05-27}]\n",
            '"diagnostics"="json" # é\ncolor = "\\u00e9\\t"\nhistory = \'x\'\nformat = 0x1F\n']


def words_of(path):
    """Without those of comments and texts."""
    text = re.sub(r'"[^"\n]*"|#.*', "", path.read_text(encoding="utf-8"))
    return set(re.findall(r"[A-Za-z][A-Za-z_0-9.]{1,20}[A-Za-z0-9]", text))


def dictionary_of(target):
    """Words of the grammar, and the names that the library and specs use most."""
    if target == "settings":
        return ["true", "false", "region", "period", "stdlib", "strict", "format", "\\\"\\\"\\\"", "'''", "\\\\u00e9", "1979-05-27T00:32:00", "[[", "]]", "0x1f", "inf", "nan"]
    grammar = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "lang/syntax").glob("grammar*.h"))
    words = set(re.findall(r'(?:keyword|lead|operator_|string)<"([^"]+)"', grammar))
    uses = collections.Counter()
    for folder in ("examples", "stdlib", *PLAIN):
        for spec in (ROOT / folder).rglob("*.smcost"):
            uses.update(words_of(spec))
    words.update(word for word, _ in uses.most_common(400))
    return [*sorted(words), "..", "==", "<=", ">=", "!=", "1.5", "2025-03", "24:00", " %", "\\\\", "\\xc3\\xa9", "\\xe2\\x80\\xa6", "\\x1f"]


def seeds_of(target, folder):
    """Texts that the target takes; of specs those that it can find all files of."""
    folder.mkdir()
    if target == "settings":
        for number, text in enumerate(SETTINGS):
            (folder / f"settings{number}").write_text(text, encoding="utf-8")
        return
    for place in ("examples", "test", "stdlib") if target == "parse" else PLAIN:
        for spec in sorted((ROOT / place).rglob("*.smcost")):
            text = spec.read_text(encoding="utf-8", errors="surrogateescape")
            if target == "dialogue":
                # The spec is loaded, and its statements are typed once more.
                text = f":load {spec.name}\n" + "".join(re.findall(r"^(?:[a-z]\w* = )?[a-z]\w*(?:[ ,(].*)?\n", text, re.MULTILINE)[-8:]) + ":bill\n:save a.smcost\n"
            if len(text) < MAX_LENGTH[target]:
                (folder / f"{place.replace('/', '_')}_{spec.parent.name}_{spec.name}").write_text(text, encoding="utf-8", errors="surrogateescape")


def run(build, target, seconds, scratch):
    """Whether it ended well, and the inputs of a second of the processor and of the clock."""
    found, seeds, dictionary = scratch / target, scratch / f"{target}_seeds", scratch / f"{target}.dict"
    found.mkdir()
    seeds_of(target, seeds)
    dictionary.write_text("".join(f'"{word}"\n' for word in dictionary_of(target)), encoding="utf-8")
    command = [str(build / "test" / "fuzz" / f"{target}_fuzz"), str(found), str(seeds), f"-max_total_time={seconds}", "-timeout=20",
               f"-max_len={MAX_LENGTH[target]}", "-rss_limit_mb=2048", f"-dict={dictionary}", f"-artifact_prefix={CRASHES}/{target}_",
               "-print_final_stats=1", "-entropic=0"]  # Choosing the input to change by entropy took a third of the time.
    # Where a block was allocated is looked up again when a crash is looked at; leaks are looked for at the end. Frames stay on
    # the stack: to keep them elsewhere costs a tenth.
    sanitizer = "malloc_context_size=1:quarantine_size_mb=16:detect_stack_use_after_return=0:" + os.environ.get("ASAN_OPTIONS", "")
    environment = {**os.environ, "ASAN_OPTIONS": sanitizer, "FUZZ_SEEDS": ":".join(str(ROOT / place) for place in PLAIN)}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, env=environment, capture_output=True, text=True, errors="replace", check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode != 0:
        print(done.stderr[-6000:])
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    count, rate = (re.search(rf"stat::{name}: +(\d+)", done.stderr) for name in ("number_of_executed_units", "average_exec_per_sec"))
    return done.returncode == 0, int(count[1]) / spent if count else 0, int(rate[1]) if rate else 0


def main():
    build, seconds = pathlib.Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "60"
    targets = sys.argv[3:] or sorted(path.name.removesuffix("_fuzz") for path in (build / "test" / "fuzz").glob("*_fuzz"))
    CRASHES.mkdir(exist_ok=True)
    failed = []
    with tempfile.TemporaryDirectory() as folder:
        for target in targets:
            is_well, of_processor, of_clock = run(build, target, seconds, pathlib.Path(folder))
            print(f"{target:<10} {of_processor:8.0f} inputs/s of the processor {of_clock:7} of the clock  {'' if is_well else 'FOUND SOMETHING'}", flush=True)
            if not is_well:
                failed.append(target)
    sys.exit(f"fuzz: {', '.join(failed)} found something; see {CRASHES.relative_to(ROOT)}" if failed or not targets else 0)


main()
