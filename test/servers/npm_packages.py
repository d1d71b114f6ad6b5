#!/usr/bin/env python3
"""Bring the npm packages that a folder pins into another: python3 npm_packages.py LISTS FOLDER

LISTS has a package.json and its package-lock.json. What is there already stays.
"""

import pathlib
import shutil
import subprocess
import sys

NAMES = ("package.json", "package-lock.json")


def main():
    lists, folder = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    done = folder / "node_modules" / ".package-lock.json"
    if done.is_file() and all((folder / name).is_file() and (folder / name).read_bytes() == (lists / name).read_bytes() for name in NAMES):
        print("the packages are there")
        return
    npm = shutil.which("npm")
    if npm is None:
        sys.exit("the clients that servers are tested with come as npm packages, and there is no npm: install the package `npm`")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name in NAMES:
        shutil.copyfile(lists / name, folder / name)
    subprocess.run([npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=folder, check=True, timeout=300)


main()
