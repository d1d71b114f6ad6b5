"""What is read once: test blocks, months over many price rows, inputs of a dialogue. Beside another program, if one is given, such as
that of an earlier commit; else beside one block, one month, one input."""
import pathlib
import subprocess

BLOCKS, ROWS, INPUTS = 100, 100_000, 200
USES = "use aws.sagemaker\nregion us-east-1\n"
RATES = "use units.time\nuse units.money\nregion r\nregions { r }\n"


def blocks(count):
    block = 'test "block %d" {\n  x = train 2x ml.m5.xlarge %d min\n  assert x > 0 USD\n}\n'
    return USES + "period 2026-10\n" + "".join(block % (i, i + 1) for i in range(count))


def rates(period):
    skus = "skus {\n" + "".join(f"  k{i}.x\n" for i in range(ROWS)) + "}\n"
    rows = "rates m region r {\n" + "".join(f"  k{i}.x  {i % 97 + 1}.{i % 7} USD/h\n" for i in range(ROWS)) + "}\n"
    rest = "workload w(bare box : Sku, bare time : Time) {\n  line a = meter m(box)  time\n}\nx = w k5.x 3 h\n"
    return RATES + f"period {period}\n" + skus + "meter m(key : Sku) : Time\n" + rows + rest


def answers(count):
    return "".join(f"1 h + {i} min\n" for i in range(count))


def bench(smcost, other, folder, runs, interleaved, report):
    """`interleaved` and `report` are those of bench.py."""
    folder = pathlib.Path(folder)

    def write(name, text):
        path = folder / name
        path.write_text(text)
        return str(path)

    def say(name, ours, theirs, count):
        first, second = interleaved(ours, theirs, count)
        report(name, first, second)
        peaks = [max(peak for _, peak, _ in side) for side in (first, second)]
        print(f"  {'peak memory':<42} {peaks[0]:9.1f} MiB {peaks[1]:8.1f} MiB  ratio {peaks[0] / peaks[1]:6.2f}")

    many, year = write("blocks.smcost", blocks(BLOCKS)), write("year.smcost", rates("2025-01..2025-12"))
    if other:
        say("100 test blocks / the other program", [smcost, "test", many], [other, "test", many], runs)
        say("12 months of 100,000 rows / the other", [smcost, "eval", year], [other, "eval", year], 3)
    else:
        say("100 test blocks / one", [smcost, "test", many], [smcost, "test", write("block.smcost", blocks(1))], runs)
        say("12 months of 100,000 rows / one", [smcost, "eval", year], [smcost, "eval", write("month.smcost", rates("2025-01"))], 3)
    inputs, input_ = write("inputs.txt", answers(INPUTS)), write("input.txt", answers(1))

    def dialogue(program, path):
        return ["sh", "-c", 'exec "$0" repl < "$1"', program, path]

    name = "200 answers of a dialogue / " + ("the other" if other else "one")
    say(name, dialogue(smcost, inputs), dialogue(other or smcost, inputs if other else input_), runs)
