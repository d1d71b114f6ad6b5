"""Changes a bit of each block of each kept form of a book: spoil.py FOLDER."""
import pathlib
import sys

BLOCK = 4096


def main():
    forms = list(pathlib.Path(sys.argv[1]).glob("*.form"))
    assert forms, "nothing is kept"
    for form in forms:
        data = bytearray(form.read_bytes())
        # Behind the head and the table of hashes.
        for at in range(len(data) - 8, BLOCK // 4, -BLOCK // 2):
            data[at] ^= 4
        form.write_bytes(data)


main()
