#!/usr/bin/env python3
"""Each folder with sources has a one-screen README.md."""

import tree

LINES = 80


def wants_readme(path):
    top = path.relative_to(tree.ROOT).parts[0]
    if top in ("stdlib", "examples"):
        return path.suffix == ".smcost"
    # Below test/, folders of text tests are described once, in test/README.md.
    return top in ("lang", "compiler", "runtime", "test") and path.suffix in (".cpp", ".h", ".py")


def main():
    folders = sorted({path.parent for path in tree.files("*") if wants_readme(path)})
    failures = [f"{tree.name(folder)} has no README.md" for folder in folders if not (folder / "README.md").is_file()]
    for folder in folders:
        readme = folder / "README.md"
        if folder != tree.ROOT / "compiler" and readme.is_file() and len(folder.relative_to(tree.ROOT).parts) > 1:
            count = len(readme.read_text().splitlines())
            if count > LINES:
                failures.append(f"{tree.name(readme)} has {count} lines; one screen is {LINES}")
    tree.verdict(failures, f"{len(folders)} folders have their page")


main()
