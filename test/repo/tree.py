"""What the checks of the repository share: the committed files and one way to fail."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def files(*patterns):
    """Files that git knows or would know (so that a new file is seen before its commit)."""
    try:
        done = subprocess.run(
            ["git", "-C", str(ROOT), "ls-files", "-co", "--exclude-standard", "--", *patterns],
            capture_output=True, text=True, check=True)
        names = done.stdout.splitlines()
    except (OSError, subprocess.CalledProcessError):
        # A copy without git: every file but the build's.
        names = [str(path.relative_to(ROOT)) for pattern in patterns for path in ROOT.rglob(pattern)
                 if path.is_file() and path.relative_to(ROOT).parts[0] != "build"]
    return sorted({ROOT / name for name in names if (ROOT / name).is_file()})


def sources(*folders):
    """C++ of the given top folders."""
    return [path for path in files("*.cpp", "*.h", "*.def") if path.relative_to(ROOT).parts[0] in folders]


def name(path):
    return str(path.relative_to(ROOT))


def verdict(failures, fine):
    """Prints every failure, or what was found to be fine; ends the process."""
    for failure in failures:
        print(failure)
    if not failures:
        print(fine)
    sys.exit(1 if failures else 0)
