"""Files that `-o` and `fmt` write over: python3 written_files.py SMCOST FOLDER

The new text is there whole, or the old one; owner, permissions, links stay, setuid goes, no temporary file does. Where a file has
further names it is written in its place, behind a whole copy of the new text beside it.
"""
import os
import pathlib
import resource
import shutil
import signal
import stat
import subprocess
import sys

SMCOST, FOLDER = (pathlib.Path(word).resolve() for word in sys.argv[1:3])
CROOKED = "region  us-east-1\nperiod   30 days\nlet  a = 1\n"
STRAIGHT = "region us-east-1\nperiod 30 days\nlet a = 1\n"
# Longer when formatted, so that the file has to grow.
SHORT, LONG = "let a=1\nlet b=2\n", "let a = 1\nlet b = 2\n"
# In place of a disk that fails, and of a signal that comes, while a file is written in its place.
FAILING_WRITES = r"""
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/types.h>
#include <unistd.h>
static ssize_t in_step(int to, const char* bytes, size_t count, off_t at) {
  if (getenv("DISK_FAILS")) { errno = EIO; return -1; }
  raise(SIGTERM);
  if (lseek(to, at, SEEK_SET) < 0) return -1;
  return write(to, bytes, count);
}
ssize_t pwrite(int to, const void* bytes, size_t count, off_t at) { return in_step(to, bytes, count, at); }
ssize_t pwrite64(int to, const void* bytes, size_t count, off_t at) { return in_step(to, bytes, count, at); }
"""
failures = []


def expect(what, is_right):
    if not is_right:
        failures.append(what)


def run(*arguments, code=0, **more):
    done = subprocess.run([SMCOST, *map(str, arguments)], cwd=FOLDER, capture_output=True, text=True, timeout=120, check=False, **more)
    expect(f"{arguments}: exit {done.returncode}, {done.stderr}", done.returncode == code)
    return done.stderr


def write(name, text, mode=0o644):
    path = FOLDER / name
    path.unlink(missing_ok=True)
    path.write_text(text, encoding="utf-8")
    path.chmod(mode)
    return path


def text_of(path):
    return path.read_text(encoding="utf-8")


def nothing_left(what):
    left = list(FOLDER.glob(".smcost-*"))
    expect(f"{what}: {left} stays behind", not left)
    for path in left:
        path.unlink()


# Each way to write over a file, from what it holds to what it is to hold.
WAYS = [("fmt", lambda name: ["fmt", "--", name], CROOKED, STRAIGHT),
        ("-o", lambda name: ["fmt", "-o", name, "source.smcost"], "the old text, which is of another length\n" * 3, STRAIGHT)]


def what_stays():
    write("source.smcost", CROOKED)
    for way, command, old, new in WAYS:
        path = write("file.smcost", old, 0o6750)
        if os.geteuid() == 0:
            os.chown(path, 54321, 54322)
            path.chmod(0o6750)
        before = path.stat()
        run(*command("file.smcost"))
        after = path.stat()
        expect(f"{way}: owner and group stay", (after.st_uid, after.st_gid) == (before.st_uid, before.st_gid))
        expect(f"{way}: setuid goes, permissions stay", stat.S_IMODE(after.st_mode) == 0o750)
        expect(f"{way}: the text", text_of(path) == new)
        # Through a link, which stays one.
        target = write("target.smcost", old)
        link = FOLDER / "link.smcost"
        link.unlink(missing_ok=True)
        link.symlink_to("target.smcost")
        run(*command("link.smcost"))
        expect(f"{way}: a link stays a link to the file", link.is_symlink() and text_of(target) == new)
        # A file of two names.
        path = write("first.smcost", old, 0o4640)
        second = FOLDER / "second.smcost"
        second.unlink(missing_ok=True)
        second.hardlink_to(path)
        run(*command("first.smcost"))
        expect(f"{way}: both names have the new text", text_of(path) == new and text_of(second) == new and path.stat().st_nlink == 2)
        expect(f"{way}: and its permissions", stat.S_IMODE(path.stat().st_mode) == 0o640)
        # There is no room for a longer name beside it.
        name = "n" * 248 + ".smcost"
        path = write(name, old)
        run(*command(name))
        expect(f"{way}: a name of 255 bytes", text_of(path) == new)
        nothing_left(way)


def no_room():
    """A limit on the size of files in place of a full disk: SIGXFSZ is an error of the write."""
    source = write("source.smcost", CROOKED)
    def limited():
        signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
        resource.setrlimit(resource.RLIMIT_FSIZE, (10, 10))
    for name in ("plain.smcost", "linked.smcost"):
        for command, old in ((["fmt", name], SHORT), (["fmt", "-o", name, source.name], "old\n")):
            path = write(name, old)
            if name == "linked.smcost":
                (FOLDER / "other.smcost").unlink(missing_ok=True)
                (FOLDER / "other.smcost").hardlink_to(path)
            said = run(*command, code=4, preexec_fn=limited)
            expect(f"{command}: it says {said}", "SMC9002" in said and "File too large" in said)
            expect(f"{command}: the old text stays", text_of(path) == old)
            nothing_left(str(command))


def in_its_place():
    """What happens while a file of two names is written."""
    if "ASAN_OPTIONS" in os.environ:
        return  # The sanitizer wants to be the first library.
    write("in_step.c", FAILING_WRITES)
    library = "./in_step.so"  # The loader would part a path at its blanks.
    subprocess.run(["c++", "-x", "c", "-shared", "-fPIC", "-o", library, "in_step.c"], cwd=FOLDER, check=True)
    path = write("first.smcost", SHORT)
    (FOLDER / "second.smcost").unlink(missing_ok=True)
    (FOLDER / "second.smcost").hardlink_to(path)
    said = run("fmt", "first.smcost", code=4, env=os.environ | {"LD_PRELOAD": library, "DISK_FAILS": "1"})
    kept = list(FOLDER.glob(".smcost-*"))
    expect(f"the message names the file that has the new text: {said} {kept}", len(kept) == 1 and kept[0].name in said and text_of(kept[0]) == LONG)
    for one in kept:
        one.unlink()
    path.write_text(SHORT, encoding="utf-8")
    run("fmt", "first.smcost", code=-signal.SIGTERM, env=os.environ | {"LD_PRELOAD": library})
    expect(f"a signal waits for the end: {text_of(path)!r}", text_of(path) == LONG)
    nothing_left("a signal")


def main():
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    what_stays()
    no_room()
    in_its_place()
    for failure in failures:
        print(failure, file=sys.stderr)
    sys.exit(1 if failures else 0)


main()
