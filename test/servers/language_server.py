#!/usr/bin/env python3
"""What a language server says of small specs, one behaviour a function: python3 language_server.py SMCOST FOLDER

Amounts are worked out by hand: boxes cost 2 USD an hour, and the first 10 GB that are kept are free, each further one is 1 USD.
"""

import pathlib
import shutil
import subprocess
import sys

from client import Client

SMCOST, FOLDER = sys.argv[1], pathlib.Path(sys.argv[2]).resolve()
LIBRARY = """edition here "prices of this test"
source page { title "by hand" url "https://example.org/prices" retrieved 2025-03-01 }
regions { there "There" elsewhere "Elsewhere" }
skus { box.small box.large }
dimension Box
## Boxes that run.
meter boxes(kind : Sku) : Time { granularity 1 s ceil }
## Data that is kept.
meter kept : Data { granularity 1 GB ceil }
rates boxes region there source page edition here from 2025-01-01 {
  box.small 2 USD/h
  box.large 6 USD/h
}
rates kept region there source page edition here from 2025-01-01 {
  first 10 GB: 0 USD/GB, then 1 USD/GB
}
## Runs boxes.
workload run(bare on kind : Sku, bare for hours : Time) {
  line compute = meter boxes(kind) hours
}
## Keeps data.
workload keep(bare of data : Data) {
  line volume = meter kept data
}
"""
HEAD = 'use "./prices.smcost" @ here\nregion there\nperiod 2025-03\n'
failures = []


def expect(what, seen, wanted):
    if seen != wanted:
        failures.append(f"{what}:\n  {seen!r}\n  and not {wanted!r}")


def place(line, character):
    return {"line": line, "character": character}


WHOLE = {"start": place(0, 0), "end": place(10_000, 0)}


class Spec:
    """An open file."""

    def __init__(self, client, name, text):
        self.client, self.version, self.text = client, 1, text
        self.path = FOLDER / name
        self.uri = client.open(self.path, text)
        self.document = {"textDocument": {"uri": self.uri}}
        self.findings = self.wait()

    def wait(self):
        """Those of this file, of its text as it stands."""
        is_meant = lambda told: told["uri"] == self.uri and told.get("version") == self.version
        return self.client.wait("textDocument/publishDiagnostics", is_meant)["diagnostics"]

    def change(self, text):
        self.version += 1
        self.text = text
        self.client.tell("textDocument/didChange", {"textDocument": {"uri": self.uri, "version": self.version}, "contentChanges": [{"text": text}]})
        self.findings = self.wait()

    def ask(self, method, **params):
        return self.client.ask(f"textDocument/{method}", {**self.document, **params})

    def hints(self):
        return [(hint["position"]["line"], hint["label"]) for hint in self.ask("inlayHint", range=WHOLE)]

    def lenses(self):
        return [(lens["range"]["start"]["line"], lens["command"]["title"]) for lens in self.ask("codeLens")]

    def codes(self):
        return [finding["code"] for finding in self.findings]

    def hover(self, line, character):
        found = self.ask("hover", position=place(line, character))
        return found and found["contents"]["value"]

    def completions(self, line, character):
        return {item["label"]: item.get("detail", "") for item in self.ask("completion", position=place(line, character))["items"]}


def applied(text, edits):
    lines = text.split("\n")
    for edit in sorted(edits, key=lambda one: (one["range"]["start"]["line"], one["range"]["start"]["character"]), reverse=True):
        begin, end = edit["range"]["start"], edit["range"]["end"]
        lines += [""] * (end["line"] + 1 - len(lines))
        before, behind = lines[begin["line"]][:begin["character"]], lines[end["line"]][end["character"]:]
        lines[begin["line"]:end["line"] + 1] = (before + edit["newText"] + behind).split("\n")
    return "\n".join(lines)


