"""Every module of the library checks alone: check_modules.py SMCOST STDLIB"""
import pathlib
import subprocess
import sys

smcost, stdlib = sys.argv[1], pathlib.Path(sys.argv[2])
failed = 0
modules = sorted(stdlib.rglob("*.smcost"))
for module in modules:
    run = subprocess.run([smcost, "check", "--strict", "--stdlib", str(stdlib), str(module)],
                         capture_output=True, text=True)
    if run.returncode != 0:
        failed += 1
        print(f"{module}: exit {run.returncode}\n{run.stdout}{run.stderr}")
print(f"{len(modules)} modules, {failed} failed")
sys.exit(failed != 0 or not modules)
