#!/usr/bin/env python3
"""module_test.py SMCOST FOLDER: `import smcost` says exactly what the command line says, and what fractions worked out here say."""

import os
import pickle
import signal
import subprocess
import sys
import tempfile
import threading
import time
from array import array
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import smcost
import specs
from specs import DRAWN, HOUR, JOB, MACHINES, raises, same

PROGRAM, ROOT = sys.argv[1], Path(sys.argv[2])


def job(**more):
    return smcost.loads(JOB, no_stdlib=True, **more)


def bills_are_those_of_the_command_line():
    examples = sorted(ROOT.glob("examples/*.smcost")) + sorted(ROOT.glob("examples/aws_pricing_page/*.smcost"))
    for path in examples:
        bill = smcost.open(path).bill()
        same(bill.text, specs.smcost(PROGRAM, "eval", "--format", "json", path, code=0 if bill.ok else 2), path)
    same(len(examples) > 20, True, "examples")
    bill = smcost.open(ROOT / "examples/training_with_debugger.smcost").bill()
    same(bill["total"], Fraction(2143, 900))
    same(type(bill["total"]), Fraction)
    # 1 h at 3.7553 USD/h.
    same(job().bill()["total"], HOUR)
    same(job(params={"run_time": "90 min"}).bill()["total"], HOUR * 3 / 2)


def points_are_exact():
    spec = job()
    seconds = list(range(1, 20001))
    answers = spec.at({"run_time": smcost.column(seconds, "s")}, ["total", "total <= 4 USD", "invoice"])
    same(answers["total"], [HOUR * second / 3600 for second in seconds])
    # 4 / 3.7553 h = 3834.58 s.
    same(answers["total <= 4 USD"], [Fraction(second <= 3834) for second in seconds])
    same(answers["invoice"][3599], Fraction("3.76"))
    same(set(answers.status), {0})
    # Other ways to say the same.
    wanted = [HOUR / 2, HOUR / 3]
    for column in (smcost.column(["30min", "20 min"]), smcost.column([30, 20], "min"), smcost.column([Fraction(1, 2), Fraction(1, 3)], "h"),
                   smcost.column(array("q", [30, 20]), "min"), smcost.column(memoryview(array("q", [1, 1])), "h", array("q", [2, 3]))):
        same(spec.at({"run_time": column})["total"], wanted)
    same(spec.at({"run_time": smcost.column([Decimal("0.5")], "h")})["total"], [HOUR / 2])
    # Without a column: the spec as written.
    same(spec.at({})["total"], [HOUR])
    same(spec.at({"run_time": smcost.column([], "h")})["total"], [])
    # As the command line has it.
    for text in ("1s", "7 min", "23.5 h"):
        total = smcost.Document(specs.smcost(PROGRAM, "eval", "--no-stdlib", "--format", "json", "-", "-p", f"run_time={text}", input=JOB), 0, "")["total"]
        same(spec.at({"run_time": [text]})["total"], [total], text)


def names_and_multiples():
    spec = smcost.loads(MACHINES, no_stdlib=True)
    points = {"box": [box for box in ("box.small", "box.large") for _ in range(8)], "boxes": list(range(1, 9)) * 2}
    same(spec.at(points)["total"], [Fraction(count * price) for price in (1, 3) for count in range(1, 9)])
    same(spec.at({"boxes": ["2x", "3x"]}, "invoice")["invoice"], [2, 3])


def points_without_a_bill():
    spec = job()
    answers = spec.at({"run_time": smcost.column([0, 1, 2], "h")}, ["total", "total / (run_time - 2h)"])
    same(list(answers.status), [2, 0, 2])
    same(answers["total"], [None, HOUR, None])
    # 3.7553 USD over -3600 s.
    same(answers["total / (run_time - 2h)"][1], -HOUR / 3600)
    same("a job runs for some time" in answers.reasons[0], True, answers.reasons)
    same(answers.reasons[2], "`run_time - 2h` is 0")
    same((answers.numerators[2], answers.denominators[2]), (0, 0))
    # What the parameter may not be is told of numbers as of texts.
    for values in (["25h"], smcost.column([1, 25], "h")):
        raises(smcost.SpecError, lambda values=values: spec.at({"run_time": values}), "SMC2116", "0s..24h")
    raises(smcost.SpecError, lambda: spec.at({"run_time": smcost.column([Fraction(1, 3)], "s")}), "step")
    boxes = smcost.loads(DRAWN, no_stdlib=True)
    same(boxes.at({"boxes": [2, 4]})["total"], [4, 8])
    raises(smcost.SpecError, lambda: boxes.at({"boxes": [2, 3]}), "`boxes`")
    raises(smcost.SpecError, lambda: boxes.at({"run": smcost.column([6], "h")}), "SMC2116")


