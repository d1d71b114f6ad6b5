#!/usr/bin/env python3
"""recipes.py SMCOST: takes each recipe from the text of the root README.md and runs it, in a repository of
its own, without a terminal. What talks to the outside (gh, curl, apt-get, sudo) is a script that notes what
it was told."""

import os
import re
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
SMCOST = Path(sys.argv[1]).resolve()
NOTE = '#!/bin/sh\nprintf "%s " "$(basename "$0")" "$@" >> "$NOTES"\nfor word; do case $word in *cost.md) cat cost.md >> "$NOTES";; esac; done\n'

SPEC = """use aws.sagemaker @ page-de
region us-east-1
period 30 days

job = train 4x ml.m4.4xlarge 30min
budget total <= 5 USD
"""


def block(language, holding=""):
    """The README's code block of a language that has a certain line."""
    for found in re.finditer(rf"^```{language}\n(.*?)^```$", README, re.DOTALL | re.MULTILINE):
        if holding in found[1]:
            return found[1]
    sys.exit(f"README.md has no `{language}` block with {holding!r}")


class Repository:
    def __init__(self, folder):
        self.folder = Path(folder)
        self.notes = self.folder / "notes"
        self.work = self.folder / "work"
        tools = self.folder / "tools"
        tools.mkdir()
        (tools / "smcost").symlink_to(SMCOST)
        for name in ("gh", "curl", "apt-get", "sudo"):
            (tools / name).write_text(NOTE)
            (tools / name).chmod(0o755)
        self.environment = {"PATH": f"{tools}:/usr/bin:/bin", "HOME": str(self.folder), "NOTES": str(self.notes), "LC_ALL": "C.UTF-8",
                            "GIT_CONFIG_NOSYSTEM": "1", "GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@b", "GIT_COMMITTER_NAME": "a",
                            "GIT_COMMITTER_EMAIL": "a@b", "ASAN_OPTIONS": os.environ.get("ASAN_OPTIONS", "")}
        self.work.mkdir()
        self.run("git", "init", "-q", "-b", "main")
        self.write("costs/team.smcost", SPEC)
        self.commit("first")

    def write(self, name, text):
        path = self.work / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def run(self, *command, fine=True, **variables):
        done = subprocess.run(command, cwd=self.work, env=self.environment | variables, stdin=subprocess.DEVNULL, start_new_session=True,
                              capture_output=True, text=True, timeout=120, check=False)
        if (done.returncode == 0) != fine:
            sys.exit(f"{' '.join(map(str, command))}\nends with {done.returncode}\n{done.stdout}{done.stderr}")
        return done.stdout + done.stderr

    def commit(self, message, fine=True):
        self.run("git", "add", "-A")
        return self.run("git", "commit", "-q", "-m", message, fine=fine)


def expect(holds, what):
    if not holds:
        sys.exit(what)


def try_hook(repository):
    hook = repository.write(".git/hooks/pre-commit", block("sh", "pre-commit"))
    hook.chmod(hook.stat().st_mode | stat.S_IXUSR)
    repository.write("costs/team.smcost", SPEC.replace(" 4x ", " 2x "))
    repository.commit("fine")
    for wrong, said in ((SPEC.replace("train", "trian"), "SMC2002"), (SPEC.replace(" 4x ", " 40x "), "SMC5002"),
                        (SPEC.replace("region us-east-1\n", ""), "SMC2123"), (SPEC.replace("job = ", "job   =  "), "team.smcost")):
        repository.write("costs/team.smcost", wrong)
        output = repository.commit("wrong", fine=False)
        expect(said in output, f"the hook says something else than {said}:\n{output}")
    # What is staged counts, not what lies around.
    repository.write("costs/team.smcost", SPEC)
    repository.run("git", "add", "-A")
    repository.write("costs/team.smcost", "nonsense\n")
    repository.run("git", "commit", "-q", "-m", "staged")
    repository.write("README", "no spec\n")
    repository.run("git", "checkout", "-q", "--", "costs")
    repository.commit("no spec")
    hook.unlink()


def try_textconv(repository):
    command = re.search(r"`(git config diff\.bill\.textconv .*?)` and", README)[1]
    repository.run("sh", "-c", command)
    repository.write(".gitattributes", block("gitattributes"))
    repository.commit("attributes")
    repository.write("costs/team.smcost", SPEC.replace(" 4x ", " 3x "))
    shown = repository.run("git", "--no-pager", "diff")
    expect(re.search(r"^-total +1\.92 USD", shown, re.MULTILINE) and re.search(r"^\+total +1\.44 USD", shown, re.MULTILINE), shown)
    # A text that does not evaluate is shown as it is.
    repository.write("costs/team.smcost", SPEC.replace("train", "trian"))
    shown = repository.run("git", "--no-pager", "diff")
    expect("+job = trian 4x" in shown, shown)
    repository.run("git", "checkout", "-q", "--", "costs")


