"""A spec of 60 MB, and a machine that has not enough memory for it: python3 memory_is_short.py SMCOST FOLDER

The command says so and ends with exit code 4; no abort, nothing half written. At no limit is there another end.
"""
import os
import pathlib
import resource
import shutil
import subprocess
import sys

SMCOST, FOLDER = (pathlib.Path(word).resolve() for word in sys.argv[1:3])
BIG = 60_000_000
LINE = b"a = meter  x 1 h\n"
failures = []


def run(kilobytes, *arguments):
    limit = kilobytes << 10
    return subprocess.run([SMCOST, *arguments], cwd=FOLDER, capture_output=True, check=False, timeout=300,
                          preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (limit, limit)))


def main():
    if "ASAN_OPTIONS" in os.environ:
        sys.exit(0)  # The sanitizer wants more addresses than any limit leaves.
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    big = FOLDER / "big.smcost"
    big.write_bytes(LINE * (BIG // len(LINE)))
    for command in (["fmt"], ["fmt", "-o", "other.smcost"], ["check"], ["eval", "-o", "bill.txt"], ["test"]):
        for megabytes in (150, 300) if command == ["fmt"] else (150,):
            done = run(megabytes << 10, *command, "big.smcost")
            if done.returncode != 4 or done.stderr != b"error: not enough memory\n":
                failures.append(f"{command} with {megabytes} MB: exit {done.returncode}, {done.stderr[:200]}")
    if [path.name for path in FOLDER.iterdir()] != ["big.smcost"] or big.stat().st_size != BIG // len(LINE) * len(LINE):
        failures.append("something was written: " + ", ".join(path.name for path in FOLDER.iterdir()))
    big.unlink()
    # Wherever it fails of a small one, among numbers and in the compiler of kernels too, once the program has begun: before, the
    # system ends it, as it would any other.
    (FOLDER / "small.smcost").write_text("use aws.sagemaker\nregion us-east-1\nperiod 30 days\ntrain ml.m4.4xlarge 30min\n", encoding="utf-8")
    coarse = next(kilobytes for kilobytes in range(16 << 10, 1 << 20, 256) if run(kilobytes, "--version").returncode == 0)
    begins = next(kilobytes for kilobytes in range(coarse - 256, coarse + 4, 4) if run(kilobytes, "--version").returncode == 0)
    ends = [run(kilobytes, "eval", "--summary", "small.smcost").returncode for kilobytes in range(begins, begins + (4 << 10), 64)]
    if not set(ends) <= {0, 4} or 4 not in ends or ends[-1] != 0:
        failures.append(f"a small spec from {begins} KB on ends with {ends}")
    for failure in failures:
        print(failure, file=sys.stderr)
    sys.exit(1 if failures else 0)


main()
