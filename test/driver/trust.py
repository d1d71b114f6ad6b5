"""What an untrusted repository may do: python3 trust.py SMCOST STDLIB FOLDER

A spec, a link and a `.smcost.toml` of a pull request are read by somebody's CI: they read no file of the machine, write none, wait for
nothing, and another library of prices is named in every output.
"""
import os
import pathlib
import shutil
import signal
import stat
import subprocess
import sys
import time

SMCOST, STDLIB, FOLDER = (pathlib.Path(word).resolve() for word in sys.argv[1:4])
SPEC = "use aws.sagemaker @ page-de\nregion us-east-1\nperiod 30 days\ntrain ml.m4.4xlarge 30min\nbudget total <= 0.40 USD\n"
failures = []


def run(*arguments, code=0, says=(), hides=(), **more):
    """One run, with what its output must and must not hold."""
    done = subprocess.run([SMCOST, *map(str, arguments)], cwd=more.pop("cwd", FOLDER), capture_output=True, text=True, errors="replace",
                          timeout=60, **({} if "input" in more else {"stdin": subprocess.DEVNULL}), **more)
    output = done.stdout + done.stderr
    wrong = [f"exit {done.returncode} instead of {code}"] if done.returncode != code else []
    wrong += [f"it does not say {text!r}" for text in says if text not in output]
    wrong += [f"it says {text!r}" for text in hides if text in output]
    if wrong:
        failures.append(f"{arguments}: {'; '.join(wrong)}\n{output[:600]}")
    return output


def write(name, text):
    path = FOLDER / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def used_files():
    (FOLDER / "repo/.git").mkdir(parents=True)
    secret = write("secret.txt", "the secret\n")
    write("outside/terms.smcost", "let secret = 2\n")
    write("repo/terms.smcost", "let rate = 2\n")
    os.mkfifo(FOLDER / "repo/pipe.smcost")
    (FOLDER / "repo/link.smcost").symlink_to(secret)
    (FOLDER / "repo/out.smcost").symlink_to(FOLDER / "outside/terms.smcost")
    write("repo/sub/own.smcost", 'use "../terms.smcost" as t\nlet x = t.rate\n')
    run("check", "repo/sub/own.smcost")
    for name, said in (("../secret.txt", "only files that end"), ("./link.smcost", "only files that end"), ("/proc/self/environ", "only files"),
                       ("./pipe.smcost", "no regular file"), ("./out.smcost", "outside of the repository"),
                       ("../outside/terms.smcost", "outside of the repository")):
        for word in ("use", "include"):
            write("repo/spec.smcost", f'{word} "{name}"' + (" as t\n" if word == "use" else "\n"))
            run("check", "repo/spec.smcost", code=4, says=["SMC9001", said], hides=["the secret", "PATH="])
    run("check", "--trust", "repo/spec.smcost", code=0)
    # Outside of a repository a folder beside is as good as one below.
    write("plain/spec.smcost", 'use "../outside/terms.smcost" as t\n')
    run("check", "plain/spec.smcost")
    run("check", "repo/link.smcost", code=4, says=["it is a link"], hides=["the secret"])
    # What a user names may be a pipe.
    run("eval", "--summary", "/dev/stdin", input=SPEC, code=2, says=["0.48"])
    run("check", "/dev/zero", code=1, says=["SMC1011"])


def settings():
    library = FOLDER / "settings/ours"
    shutil.copytree(STDLIB, library)
    with open(library / "prelude.smcost", "a", encoding="utf-8") as prelude:
        prelude.write("# another\n")
    here = FOLDER / "settings"
    write("settings/spec.smcost", SPEC)
    write("settings/.smcost.toml", 'stdlib = "ours"\ndiagnostics = "json"\n')
    for command in ("eval", "test", "check", "config"):
        run(command, *(["spec.smcost"] if command != "config" else []), cwd=here, code=4, says=["SMC9013", "--trust"])
    forms = [["eval", "--format", form] for form in ("text", "csv", "json", "markdown", "sarif", "junit")]
    forms += [["eval", "--summary"], ["test"], ["test", "--format", "junit"], ["explain"]]
    for form in forms:
        for flag in ("--trust", "--stdlib=ours"):
            for style in ("json", "rich"):
                output = run(*form, flag, "--diagnostics", style, "spec.smcost", cwd=here, code=2, says=["ours", "SMC5002"])
                if "library" not in output:
                    failures.append(f"{form} {flag} {style}: it names no library")
    # The data alone says so too, wherever the rest goes.
    for form in forms[:7]:
        done = subprocess.run([SMCOST, *form, "--trust", "spec.smcost"], cwd=here, capture_output=True, text=True, check=False)
        if "ours" not in done.stdout:
            failures.append(f"{form}: its stdout does not name the library")
    run("diff", "--trust", "--format", "json", "spec.smcost", "spec.smcost", cwd=here, says=['"folder":"ours"'])
    write("settings/.smcost.toml", "a" + ".a" * 133_000 + " = 1\n")
    run("check", "spec.smcost", cwd=here, code=4, says=["SMC9010"])
    write("settings/.smcost.toml", "".join(f"key{n} = 1\n" for n in range(50_000)))
    begin = time.monotonic()
    run("check", "spec.smcost", cwd=here, code=4, says=["SMC9011"])
    if time.monotonic() - begin > 20:
        failures.append("50,000 unknown keys take longer than they may")
    (here / ".smcost.toml").unlink()
    (here / ".smcost.toml").symlink_to(FOLDER / "secret.txt")
    run("check", "spec.smcost", cwd=here, code=4, says=["SMC9001"], hides=["the secret"])
    (here / ".smcost.toml").unlink()
    if os.geteuid() == 0:
        os.chown(write("settings/.smcost.toml", 'region = "nowhere"\n'), 54321, 54321)
        run("check", "spec.smcost", cwd=here, says=["SMC9014"])
        run("check", "spec.smcost", cwd=here, code=0, env=os.environ | {"SUDO_UID": "54321"}, hides=["SMC9014"])
        (here / ".smcost.toml").unlink()


