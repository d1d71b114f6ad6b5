#!/usr/bin/env python3
"""Bring the npm packages that a lock file pins into a folder, with what stands beside it: npm_packages.py SOURCE FOLDER"""

import pathlib
import shutil
import subprocess
import sys

LISTS = ("package.json", "package-lock.json")


def is_fetched(source, folder):
    """Only when all has come is the lock file copied behind it."""
    done = folder / "node_modules" / ".fetched"
    return done.is_file() and done.read_bytes() == (source / "package-lock.json").read_bytes()


def main():
    source, folder = (pathlib.Path(name).resolve() for name in sys.argv[1:3])
    if is_fetched(source, folder):
        print("the packages are there")
        return
    npm = shutil.which("npm")
    if npm is None:
        sys.exit("what tests want of others comes as npm packages, and there is no npm: install the package `npm`")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name in LISTS:
        shutil.copyfile(source / name, folder / name)
    # Nothing of the packages is run by their coming.
    done = subprocess.run([npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"], cwd=folder, check=False, timeout=300)
    if done.returncode != 0:
        sys.exit(f"npm could not bring the packages of {source / 'package-lock.json'}: without them there is no test")
    shutil.copyfile(source / "package-lock.json", folder / "node_modules" / ".fetched")


if __name__ == "__main__":
    main()
