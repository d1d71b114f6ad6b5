"""Feed the program bad input: python3 hostile.py SMCOST FOLDER

Each case says the exit code and the diagnostic it wants. A crash and a hang fail.
The time limit is generous: it is for runaways, not for speed.
"""
import pathlib
import shutil
import subprocess
import sys

SECONDS = 60
DIGITS = 10**1000 - 1

CASES = [
    # name, command, content, exit code, code of the diagnostic
    ("invalid_utf8", "check", b"let x = 1 # \xff\nlet y = 2\n", 1, "SMC1002"),
    ("ends_early", "check", b"let x =\n", 1, "SMC1001"),
    ("ends_early_with_comment", "check", b"x = # c\n", 1, "SMC1001"),
    ("cut_utf8", "check", b"let x = 1\n\xc3", 1, "SMC1002"),
    ("only_bad_bytes", "check", b"\xff\xfe\xff\xfe", 1, "SMC1002"),
    ("nul", "check", b"let x = \x00 1\n", 1, "SMC1003"),
    ("line_of_100_mb", "check", b"# " + b"a" * 100_000_000 + b"\n", 1, "SMC1011"),
    ("number_of_100_mb", "check", b"let x = " + b"1" * 100_000_000 + b"\n", 1, "SMC1011"),
    ("nested", "check", b"let x = " + b"(" * 100_000 + b"1" + b")" * 100_000 + b"\n", 1, "SMC1006"),
    ("only_open", "check", b"let x = " + b"(" * 100_000, 1, "SMC1006"),
    ("big_number", "test", b"expect %d + 1 == 1%s\n" % (DIGITS, b"0" * 1000), 0, None),
    ("big_number_off_by_one", "test", b"expect %d + 1 == 1%s1\n" % (DIGITS, b"0" * 999), 2, "SMC5002"),
    ("too_many_digits", "check", b"let x = " + b"9" * 20_001 + b"\n", 1, "SMC1010"),
    ("use_cycle_a", "check", b'use "./use_cycle_b.smcost"\n', 1, "SMC2005"),
    ("empty", "check", b"", 0, None),
    ("formatted_empty", "fmt", b"", 0, None),
    ("formatted_bad_bytes", "fmt", b"\xff\xfe\xff\xfe", 1, "SMC1002"),
    ("formatted_without_breaks", "fmt", b"a = run" + b" x 1" * 200_000 + b"\n", 0, None),
    ("formatted_wide_name", "fmt", b"a" * 1_000_000 + b" = run 1h\n" + b"b = run 1h # c\n" * 20_000, 0, None),
    ("formatted_nested", "fmt", b"a = run " + b"{ " * 190 + b"x 1; " * 20_000 + b" }" * 190 + b"\n", 0, None),
]


def main():
    smcost, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    (folder / "use_cycle_b.smcost").write_bytes(b'use "./use_cycle_a.smcost"\n')
    failures = 0
    for name, command, content, code, diagnostic in CASES:
        spec = folder / f"{name}.smcost"
        spec.write_bytes(content)
        for form in ("rich", "short", "json"):
            done = subprocess.run(
                [smcost, command, f"--diagnostics={form}", spec], capture_output=True, timeout=SECONDS
            )
            said = diagnostic is None or diagnostic.encode() in done.stderr
            if done.returncode != code or not said:
                failures += 1
                print(f"{name} ({form}): exit {done.returncode}, wanted {code} with {diagnostic}", file=sys.stderr)
                print(done.stderr[:300], file=sys.stderr)
        # The folder is not to keep hundreds of megabytes.
        spec.unlink()
    sys.exit(1 if failures else 0)


main()