def large_figures_are_whole():
    spec = job()
    figure = "total * total * total * total * total * total"
    answers = spec.at({"run_time": smcost.column([1, 3600], "s")}, ["total", figure])
    same(answers[figure], [(HOUR / 3600) ** 6, HOUR ** 6])
    same(list(answers.status), [1, 1])
    same(answers["total"], [HOUR / 3600, HOUR])
    same((answers.numerators[2], answers.denominators[2]), (0, 0))


def errors_are_told():
    missing = raises(smcost.Trouble, lambda: smcost.open("/nowhere/spec.smcost").bill(), "/nowhere/spec.smcost", "SMC9001")
    same(missing.code, 4)
    wrong = JOB.replace("job for run_time", "jib for run_time")
    line = wrong[:wrong.index("jib")].count("\n") + 1
    raises(smcost.SpecError, smcost.loads(wrong, no_stdlib=True, diagnostics="short").check, f"<text>:{line}:5: error: ", "jib")
    raises(smcost.SpecError, smcost.loads(wrong, no_stdlib=True).bill, f"<text>:{line}:5", "j = jib for run_time")
    raises(smcost.SpecError, job(params={"nobody": "1"}).bill, "nobody")
    raises(smcost.SpecError, lambda: job().at({"run_time": ["3 parsecs"]}), "parsecs")
    raises(smcost.SpecError, lambda: job().at({}, "totl"), "unknown name `totl`")
    raises(smcost.SpecError, smcost.loads(JOB.replace("for run_time\n", "for (run_time * 1h / (run_time - 1h))\n"), no_stdlib=True).bill, "is 0", "<text>:15")
    priceless = JOB.replace("region here {", "region there {").replace("regions { here }", "regions { here, there }")
    raises(smcost.PriceMissing, smcost.loads(priceless, no_stdlib=True).bill, "compute")
    spec = job()
    raises(smcost.UsageError, lambda: spec.at({"nobody": [1]}), "`nobody`")
    raises(smcost.UsageError, lambda: spec.at({"run_time": [1]}), "no unit")
    raises(smcost.UsageError, lambda: spec.at({"run_time": smcost.column([1], "USD")}), "`USD` is no unit of `run_time`")
    raises(smcost.UsageError, lambda: spec.at({}, []), "no figure")
    raises(smcost.UsageError, lambda: job(params={"run_time": "1h"}).at({"run_time": ["2h"]}), "is given")
    raises(smcost.UsageError, lambda: smcost.loads(JOB, colour="red"), "no option `colour`")
    raises(smcost.UsageError, lambda: smcost.loads(JOB, engine="steam"), "interpreter")
    raises(smcost.UsageError, lambda: spec.sample(1000), "nothing in the file is uncertain")
    raises(ValueError, lambda: spec.at({"run_time": ["1h"], "other": ["1", "2"]}), "different lengths")
    for values in ([1.5], [True], [float("nan")], array("d", [1.0]), array("i", [1]), memoryview(array("f", [1.0]))):
        raises(TypeError, lambda values=values: spec.at({"run_time": smcost.column(values, "h")}))
    raises(OverflowError, lambda: smcost.column([2 ** 63]))
    raises(smcost.UsageError, lambda: spec.at({"run_time": smcost.column(array("q", [1]), "h", array("q", [0]))}), "denominator")
    # All of these later, it answers as before.
    same(spec.at({"run_time": ["2h"]})["total"], [2 * HOUR])