def costs_stand_beside_the_text(client):
    spec = Spec(client, "costs.smcost", HEAD + "a = run box.small 3 h\nb = keep 12 GB\nbudget total <= 10 USD\n")
    expect("hints", spec.hints(), [(3, "6.00 USD"), (4, "2.00 USD")])
    expect("lenses", spec.lenses(), [(0, "8.00 USD in 2025-03, there, here"), (5, "budget kept")])
    hint = client.ask("inlayHint/resolve", spec.ask("inlayHint", range=WHOLE)[0])
    expect("the lines of a hint", "compute box.small" in hint["tooltip"]["value"], True)
    spec.change(HEAD + "a = run box.large 3 h\nb = keep 12 GB\nbudget total <= 10 USD\n")
    expect("hints of the other box", spec.hints(), [(3, "18.00 USD"), (4, "2.00 USD")])
    expect("a budget that is exceeded", (spec.codes(), spec.lenses()[1]), (["SMC5002"], (5, "budget exceeded")))


def what_has_an_error_is_left_out_and_said(client):
    spec = Spec(client, "broken.smcost", HEAD + "a = run box.small 3 h\nb = keep 12 GB\nc = run box.sma\n")
    expect("hints in brackets", spec.hints(), [(3, "(6.00 USD)"), (4, "(2.00 USD)")])
    expect("which line is left out", spec.lenses()[0][1].split(";")[1], " without line 6: 8.00 USD in 2025-03, there, here")


def scenarios_have_a_lens(client):
    spec = Spec(client, "scenarios.smcost", HEAD + "a = run box.small 4 h\nscenario half { set a.hours = 2 h }\nscenario none { drop a }\n")
    expect("lenses", [text for _, text in spec.lenses()], ["8.00 USD in 2025-03, there, here", "half: 4.00 USD (-50.0 %)", "none: 0.00 USD (-100.0 %)"])


def findings_carry_fixes(client):
    text = HEAD + "a = run box.smal 3 h\n"
    spec = Spec(client, "fixes.smcost", text)
    expect("findings", spec.codes(), ["SMC2008"])
    actions = spec.ask("codeAction", range=spec.findings[0]["range"], context={"diagnostics": spec.findings})
    fixes = [action for action in actions if action["kind"] == "quickfix"]
    if fixes:
        spec.change(applied(text, fixes[0]["edit"]["changes"][spec.uri]))
        expect("a text that is mended", (spec.codes(), spec.hints()), ([], [(3, "6.00 USD")]))


def a_price_of_ones_own_is_offered(client):
    text = HEAD.replace("region there", "region elsewhere") + "a = run box.small 3 h\n"
    spec = Spec(client, "no_price.smcost", text)
    expect("no price", spec.codes(), ["SMC4001"])
    actions = spec.ask("codeAction", range=spec.findings[0]["range"], context={"diagnostics": spec.findings})
    row = next(action for action in actions if action["title"] == "add a price row of my own")
    mended = applied(text, row["edit"]["changes"][spec.uri])
    spec.change(mended)
    expect("the figure is left to whoever knows it", spec.codes() != [], True)
    spec.change(mended.replace("PRICE", "5"))
    expect("with a price", (spec.codes(), spec.hints()), ([], [(3, "15.00 USD")]))


def rewritings_come_to_the_same(client):
    text = HEAD + "run box.small 3 h\nb = keep 12 GB\n"
    spec = Spec(client, "rewritings.smcost", text)
    titles = set()
    for line, character in ((3, 5), (3, 15), (4, 10)):
        for action in spec.ask("codeAction", range={"start": place(line, character), "end": place(line, character)}, context={"diagnostics": []}):
            titles.add(action["title"])
            spec.change(applied(text, action["edit"]["changes"][spec.uri]))
            expect(action["title"], (spec.codes(), spec.lenses()[0][1].split(" ")[0]), ([], "8.00"))
            spec.change(text)
    wanted = {"name this statement `my_run`", "make `box.small` a `param kind`", "make `3 h` a `param hours`", "make `12 GB` a `param data`",
              "put `12 GB` into a scenario, to be set there", "add a scenario without `b`"}
    expect("what is offered", titles, wanted)


