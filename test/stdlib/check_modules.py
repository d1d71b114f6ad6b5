"""Every file of a folder, of the library itself if none is named, checks alone and strictly: check_modules.py SMCOST STDLIB [FOLDER]"""
import pathlib
import subprocess
import sys

smcost, stdlib = sys.argv[1], pathlib.Path(sys.argv[2])
folder = pathlib.Path(sys.argv[3]) if len(sys.argv) > 3 else stdlib
failed = 0
modules = sorted(folder.rglob("*.smcost"))
for module in modules:
    run = subprocess.run([smcost, "check", "--strict", "--stdlib", str(stdlib), str(module)],
                         capture_output=True, text=True)
    if run.returncode != 0:
        failed += 1
        print(f"{module}: exit {run.returncode}\n{run.stdout}{run.stderr}")
print(f"{len(modules)} files, {failed} failed")
sys.exit(failed != 0 or not modules)