def warnings_and_failed_checks():
    same(job().check(), "")
    failing = smcost.loads(JOB + "budget total <= 1 USD\n", no_stdlib=True).bill()
    same((failing.ok, "budget" in failing.said, failing["total"]), (False, True, HOUR))
    parameter, = job().parameters()
    same((parameter["name"], parameter["unit"], parameter["unit_scale"], parameter["is_uncertain"]), ("run_time", "h", Fraction(3600), False))


def samples_are_those_of_the_command_line():
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "drawn.smcost"
        path.write_text(DRAWN)
        wanted = specs.smcost(PROGRAM, "sample", "--no-stdlib", "--format", "json", "-n", 20000, "--seed", 7, path)
        spec = smcost.open(path, no_stdlib=True)
        found = spec.sample(20000, 7)
        same(found.text, wanted)
        # Of the 20 equally likely cases, three (two boxes, 5 h) have no bill; the others come to 60 + 60 USD of the weights 3 and 1.
        mean = Fraction(3 * 2 * (1 + 2 + 3 + 4) + 4 * (1 + 2 + 3 + 4 + 5), 17)
        same(abs(found["mean"]["about"] - mean) < Fraction(1, 10), True, found["mean"])
        cuts = [0, 1, 8191, 8192, 15000, 20000]
        shards = [spec.shard(begin, end, 7) for begin, end in zip(cuts, cuts[1:])]
        same(spec.sample(20000, 7, shards=reversed(shards)).text, wanted)
        raises(smcost.UsageError, lambda: spec.sample(20000, 7, shards=shards[1:]), "draws 0 to 1 are missing")
        raises(smcost.UsageError, lambda: spec.sample(20000, 7, shards=shards[:-1]), "draws 15000 to 20000 are missing")
        raises(smcost.UsageError, lambda: spec.sample(20000, 7, shards=[*shards, shards[2]]), "twice")
        raises(smcost.UsageError, lambda: spec.sample(20000, 8, shards=shards), "another spec, figure or seed")
        raises(smcost.UsageError, lambda: spec.sample(20000, 7, figure="total * 2", shards=shards), "another spec, figure or seed")
        for spoiled in ("", "smcost shard 2\n", shards[0][:-1], shards[0] + "0 1 1\n", shards[0].replace("draws 0 1", "draws 0 2"),
                        shards[0].replace("draws 0 1", "draws 1 0"), shards[0].replace("figures 2", "figures 99999999999999999999")):
            raises(smcost.UsageError, lambda spoiled=spoiled: spec.sample(20000, 7, shards=[spoiled, *shards[1:]]), "shard 0 is not as it was written")
        # By kernels, from draws on that are in the midst of those that are made together; and each by itself.
        wanted = specs.smcost(PROGRAM, "sample", "--no-stdlib", "--format", "json", "-n", 60000, "--seed", 7, path)
        cuts = [0, 20013, 20014, 40037, 40037, 60000]
        shards = [spec.shard(begin, end, 7) for begin, end in zip(cuts, cuts[1:])]
        same(("\nstep " in shards[0], "\nfractions\n" in shards[0]), (True, False))
        same(spec.sample(60000, 7, shards=shards).text, wanted)
        singly = smcost.open(path, no_stdlib=True).shard(20013, 20014, 7)
        same(("\nstep " in singly, "\nfractions\n" in singly), (False, True))
        same(spec.sample(60000, 7, shards=[shards[0], singly, *shards[2:]]).text, wanted)
        step = shards[0][shards[0].index("\nstep ") + 6:].split("\n", 1)[0]
        last = shards[0].rstrip("\n").rsplit(" ", 1)[0]
        for spoiled in (shards[0].replace(f"step {step}\n", "step 0\n", 1), shards[0].replace(f"step {step}\n", f"step -{step}\n", 1),
                        shards[0].replace(f"step {step}\n", "", 1), *(f"{last} {number}\n" for number in ("", "1/2", "-", "+1", "0x1", 1 << 127, -(1 << 127) - 1))):
            raises(smcost.UsageError, lambda spoiled=spoiled: spec.sample(60000, 7, shards=[spoiled, *shards[1:]]), "shard 0 is not as it was written")
        path.write_text(DRAWN.replace("1 USD/h", "2 USD/h"))
        raises(smcost.UsageError, lambda: smcost.open(path, no_stdlib=True).sample(20000, 7, shards=shards), "another spec, figure or seed")