def names_are_explained(client):
    spec = Spec(client, "hover.smcost", HEAD + "let long = 3 h\nparam kind = box.small\na = run (kind) (long * 2)\n")
    expect("a value", spec.hover(3, 5), "```\n3 h : Time\n```")
    expect("a use of it", spec.hover(5, 17), "```\n3 h : Time\n```")
    statement = spec.hover(5, 0) or ""
    expect("a statement down to its price row", ("12.00 USD" in statement, "row of `boxes(box.small)` in there" in statement, "by hand" in statement), (True, True, True))
    expect("a workload", "Runs boxes." in (spec.hover(5, 5) or ""), True)
    expect("nothing to say", spec.hover(2, 16), None)
    explained = client.ask("workspace/executeCommand", {"command": "smcost.explain", "arguments": [spec.uri, "a"]})
    expect("the command", explained.startswith("a = run"), True)


def what_fits_is_completed(client):
    spec = Spec(client, "completion.smcost", HEAD + "a = run box.small 3 h\nr\nb = run \nc = run box.small 3 \n")
    expect("a head", spec.completions(4, 1).get("run"), "Runs boxes")
    here = spec.completions(5, 8)
    expect("a SKU with its price", (here.get("box.small"), here.get("box.large")), ("2 USD/h", "6 USD/h"))
    expect("a unit of time behind a number", (spec.completions(6, 20).get("h"), "GB" in spec.completions(6, 20)), ("Time", False))
    signature = spec.ask("signatureHelp", position=place(5, 8))
    expect("what it takes", (signature["signatures"][0]["label"], signature["activeParameter"]), ("run kind for Time", 0))


def positions_count_utf_16(client):
    spec = Spec(client, "wide.smcost", HEAD + "# \U0001f600 é\na = run box.small 3 h # \U0001f600\n")
    expect("hints", spec.hints(), [(4, "6.00 USD")])
    # Behind the face in the comment: two units.
    spec.version += 1
    edit = {"range": {"start": place(3, 4), "end": place(3, 6)}, "text": "e\nz = keep 11 GB"}
    client.tell("textDocument/didChange", {"textDocument": {"uri": spec.uri, "version": spec.version}, "contentChanges": [edit]})
    spec.wait()
    expect("hints behind it", spec.hints(), [(4, "1.00 USD"), (5, "6.00 USD")])


def line_ends_of_all_kinds(client):
    spec = Spec(client, "ends.smcost", (HEAD + "a = run box.small 3 h\nb = keep 12 GB\n").replace("\n", "\r\n"))
    expect("hints", spec.hints(), [(3, "6.00 USD"), (4, "2.00 USD")])
    expect("end of a line", spec.ask("inlayHint", range=WHOLE)[0]["position"], place(3, 21))


def files_that_use_each_other(client):
    user = Spec(client, "user.smcost", HEAD + 'use "./values.smcost"\na = run box.small (hours)\n')
    expect("before it is there", user.codes() != [], True)
    values = Spec(client, "values.smcost", "let hours = 3 h\n")
    user.findings = user.wait()
    expect("when it is open, and not on the disk", (user.codes(), user.hints()), ([], [(4, "6.00 USD")]))
    values.version += 1
    client.tell("textDocument/didChange", {"textDocument": {"uri": values.uri, "version": values.version}, "contentChanges": [{"text": "let hours = 5 h\n"}]})
    user.findings = user.wait()
    expect("when it changes", user.hints(), [(4, "10.00 USD")])


def files_that_change_on_the_disk(client):
    (FOLDER / "disk.smcost").write_text("let hours = 1 h\n", encoding="utf-8")
    spec = Spec(client, "of_disk.smcost", HEAD + 'use "./disk.smcost"\na = run box.small (hours)\n')
    expect("hints", spec.hints(), [(4, "2.00 USD")])
    (FOLDER / "disk.smcost").write_text("let hours = 2 h\n", encoding="utf-8")
    client.tell("workspace/didChangeWatchedFiles", {"changes": [{"uri": (FOLDER / "disk.smcost").as_uri(), "type": 2}]})
    spec.findings = spec.wait()
    expect("hints behind it", spec.hints(), [(4, "4.00 USD")])


