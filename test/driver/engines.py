"""Compare what the engines print, for every example: python3 engines.py SMCOST EXAMPLES"""
import pathlib
import subprocess
import sys

smcost, examples = sys.argv[1:]
specs = sorted(pathlib.Path(examples).glob("*.smcost"))
assert specs, "no examples"
for spec in specs:
    for command in (["eval"], ["eval", "--format=json"], ["explain"]):
        outputs = {}
        for engine in ("auto", "jit", "interpreter", "reference", "both"):
            call = [smcost, *command, f"--engine={engine}", spec]
            outputs[engine] = subprocess.run(call, capture_output=True, check=True, timeout=60).stdout
        assert outputs["auto"], f"{spec.name}: {command} printed nothing"
        differing = [engine for engine, output in outputs.items() if output != outputs["auto"]]
        assert not differing, f"{spec.name}: {command} differs from auto with {differing}"
