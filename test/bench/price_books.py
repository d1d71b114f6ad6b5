"""What the size of a price book costs: a bill and its memory, a question, and the reading of a list that is as large as a real one."""
import hashlib
import os
import pathlib
import re
import statistics
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
SPEC = "use aws.sagemaker\nregion us-east-1\nperiod 2026-10\njob = train ml.m5.xlarge 100 h\n"
COMMON = ["training", "us-east-1", "ml.m5.xlarge"]


def names(kind, folder=ROOT / "stdlib"):
    """The regions or the priced machines that the library declares."""
    text = "\n".join(path.read_text() for path in sorted(folder.rglob("*.smcost")))
    text = re.sub(r'#.*|"[^"\n]*"', "", text)
    return sorted({word for block in re.findall(rf"^{kind} \{{([^}}]*)\}}", text, re.MULTILINE) for word in re.findall(r"[\w.-]+", block)
                   if "-" in word or "." in word})


def write_book(path, count):
    """A book of so many rows, the row of the bill among them."""
    row = "\t".join([*COMMON, "-", "-", "-", "-", "-", "0.23", "USD/h", "-", "-", "1", "-"])
    regions = names("regions")
    keys = (count + len(regions) - 1) // len(regions)
    places = {tuple(COMMON)}
    for region in regions:
        places |= {("training", region, f"ml.z{number}.large") for number in range(keys)}
    chosen = sorted(sorted(places)[:count - 1] + [tuple(COMMON)], key=lambda place: [word.encode() for word in place])
    chosen = sorted(set(chosen))
    body = "".join(row.replace("\t".join(COMMON), "\t".join(place)) + "\n" for place in chosen)
    head = ('smprices 1\nedition aws "Prices of a bench"\nservice aws.sagemaker\ncurrency USD\npublished 2026-01-01\n'
            f'source 1 "a bench" read "2026-01-01" quality list\nrows {len(chosen)} sha256 {hashlib.sha256(body.encode()).hexdigest()}\n')
    path.write_text(head + body)


def milliseconds(run, command, runs):
    return statistics.median(run(command)[0] for _ in range(runs)) * 1000


def bench(smcost, build, folder, runs, run, interleaved, report):
    """`run`, `interleaved` and `report` are those of bench.py."""
    folder = pathlib.Path(folder)
    os.environ["XDG_CACHE_HOME"] = str(folder / "cache")
    spec = folder / "book.smcost"
    spec.write_text(SPEC)
    books = {}
    for count in (10, 1_000_000):
        books[count] = folder / f"book_{count}.smprices"
        # In a process of its own: a program that is run is counted the memory of who runs it.
        subprocess.run([sys.executable, __file__, str(books[count]), str(count)], check=True)
        os.utime(books[count], (1_700_000_000, 1_700_000_000))
    time.sleep(3)  # a text is noted once a change of it would show in its times
    commands = {count: [smcost, "eval", "--prices", str(book), str(spec)] for count, book in books.items()}
    first = run(commands[1_000_000])[0]
    large, small = interleaved(commands[1_000_000], commands[10], runs)
    report("a bill from 1,000,000 rows / 10 rows", large, small)
    # The pages of the mapped form count as resident; nobody else's memory is less for them.
    peaks = [statistics.median(peak for _, peak, _ in side) for side in (large, small)]
    print(f"  {'peak memory':<42} {peaks[0]:9.1f} MiB {peaks[1]:8.1f} MiB  ratio {peaks[0] / peaks[1]:6.2f}")
    print(f"  {'the first time, all of its text proved':<42} {first * 1000:9.1f} ms")
    show = [smcost, "prices", "show", *COMMON[::2], "--region", COMMON[1], "--prices", str(books[1_000_000])]
    print(f"  {'prices show, of 1,000,000 rows':<42} {milliseconds(run, show, runs):9.1f} ms")
    sys.stdout.flush()
    subprocess.run([sys.executable, str(ROOT / "test" / "prices" / "make_offer.py"), "--size", "170MB", str(folder)], check=True, stdout=subprocess.DEVNULL)
    subprocess.run([str(pathlib.Path(build) / "test" / "bench" / "import_vs_parse"), str(folder / "big.json"), "AmazonSageMaker", "5"], check=True)


if __name__ == "__main__":
    write_book(pathlib.Path(sys.argv[1]), int(sys.argv[2]))