def settings_of_the_folder_hold(client):
    spec = Spec(client, "settings.smcost", 'use "./prices.smcost" @ here\nregion there\na = run box.small 1 h\n')
    expect("an assumed period", "(assumed)" in spec.lenses()[0][1], True)
    settings = FOLDER / ".smcost.toml"
    for text, wanted in (('period = "2025-02"\n', "2025-02 (assumed)"), ("period = 7\n", "no bill")):
        settings.write_text(text, encoding="utf-8")
        client.tell("workspace/didChangeWatchedFiles", {"changes": [{"uri": settings.as_uri(), "type": 2}]})
        spec.findings = spec.wait()
        expect("the lens", wanted in spec.lenses()[0][1], True)
    expect("settings that are wrong", "settings" in spec.findings[0]["message"], True)
    settings.unlink()
    client.tell("workspace/didChangeWatchedFiles", {"changes": [{"uri": settings.as_uri(), "type": 3}]})
    spec.findings = spec.wait()
    expect("without them", spec.codes(), [])


def texts_are_formatted(client):
    spec = Spec(client, "format.smcost", HEAD + "a=run   box.small 3 h\nlonger   = keep 12 GB\n")
    edits = spec.ask("formatting", options={"tabSize": 2, "insertSpaces": True})
    (FOLDER / "format.smcost").write_text(spec.text, encoding="utf-8")
    subprocess.run([SMCOST, "fmt", str(FOLDER / "format.smcost")], check=True, capture_output=True)
    expect("as `fmt` does", applied(spec.text, edits), (FOLDER / "format.smcost").read_text(encoding="utf-8"))
    typed = spec.ask("onTypeFormatting", position=place(4, 0), ch="\n", options={"tabSize": 2, "insertSpaces": True})
    expect("only what is above", all(edit["range"]["end"]["line"] <= 4 for edit in typed), True)
    spec.change(HEAD + "a = = run\n")
    expect("nothing of what does not read", spec.ask("formatting", options={"tabSize": 2, "insertSpaces": True}), [])


def names_are_found_and_changed_everywhere(client):
    (FOLDER / "shared.smcost").write_text("let hours = 3 h\n", encoding="utf-8")
    user = HEAD + 'use "./shared.smcost"\na = run box.small (hours)\nb = run box.small (hours * 2)\n'
    (FOLDER / "unopened.smcost").write_text(user.replace("b = ", "other = "), encoding="utf-8")
    spec = Spec(client, "naming.smcost", user)
    shared = (FOLDER / "shared.smcost").as_uri()
    found = spec.ask("definition", position=place(4, 20))
    expect("where it is declared", (found["uri"], found["range"]), (shared, {"start": place(0, 4), "end": place(0, 9)}))
    library = spec.ask("definition", position=place(4, 5))
    expect("a workload of a used file", library["uri"], (FOLDER / "prices.smcost").as_uri())
    places = spec.ask("references", position=place(4, 20), context={"includeDeclaration": True})
    counted = {uri: sum(one["uri"] == uri for one in places) for uri in {one["uri"] for one in places}}
    expect("who names it", counted, {shared: 1, spec.uri: 2, (FOLDER / "unopened.smcost").as_uri(): 2})
    expect("in this file", len(spec.ask("documentHighlight", position=place(5, 20))), 2)
    expect("what is to be renamed", spec.ask("prepareRename", position=place(4, 20))["placeholder"], "hours")
    edits = spec.ask("rename", position=place(4, 20), newName="long_hours")["changes"]
    expect("edits", {uri: len(list_) for uri, list_ in edits.items()}, counted)
    spec_text = applied(spec.text, edits[spec.uri])
    expect("the text", spec_text, user.replace("hours", "long_hours"))
    for new, why in (("a", "a"), ("9x", "no name")):
        try:
            spec.ask("rename", position=place(4, 20), newName=new)
            failures.append(f"renamed to {new}")
        except RuntimeError as refused:
            expect(f"why not {new}", why in str(refused), True)


def a_rename_in_a_used_file_reaches_its_users(client):
    (FOLDER / "used.smcost").write_text("let width = 3 h\n", encoding="utf-8")
    (FOLDER / "its_user.smcost").write_text(HEAD + 'use "./used.smcost"\na = run box.small (width)\n', encoding="utf-8")
    used = Spec(client, "used.smcost", "let width = 3 h\n")
    edits = used.ask("rename", position=place(0, 5), newName="length")["changes"]
    expect("files", sorted(edits), sorted([used.uri, (FOLDER / "its_user.smcost").as_uri()]))


