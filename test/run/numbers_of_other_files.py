"""A default's number stays what it is, wherever it stands in its file: statements that read alike differ in their own numbers
only, and the nodes of two files have the same numbers. Each pair of paddings moves one of the two texts.

numbers_of_other_files.py SMCOST MINI FOLDER
"""
import pathlib
import subprocess
import sys

smcost, mini, folder = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
folder.mkdir(parents=True, exist_ok=True)
for library in range(13):
    units = "".join(f"unit u{chr(97 + i)} = {i + 2} s\n" for i in range(library))
    (folder / "lib.smcost").write_text(f'use "{mini}"\n{units}workload job(bare machines : Multiple[machine] = 1x, bare on box : Sku, bare for run : Time) {{\n'
                                       "  line boxes = meter compute(box)  run each machines\n}\n")
    for spec in range(4):
        lets = "".join(f"let x{i} = {i}\n" for i in range(spec))
        (folder / "spec.smcost").write_text(f'use "lib.smcost"\nregion here\nperiod 2025-03\n{lets}a = job box.small 4h\nb = job box.small 2h\n'
                                            "expect a == 4 USD\nexpect b == 2 USD\n")
        done = subprocess.run([smcost, "test", "--no-stdlib", "--trust", folder / "spec.smcost"], capture_output=True, text=True, check=False)
        if done.returncode:
            sys.exit(f"{library} units, {spec} lets: {done.stdout}{done.stderr}")