def try_makefile(repository):
    repository.write("Makefile", block("make"))
    repository.run("make", "budget")
    bill = repository.work / "costs" / "team.bill"
    expect("1.92 USD" in bill.read_text(encoding="utf-8"), bill.read_text(encoding="utf-8"))
    expect("Nothing to be done" in repository.run("make", "budget"), "an unchanged spec is billed again")
    repository.write("costs/team.smcost", SPEC.replace(" 4x ", " 40x "))
    os.utime(bill, (1, 1))
    output = repository.run("make", "budget", fine=False)
    expect("SMC5002" in output and not bill.exists(), output)
    repository.run("git", "checkout", "-q", "--", "costs")
    (repository.work / "Makefile").unlink()


def branch(repository):
    """A branch that doubles the job, as a pull request would."""
    base = repository.run("git", "rev-parse", "HEAD").strip()
    repository.run("git", "update-ref", "refs/remotes/origin/main", base)
    repository.run("git", "checkout", "-q", "-B", "change")
    repository.write("costs/team.smcost", SPEC.replace(" 4x ", " 8x "))
    repository.commit("double")
    return base


def check_comment(repository, tool):
    notes = repository.notes.read_text(encoding="utf-8")
    expect(f"{tool} " in notes and "+1.92" in notes and "costs/team.smcost" in notes and "|" in notes, f"{tool} was told:\n{notes}")
    repository.notes.unlink()


def try_github(repository):
    job = yaml.safe_load(block("yaml", ".github/workflows"))["jobs"]["cost"]
    values = {"github.base_ref": "main", "github.token": "secret", "github.event.number": "7"}
    fill = lambda text: re.sub(r"\$\{\{ *(\S+?) *\}\}", lambda name: values[name[1]], text)
    branch(repository)
    variables = {name: fill(value) for name, value in job["env"].items()}
    for step in job["steps"]:
        if "run" in step:
            repository.run("bash", "-e", "-c", fill(step["run"]), **variables)
    expect("gh pr comment 7" in repository.notes.read_text(encoding="utf-8"), repository.notes.read_text(encoding="utf-8"))
    check_comment(repository, "gh")


def try_gitlab(repository):
    job = yaml.safe_load(block("yaml", ".gitlab-ci.yml"))["cost"]
    base = repository.run("git", "merge-base", "origin/main", "HEAD").strip()
    variables = {"CI_MERGE_REQUEST_DIFF_BASE_SHA": base, "CI_API_V4_URL": "https://example.org/api/v4", "CI_PROJECT_ID": "1",
                 "CI_MERGE_REQUEST_IID": "7", "COST_TOKEN": "secret"}
    repository.run("sh", "-e", "-c", "\n".join(job["script"]), **variables)
    expect("merge_requests/7/notes" in repository.notes.read_text(encoding="utf-8"), repository.notes.read_text(encoding="utf-8"))
    check_comment(repository, "curl")


def try_price_list(repository):
    """Each line of it; 100 h at 1.515 and at 1.2875 USD/h."""
    repository.run("git", "checkout", "-q", "-B", "ours", "main")
    repository.write("ours.csv", block("csv"))
    repository.write("costs/team.smcost", "use aws.sagemaker\nregion us-east-1\nperiod 2026-08\n\njob = train ml.g5.2xlarge 100 h\n")
    output = repository.run("sh", "-e", "-c", block("sh", "bring your own price list"))
    for said in (r"^ +3  mapped to a meter$", r"^taken .*prices/ours\.smprices$", r"^hidden .*inside the program$", r"pins 1 price book", r"128\.75", r"151\.5"):
        expect(re.search(said, output, re.MULTILINE), f"nothing says {said}:\n{output}")
    expect("151.50 USD" in repository.run("smcost", "eval", "costs/team.smcost"), "the bill goes by another book")
    repository.write("costs/api.smcost", "use aws.sagemaker\nregion us-east-1\nperiod 2026-08\n\n" + block("smcost", "rates hosting") + "\napi = host ml.g5.2xlarge 100 h\n")
    expect("140.00 USD" in repository.run("smcost", "eval", "costs/api.smcost"), "a row of one's own is no price")


def main():
    recipes = [try_hook, try_textconv, try_makefile, try_github, try_gitlab, try_price_list]
    with tempfile.TemporaryDirectory() as folder:
        repository = Repository(folder)
        for recipe in recipes:
            recipe(repository)
    print(f"{len(recipes)} recipes of README.md work")


main()
