"""Kernels of sweeps and samples beside their rivals, on one pinned core; two threads on two."""

import os
import pathlib
import statistics
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
POINTS = 20_000_000_000
DRAWS = 1_000_000


def python_with_numpy():
    """Debian's package stands with Debian's own Python."""
    for python in (sys.executable, "/usr/bin/python3"):
        if subprocess.run([python, "-c", "import numpy"], capture_output=True, check=False).returncode == 0:
            return python
    return None


def seconds(text):
    words = text.split()
    return float(words[words.index("seconds") + 1])


def bench(build, runs, run):
    kernels = str(pathlib.Path(build) / "test" / "bench" / "kernels")
    if not os.path.exists(kernels):
        print("kernels: no clang, whose doubles are the rival")
        return
    pinned = ["taskset", "-c", "0"]
    print("86 operations: exact kernels beside clang -O3 -march=native on doubles")
    sys.stdout.flush()
    subprocess.run([*pinned, kernels, "speed", str(max(runs, 5))], check=True)
    sizes = [run([*pinned, kernels, "sweep", str(points), "1"])[1] for points in (1_000_000, 100_000_000)]
    print(f"memory of 10^8 points / of 10^6   {sizes[1] / sizes[0]:.3f}   {sizes[1]:.0f} MiB")
    ask = lambda command: seconds(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    # One after the other, each time.
    ratios = sorted(ask([*pinned, kernels, "sweep", str(POINTS), "1"]) / ask([kernels, "sweep", str(POINTS), "2"]) for _ in range(max(3, runs // 2)))
    print(f"one thread / two threads   {statistics.median(ratios):.2f}   ({ratios[0]:.2f} to {ratios[-1]:.2f})")
    python = python_with_numpy()
    if python is None:
        print("a sample of ten inputs: no numpy, which is the rival")
        return
    numpy = [*pinned, python, str(HERE / "sample_in_numpy.py"), str(DRAWS)]
    ratios = sorted(ask(numpy) / ask([*pinned, kernels, "sample", str(DRAWS * 10), "1"]) * 10 for _ in range(max(3, runs // 2)))
    print(f"numpy / a sample of ten uncertain inputs   {statistics.median(ratios):.1f}   ({ratios[0]:.1f} to {ratios[-1]:.1f})")
