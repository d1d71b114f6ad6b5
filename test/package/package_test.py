#!/usr/bin/env python3
"""package_test.py DEB...: installs the packages in a minimal Debian 12 of its own (debootstrap, as root) and
prices an example there, with the program and from Python. `./dev package-test` builds the packages and calls it."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ALLOWED = {
    "smcost": {"libc6", "libsimdjson14"},
    "libsmcost": {"libc6", "libmpfr6"},
    "python3-smcost": {"libc6", "libgcc-s1", "libstdc++6", "libsmcost", "python3"},
}
EXAMPLE = "/usr/share/doc/smcost/examples/training_with_debugger.smcost"
TOTAL = "total 2143/900 USD"
PYTHON = f"""
import smcost, fractions
bill = smcost.open("{EXAMPLE}").bill()
assert bill["total"] == fractions.Fraction(2143, 900), bill["total"]
"""


def run(*command, **more):
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False, **more)
    if done.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))}\nends with {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def step(text):
    print(f"package-test: {text}", flush=True)


def mirror():
    """Where this machine has its packages from."""
    targets = run("apt-get", "indextargets", "--format", "$(SITE) $(RELEASE)", "Created-By: Packages").splitlines()
    sites = [target.split()[0] for target in targets if target.split()[1] == "bookworm"]
    return sites[0] if sites else "http://deb.debian.org/debian"


def check_depends(package, deb):
    depends = run("dpkg-deb", "--field", deb, "Depends")
    names = {re.match(r"\S+", part.strip())[0] for part in re.split("[,|]", depends)}
    if not names <= ALLOWED[package]:
        sys.exit(f"{package} depends on more than {', '.join(sorted(ALLOWED[package]))}: {depends}")
    recommends = run("dpkg-deb", "--field", deb, "Recommends").strip()
    if package == "smcost" and "libcurl4" not in recommends:
        sys.exit(f"what fetches price lists is not recommended: {recommends}")
    step(f"{package} depends on {depends.strip()}, recommends {recommends or 'nothing'}")


def main():
    debs = {run("dpkg-deb", "--field", path, "Package").strip(): Path(path).resolve() for path in sys.argv[1:]}
    begin = time.monotonic()
    if debs.keys() != ALLOWED.keys():
        sys.exit(f"package-test: these are {', '.join(sorted(debs))}")
    for package, deb in debs.items():
        check_depends(package, deb)
    deb = debs["smcost"]
    if os.geteuid() != 0:
        sys.exit("package-test: debootstrap and chroot need root")
    root = Path(tempfile.mkdtemp(prefix="smcost-bookworm-"))
    try:
        step(f"a minimal Debian 12 in {root}")
        run("debootstrap", "--variant=minbase", "bookworm", root, mirror())
        # The network is reached as this machine reaches it.
        (root / "etc/apt/apt.conf.d/01acquire").write_text(
            "".join(line + "\n" for line in run("apt-config", "dump").splitlines() if line.startswith("Acquire::http")))
        shutil.copy("/etc/resolv.conf", root / "etc/resolv.conf")
        for one in debs.values():
            shutil.copy(one, root / one.name)
        before = set(run("chroot", root, "dpkg-query", "-W", "-f", "${Package}\n").split())
        environment = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8"}
        run("chroot", root, "apt-get", "-q", "-y", "install", "--no-install-recommends", f"/{deb.name}", env=environment)
        after = set(run("chroot", root, "dpkg-query", "-W", "-f", "${Package}\n").split())
        step(f"installed with {', '.join(sorted(after - before))}")
        summary = run("chroot", root, "smcost", "eval", "--summary", EXAMPLE, env=environment)
        if not summary.startswith(TOTAL + " ("):
            sys.exit(f"the example comes to something else than {TOTAL}:\n{summary}")
        step(f"{EXAMPLE}: {TOTAL}")
        print(run("chroot", root, "smcost", "doctor", env=environment), end="")
        # What is only recommended is missed by the one command that wants it.
        fetch = ["chroot", root, "smcost", "prices", "fetch", "aws.sagemaker", "--region", "us-east-1", "--url", "http://127.0.0.1:1"]
        done = subprocess.run(list(map(str, fetch)), capture_output=True, text=True, check=False, env=environment)
        if done.returncode != 4 or "SMC9046" not in done.stderr:
            sys.exit(f"without libcurl `prices fetch` ends with {done.returncode}\n{done.stderr}")
        others = [f"/{debs[name].name}" for name in ("libsmcost", "python3-smcost")]
        run("chroot", root, "apt-get", "-q", "-y", "install", "--no-install-recommends", *others, env=environment)
        run("chroot", root, "python3", "-c", PYTHON, env=environment)
        step("`import smcost` comes to the same")
        run("chroot", root, "dpkg", "--purge", "python3-smcost", "libsmcost", "smcost", env=environment)
        left = [str(path) for path in root.rglob("*smcost*") if path.suffix != ".deb"]
        if left:
            sys.exit("purged, and still there: " + ", ".join(left))
        step(f"installed, used and purged in {time.monotonic() - begin:.0f} s")
    finally:
        shutil.rmtree(root, ignore_errors=True)


main()
