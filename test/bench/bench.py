#!/usr/bin/env python3
"""./dev bench: start and compile, as ratios from interleaved runs. Judges nothing.

    bench.py BUILD_DIR [RUNS [OTHER]]

OTHER is another smcost, such as that of an earlier commit, which some of it is timed beside.
"""
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

import editor
import engines
import price_books
import questions
import readings

ROOT = pathlib.Path(__file__).resolve().parents[2]


def run(command):
    """Wall seconds, peak MiB and stderr of one run."""
    with tempfile.TemporaryFile() as errors:
        begin = time.perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=errors)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - begin
        process.returncode = os.waitstatus_to_exitcode(status)
        errors.seek(0)
        text = errors.read().decode(errors="replace")
    if process.returncode != 0:
        sys.exit(f"bench: {' '.join(command)} ended with {process.returncode}\n{text}")
    return wall, usage.ru_maxrss / 1024, text


def interleaved(first, second, runs):
    """A B A B …: the runs of each, after one warm-up of both."""
    results = ([], [])
    for index in range(runs + 1):
        for side, command in enumerate((first, second)):
            result = run(command)
            if index:
                results[side].append(result)
    return results


def phases(results):
    """The median milliseconds of each phase that `--time` prints."""
    times = {}
    for _, _, text in results:
        for line in text.splitlines():
            words = line.split()
            if len(words) == 4 and words[0] == "time":
                times.setdefault(words[1], []).append(float(words[2]))
    return {name: statistics.median(values) for name, values in times.items()}


def report(name, first, second):
    walls = [statistics.median(wall for wall, _, _ in side) * 1000 for side in (first, second)]
    ratios = sorted(a[0] / b[0] for a, b in zip(first, second))
    print(f"{name:<44} {walls[0]:9.1f} ms {walls[1]:9.1f} ms   ratio {statistics.median(ratios):6.2f}"
          f"  ({ratios[0]:.2f} to {ratios[-1]:.2f})")


def main():
    smcost = str(pathlib.Path(sys.argv[1]) / "compiler" / "driver" / "smcost")
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 11
    other = sys.argv[3] if len(sys.argv) > 3 else None
    example = str(ROOT / "examples" / "training_with_debugger.smcost")
    report("start to bill / GNU units", *interleaved([smcost, "eval", example], ["units", "-t", "40 min", "s"], runs))
    report("--version / GNU units", *interleaved([smcost, "--version"], ["units", "-t", "40 min", "s"], runs))
    with tempfile.TemporaryDirectory() as folder:
        specs = {}
        for count in (100, 100_000):
            specs[count] = os.path.join(folder, f"spec_{count}.smcost")
            generator = ROOT / "test" / "bench" / "generate_spec.py"
            text = subprocess.run([sys.executable, str(generator), str(count)], check=True, capture_output=True).stdout
            pathlib.Path(specs[count]).write_bytes(text)
        readings.bench(smcost, other, folder, runs, interleaved, report)
        if other:
            whole = ["eval", "--summary", specs[100_000]]
            report("100,000 statements / the other program", *interleaved([smcost, *whole], [other, *whole], 3))
            report("start to bill / the other program", *interleaved([smcost, "eval", example], [other, "eval", example], runs))
        command = [smcost, "eval", "--summary", "--time"]
        large, small = interleaved(command + [specs[100_000]], command + [specs[100]], 3)
        report("100,000 statements / 100 statements", large, small)
        large_phases, small_phases = phases(large), phases(small)
        for name, value in large_phases.items():
            print(f"  {name:<42} {value:9.1f} ms {small_phases.get(name, 0):9.1f} ms")
        print(f"  {'peak memory':<42} {max(peak for _, peak, _ in large):9.0f} MiB {max(peak for _, peak, _ in small):8.0f} MiB")
        engines.bench(smcost, specs[100_000], 100_000, 3, run)
        sys.stdout.flush()
        parser = pathlib.Path(sys.argv[1]) / "test" / "bench" / "parser_vs_parse_tree"
        subprocess.run([str(parser), specs[100_000]], check=True)
        questions.bench(sys.argv[1], runs, run)
        editor.bench(smcost, folder, runs, run)
        price_books.bench(smcost, sys.argv[1], folder, runs, run, interleaved, report)
    print("10,000 inputs in one dialogue")
    sys.stdout.flush()
    subprocess.run([sys.executable, str(ROOT / "test" / "repl" / "many_lines.py"), smcost, "10000"], check=True)


main()
