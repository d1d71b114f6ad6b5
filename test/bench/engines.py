"""From how many rows of a shape on compiling it pays: what decisions/small_tables_are_interpreted.md says."""

import statistics
import subprocess


def phases(command, spec, engine, runs, run):
    """The median milliseconds of compile and run."""
    times = {"compile": [], "run": []}
    for _ in range(runs):
        for line in run([*command, f"--engine={engine}", spec])[2].splitlines():
            words = line.split()
            if len(words) == 4 and words[1] in times:
                times[words[1]].append(float(words[2]))
    return {name: statistics.median(values) for name, values in times.items()}


def bench(smcost, spec, statements, runs, run):
    """`spec` has that many statements, enough of them that a row's share of a run can be told."""
    listing = subprocess.run([smcost, "eval", "--emit=lowered", spec], check=True, capture_output=True, text=True).stdout
    kernels = sum(line.startswith("kernel") for line in listing.splitlines())
    command = [smcost, "eval", "--summary", "--time"]
    compiled, interpreted = (phases(command, spec, engine, runs, run) for engine in ("jit", "interpreter"))
    saved = (interpreted["run"] - compiled["run"]) / statements
    print(f"  {kernels} kernels of {listing.count(' : i') / kernels:.0f} nodes   compile {compiled['compile'] / kernels:.2f} ms each"
          f"   a row: {interpreted['run'] / statements * 1e6:.0f} ns interpreted, {compiled['run'] / statements * 1e6:.0f} ns compiled"
          f"   compiling pays from {compiled['compile'] / kernels / saved:,.0f} rows" if saved > 0 else "  interpreting is as fast")