def on_threads():
    wrong = []

    def work(number):
        own, total = job(params={"run_time": f"{number + 1} h"}), (number + 1) * HOUR
        for _ in range(3):
            found = own.bill()["total"], shared.at({"run_time": smcost.column([number + 1], "h")})["total"]
            if found != (total, [total]):
                wrong.append(found)

    shared = job()
    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    same(wrong, [])


def calls_can_be_cancelled():
    spec = smcost.loads(DRAWN, no_stdlib=True)
    found = []

    def work():
        try:
            found.append(spec.sample(1_000_000))
        except smcost.Cancelled as error:
            found.append(error)

    thread = threading.Thread(target=work)
    thread.start()
    begin = time.monotonic()
    # A wish before the call has begun is none.
    while thread.is_alive() and time.monotonic() - begin < 30:
        time.sleep(0.1)
        spec.cancel()
    thread.join()
    same([type(one) for one in found], [smcost.Cancelled])
    same(spec.sample(1000, 3).text, smcost.loads(DRAWN, no_stdlib=True).sample(1000, 3).text)


def control_c_is_pythons():
    script = "import smcost, sys; sys.path[:0] = sys.argv[1:]; import specs; spec = smcost.loads(specs.DRAWN, no_stdlib=True)\n" \
             "print('begun', flush=True)\ntry:\n  while True: spec.sample(1_000_000)\nexcept KeyboardInterrupt:\n  print('stopped', flush=True)\n"
    child = subprocess.Popen([sys.executable, "-c", script, str(Path(__file__).parent)], stdout=subprocess.PIPE, text=True)
    same(child.stdout.readline(), "begun\n")
    time.sleep(0.3)
    os.kill(child.pid, signal.SIGINT)
    same((child.communicate(timeout=30)[0], child.returncode), ("stopped\n", 0))


def specs_travel():
    spec = pickle.loads(pickle.dumps(job(params={"run_time": "2h"})))
    same(spec.bill()["total"], 2 * HOUR)
    error = pickle.loads(pickle.dumps(raises(smcost.UsageError, lambda: spec.at({"nobody": [1]}))))
    same((type(error), error.code), (smcost.UsageError, 64))
    bill = spec.bill()
    again = pickle.loads(pickle.dumps(bill))
    same((again, again.text, again.ok), (bill, bill.text, True))


def hostile_texts_do_nothing():
    texts = ["", "\0", "j = " + "(" * 200_000, "x" * 1_000_000, "let a = " + "9" * 100_000, "\ufeff", JOB[:200], "use \"/etc/passwd\"", "include \"/dev/zero\"",
             "let a = " + "2 ^ " * 50 + "2", "param " * 10_000, "let x = x", JOB + "\0"]
    for text in texts:
        for call in ("check", "bill", "parameters", "at", "sample"):
            spec = smcost.loads(text, no_stdlib=True)
            try:
                getattr(spec, call)(*{"at": ({},), "sample": (1000,)}.get(call, ()))
            except smcost.Error as error:
                same(isinstance(error, smcost.Fault), False, f"{text[:40]!r}: {error}")
    raises(ValueError, lambda: smcost.loads(JOB, region="he\0re"))
    raises(ValueError, lambda: smcost.open("spec\0.smcost"))
    raises(ValueError, lambda: job().at({"run_time": ["1h\0"]}))
    raises(TypeError, lambda: smcost.loads("\ud800"))
    raises(smcost.Trouble, smcost.open("-").bill)
    raises(smcost.Trouble, smcost.open("/").bill)
    raises(smcost.SpecError, lambda: smcost.loads(JOB, no_stdlib=True).at({"run_time": ["1h) + (1h"]}))


def main():
    for test in (bills_are_those_of_the_command_line, points_are_exact, names_and_multiples, points_without_a_bill, large_figures_are_whole,
                 errors_are_told, warnings_and_failed_checks, samples_are_those_of_the_command_line, on_threads, calls_can_be_cancelled,
                 control_c_is_pythons, specs_travel, hostile_texts_do_nothing):
        begin = time.monotonic()
        test()
        print(f"{test.__name__} {time.monotonic() - begin:.1f} s", flush=True)


main()
