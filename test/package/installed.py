#!/usr/bin/env python3
"""installed.py SMCOST BUILD: `cmake --install` makes a tree that works from wherever it lies."""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FINE, TROUBLE = 0, 4


def run(*command, code=FINE):
    environment = {"PATH": "/usr/bin:/bin", "HOME": "/nonexistent", "LC_ALL": "C.UTF-8", "ASAN_OPTIONS": os.environ.get("ASAN_OPTIONS", "")}
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, timeout=120, check=False, env=environment, cwd="/")
    if done.returncode != code:
        sys.exit(f"{' '.join(map(str, command))}\nends with {done.returncode}, not {code}\n{done.stdout}{done.stderr}")
    return done.stdout + done.stderr


def hashes(folder):
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(folder.rglob("*")) if path.is_file() and path.suffix == ".smcost"}


def digest(folder):
    """As Library::digest() in compiler/load."""
    whole = hashlib.sha256()
    for name in sorted(str(path.relative_to(folder)) for path in folder.rglob("*.smcost")):
        text = (folder / name).read_bytes()
        whole.update(f"{name}\n{len(text)}\n".encode() + text)
    return whole.hexdigest()


def line_of(report, what):
    return next(line for line in report.splitlines() if line.split()[1:2] == [what])


def expect(holds, what):
    if not holds:
        sys.exit(what)


def main():
    build = Path(sys.argv[2]).resolve()
    with tempfile.TemporaryDirectory() as folder:
        prefix = Path(folder) / "a place with blanks"
        run("cmake", "--install", build, "--prefix", prefix)
        smcost = prefix / "bin" / "smcost"
        library = prefix / "share" / "smcost" / "stdlib"
        spec = prefix / "share" / "doc" / "smcost" / "examples" / "concept.smcost"

        expect(hashes(library) == hashes(ROOT / "stdlib"), "the installed library is another than the repository's")
        report = run(smcost, "doctor")
        expect(digest(library) in report, f"doctor shows another digest than {digest(library)}:\n{report}")
        expect(str(library) in line_of(report, "library") and "same as the built-in" in report, report)
        expect("1.92 USD" in run(smcost, "eval", "--summary", spec), "the example costs something else")

        for page in ("man/man1/smcost.1.gz", "man/man7/smcost-lang.7.gz", "bash-completion/completions/smcost",
                     "zsh/vendor-completions/_smcost", "fish/vendor_completions.d/smcost.fish", "doc/smcost/copyright"):
            expect((prefix / "share" / page).stat().st_size > 1000, f"share/{page} is empty")

        # An edited library is the one in use, and doctor says so.
        edited = library / "aws" / "sagemaker" / "rates" / "page_de.smcost"
        edited.write_text(edited.read_text().replace("ml.m4.4xlarge  0.96 USD/h", "ml.m4.4xlarge  0.97 USD/h"))
        expect(hashes(library) != hashes(ROOT / "stdlib"), "the row of ml.m4.4xlarge is written in another way")
        report = run(smcost, "doctor")
        expect(line_of(report, "library").startswith("warn") and "page_de.smcost" in report, report)
        # Of the edition whose prices stand in the library itself.
        priced = Path(spec).with_name("priced.smcost")
        priced.write_text(Path(spec).read_text(encoding="utf-8").replace("use aws.sagemaker\n", "use aws.sagemaker @ page-de\n"), encoding="utf-8")
        spec = priced
        expect("1.94 USD" in run(smcost, "eval", "--summary", spec, code=2), "the edited price is not used")
        # A flag goes before what is installed.
        expect("1.92 USD" in run(smcost, "eval", "--summary", "--stdlib", ROOT / "stdlib", spec), "--stdlib is not used")
        edited.write_text("rates\n")
        expect(line_of(run(smcost, "doctor", code=TROUBLE), "modules").startswith("fail"), "a broken module is not seen")

        # Without its folder the program uses its copy.
        shutil.rmtree(library)
        expect("built-in" in line_of(run(smcost, "doctor"), "library"), "doctor does not name the built-in library")
        expect("1.92 USD" in run(smcost, "eval", "--summary", spec), "the built-in library is not used")
        print("installed, found, edited, and done without")


main()