def what_a_file_consists_of(client):
    text = HEAD + "# one\n# two\nlet n = 2 h\na = run box.small\n  (n)\nscenario s {\n  drop a\n}\n"
    spec = Spec(client, "outline.smcost", text)
    symbols = {one["name"]: one for one in spec.ask("documentSymbol")}
    expect("symbols", {"n", "a", "s"} <= set(symbols), True)
    expect("the whole of one", symbols["a"]["range"], {"start": place(6, 0), "end": place(7, 5)})
    folds = {(one["startLine"], one["endLine"], one.get("kind", "")) for one in spec.ask("foldingRange")}
    expect("folds", {(3, 4, "comment"), (8, 10, "")} <= folds, True)
    legend = client.capabilities["semanticTokensProvider"]["legend"]["tokenTypes"]
    data, line, character, seen = spec.ask("semanticTokens/full")["data"], 0, 0, {}
    for at in range(0, len(data), 5):
        character = data[at + 1] + (character if data[at] == 0 else 0)
        line += data[at]
        seen[text.split("\n")[line][character:character + data[at + 2]]] = legend[data[at + 3]]
    expect("colours", (seen["let"], seen["# one"], seen["2"]), ("keyword", "comment", "number"))
    found = client.ask("workspace/symbol", {"query": "KEEP"})
    expect("in all files", "keep" in [one["name"] for one in found], True)


def the_library_can_be_opened(client):
    spec = Spec(client, "library.smcost", "use units.time\nlet n = 2 h\n")
    found = spec.ask("definition", position=place(1, 10))
    path = found and found["uri"].removeprefix("file://")
    expect("a file", path is not None and pathlib.Path(path).read_text(encoding="utf-8").split("\n")[found["range"]["start"]["line"]].startswith("unit"), True)


def a_closed_file_is_silent(client):
    spec = Spec(client, "closed.smcost", HEAD + "a = run box.sma 3 h\n")
    expect("a finding", len(spec.findings), 1)
    client.tell("textDocument/didClose", spec.document)
    told = client.wait("textDocument/publishDiagnostics", lambda params: params["uri"] == spec.uri)
    expect("no finding", told["diagnostics"], [])


def findings_can_be_asked_for():
    client = Client([SMCOST, "lsp"], FOLDER, {"textDocument": {"diagnostic": {}}})
    uri = client.open(FOLDER / "asked.smcost", HEAD + "a = run box.sma 3 h\n")
    first = client.ask("textDocument/diagnostic", {"textDocument": {"uri": uri}})
    expect("one finding", [item["code"] for item in first["items"]], ["SMC2008"])
    again = client.ask("textDocument/diagnostic", {"textDocument": {"uri": uri}, "previousResultId": first["resultId"]})
    expect("the same", again["kind"], "unchanged")
    expect("nothing was told", [message for message in client.told if message["method"] == "textDocument/publishDiagnostics"], [])
    expect("its end", client.end(), 0)


def main():
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    (FOLDER / "prices.smcost").write_text(LIBRARY, encoding="utf-8")
    checked = subprocess.run([SMCOST, "check", str(FOLDER / "prices.smcost")], capture_output=True, text=True, check=False)
    if checked.returncode != 0:
        sys.exit(checked.stderr)
    tests = [costs_stand_beside_the_text, what_has_an_error_is_left_out_and_said, scenarios_have_a_lens, findings_carry_fixes, a_price_of_ones_own_is_offered,
             rewritings_come_to_the_same, names_are_explained, what_fits_is_completed, positions_count_utf_16, line_ends_of_all_kinds,
             files_that_use_each_other, files_that_change_on_the_disk, settings_of_the_folder_hold, texts_are_formatted, names_are_found_and_changed_everywhere,
             a_rename_in_a_used_file_reaches_its_users, what_a_file_consists_of, the_library_can_be_opened, a_closed_file_is_silent]
    for test in tests:
        before = len(failures)
        client = Client([SMCOST, "lsp"], FOLDER)
        test(client)
        expect("its end", client.end(), 0)
        failures[before:] = [f"{test.__name__}: {failure}" for failure in failures[before:]]
    findings_can_be_asked_for()
    for failure in failures:
        print(failure, file=sys.stderr)
    sys.exit(1 if failures else 0)


main()
