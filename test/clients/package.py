#!/usr/bin/env python3
"""package.py CLIENTS FOLDER ROOT SMCOST: the extension of VS Code is checked, bundled and packed, without the network.

FOLDER has the npm packages of its lock file. What is packed is what is needed, and no more.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

CLIENTS, FOLDER, ROOT, SMCOST = (Path(name).resolve() for name in sys.argv[1:5])
SOURCE = CLIENTS / "vscode"
PACKED = ["LICENSE.txt", "README.md", "dist/extension.js", "language-configuration.json", "package.json", "snippets/smcost.json", "syntaxes/smcost.tmLanguage.json"]
MOST_BYTES = 300_000


def without_network():
    """A name space of its own, where the machine lets us have one."""
    unshare = shutil.which("unshare")
    for options in (["--net"], ["--user", "--map-root-user", "--net"]):
        if unshare and subprocess.run([unshare, *options, "true"], capture_output=True, check=False).returncode == 0:
            return [unshare, *options]
    return []


def check_package():
    for path in SOURCE.iterdir():
        if path.name in ("node_modules", "dist") or path.suffix == ".vsix":
            continue
        if path.is_dir():
            shutil.rmtree(FOLDER / path.name, ignore_errors=True)
            shutil.copytree(path, FOLDER / path.name)
        else:
            shutil.copyfile(path, FOLDER / path.name)
    (FOLDER / "smcost.vsix").unlink(missing_ok=True)
    apart = without_network()
    done = subprocess.run([*apart, "npm", "run", "package"], cwd=FOLDER, check=False, timeout=200, capture_output=True, text=True,
                          env={**os.environ, "npm_config_offline": "true", "npm_config_update_notifier": "false", "DO_NOT_TRACK": "1"})
    if done.returncode != 0:
        sys.exit(f"the extension could not be packed:\n{done.stdout}{done.stderr}")
    with zipfile.ZipFile(FOLDER / "smcost.vsix") as archive:
        names = sorted(name.removeprefix("extension/") for name in archive.namelist() if name.startswith("extension/"))
        assert names == sorted(PACKED), names
        for name in ("package.json", "syntaxes/smcost.tmLanguage.json", "snippets/smcost.json"):
            assert archive.read(f"extension/{name}") == (SOURCE / name).read_bytes(), name
        assert b"smcost.explain" in archive.read("extension/dist/extension.js")
    size = (FOLDER / "smcost.vsix").stat().st_size
    assert size < MOST_BYTES, f"{size} bytes"
    return size, bool(apart)


def check_manifest():
    manifest = json.loads((SOURCE / "package.json").read_text(encoding="utf-8"))
    given = manifest["contributes"]
    text = "".join(path.read_text(encoding="utf-8") for path in sorted((SOURCE / "src").glob("*.ts")))
    # The server's own commands are registered by the library, by their names.
    registered = set(re.findall(r'(?:command|registerCommand)\("(smcost\.\w+)"', text))
    declared = {one["command"] for one in given["commands"]}
    assert registered == declared, (registered, declared)
    settings = {name.removeprefix("smcost.") for name in given["configuration"]["properties"]}
    read = set(re.findall(r'\.get<[^>]*(?:\[\])?>\("([\w.]+)"', text)) | {"trace.server"}
    assert settings == read, (settings, read)
    for name in settings:
        assert f"`smcost.{name}`" in (SOURCE / "README.md").read_text(encoding="utf-8"), f"the page does not say `smcost.{name}`"
    for part in (given["languages"][0]["configuration"], given["grammars"][0]["path"], given["snippets"][0]["path"]):
        assert (SOURCE / part).is_file(), part
    assert (SOURCE / "LICENSE").read_bytes() == (ROOT / "LICENSE").read_bytes(), "another licence than the project's"
    version = re.search(r"project\(\w+ VERSION (\d+\.\d+\.\d+)", (ROOT / "CMakeLists.txt").read_text(encoding="utf-8"), re.IGNORECASE)
    assert version is None or version[1] == manifest["version"], (version[1], manifest["version"])


def expanded(body):
    """A snippet as it stands when nothing is typed into it."""
    text = body if isinstance(body, str) else "\n".join(body)
    text = text.replace("${CURRENT_YEAR}-${CURRENT_MONTH}", "2025-03")
    text = re.sub(r"\$\{\d+\|([^,|]*)[^|]*\|\}", r"\1", text)
    text = re.sub(r"\$\{\d+:([^{}]*)\}", r"\1", text)
    return re.sub(r"\$\d", "", text)


def check_snippets():
    """Each reads, as the language has it; names are the user's matter."""
    snippets = json.loads((SOURCE / "snippets" / "smcost.json").read_text(encoding="utf-8"))
    assert len({one["prefix"] for one in snippets.values()}) == len(snippets), "two snippets with one prefix"
    for name, snippet in snippets.items():
        text = expanded(snippet["body"]) + "\n"
        done = subprocess.run([SMCOST, "check", "--emit=ast", "-"], input=text, capture_output=True, text=True, timeout=60, check=False)
        assert not re.search(r"\[SMC1\d{3}\]", done.stderr) and done.stdout, f"{name}:\n{text}{done.stderr}"
        formatted = subprocess.run([SMCOST, "fmt", "-"], input=text, capture_output=True, text=True, timeout=60, check=True).stdout
        assert formatted.rstrip() == text.rstrip(), f"{name} is not in the one style:\n{text}\n{formatted}"
    return len(snippets)


def main():
    check_manifest()
    count = check_snippets()
    size, is_apart = check_package()
    print(f"{count} snippets read; the package has {size} bytes, made {'without a network' if is_apart else 'with npm told to be offline'}")


main()