def outputs():
    spec = write("out/spec.smcost", SPEC.replace("0.40", "0.50"))
    here = spec.parent
    write("out/terms.smcost", "let a = 1\n")
    write("out/user.smcost", 'use "./terms.smcost" as t\n' + spec.read_text(encoding="utf-8"))
    (here / "other_name.txt").hardlink_to(spec)
    (here / "link.txt").symlink_to(spec)
    for target, source in (("spec.smcost", "spec.smcost"), ("terms.smcost", "user.smcost"), ("other_name.txt", "spec.smcost"),
                           ("link.txt", "spec.smcost")):
        before = (here / target).read_bytes()
        run("eval", "-o", target, source, cwd=here, code=4, says=["SMC9002", "reads it"])
        if (here / target).read_bytes() != before:
            failures.append(f"{target} is written over")
    os.mkfifo(here / "pipe")
    run("eval", "-o", "pipe", "spec.smcost", cwd=here, code=4, says=["nobody reads"])
    bill = here / "bill.txt"
    bill.write_text("old\n", encoding="utf-8")
    bill.chmod(0o4640)
    if os.geteuid() == 0:
        os.chown(bill, 54321, 54321)
        bill.chmod(0o4640)
    owner = bill.stat().st_uid
    run("eval", "--summary", "-o", "bill.txt", "spec.smcost", cwd=here)
    if stat.S_IMODE(bill.stat().st_mode) != 0o640 or bill.stat().st_uid != owner:
        failures.append(f"the new file has mode {bill.stat().st_mode:o} and owner {bill.stat().st_uid}")
    (here / "second.txt").hardlink_to(bill)
    run("eval", "--format", "csv", "-o", "bill.txt", "spec.smcost", cwd=here)
    if not (here / "second.txt").read_text(encoding="utf-8").startswith("workload,") or bill.stat().st_nlink != 2:
        failures.append("a hard link is lost")
    run("eval", "-o", "n" * 255, "spec.smcost", cwd=here)
    # Standard error is closed: what is said there goes nowhere, least of all into the file.
    write("out/warned.smcost", spec.read_text(encoding="utf-8").replace("USD\n", "USD warn at 1 %\n"))
    subprocess.run(["sh", "-c", 'exec "$0" eval --summary -o closed.txt warned.smcost 2>&-', SMCOST], cwd=here, check=False)
    if (here / "closed.txt").read_text(encoding="utf-8") != "total 0.48 USD\ninvoice 0.48 USD\n":
        failures.append("what is said to a closed descriptor is in the file")
    # A signal while the file is made: it waits for its input then. What runs in the background of a shell
    # begins with SIGINT ignored.
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGPIPE):
        process = subprocess.Popen([SMCOST, "eval", "-o", "never.txt", "-"], cwd=here, stdin=subprocess.PIPE,
                                   preexec_fn=lambda number=number: signal.signal(number, signal.SIG_DFL))
        end = time.monotonic() + 30
        while not list(here.glob(".smcost-*")) and time.monotonic() < end:
            time.sleep(0.01)
        process.send_signal(number)
        if process.wait(timeout=30) != -number:
            failures.append(f"signal {number} does not end it")
        process.stdin.close()
    left = list(here.glob(".smcost-*"))
    if left:
        failures.append(f"left behind: {left}")


def names():
    for name in ("::error::x.smcost", "a\n::error::b.smcost", "a\x1b[31m\u202e\u200b\u00ad\U000e0041.smcost"):
        write("names/" + name, SPEC.replace("0.40", "0.50").replace("train ", "train  "))
        for command in (["eval"], ["check"], ["test"], ["fmt", "--check"], ["eval", "--format", "markdown"], ["fmt"]):
            output = run(*command, name, cwd=FOLDER / "names", code=2 if "--check" in command else 0)
            bad = [c for c in "\x1b\u202e\u200b\u00ad\U000e0041" if c in output]
            if bad or any(line.strip().startswith("::") for line in output.splitlines()):
                failures.append(f"{command} shows {name!r} as it is:\n{output!r}")


def main():
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    for part in (used_files, settings, outputs, names):
        part()
    for failure in failures:
        print(failure, file=sys.stderr)
    sys.exit(1 if failures else 0)


main()
