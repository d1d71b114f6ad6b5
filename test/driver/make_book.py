"""Writes a price book: make_book.py FILE PUBLISHED ROW..., a row as "METER REGION KEY FROM UNTIL PRICE", each a word, `-` for none.
SERVICE and EDITION are of the environment."""
import hashlib
import os
import sys


def main():
    path, published, *rows = sys.argv[1:]
    lines = []
    for row in sorted(row.split() for row in rows):
        meter, region, key, begin, end, price = row
        lines.append("\t".join([meter, region, key, "-", "-", "-", begin, end, price, "USD/h", "-", "-", "1", "-"]) + "\n")
    text = "".join(lines)
    head = f"""smprices 1
edition {os.environ.get("EDITION", "aws")} "Prices of a test"
service {os.environ.get("SERVICE", "aws.sagemaker")}
currency USD
published {published}
source 1 "a list of a test" read "{published}" quality list
rows {len(lines)} sha256 {hashlib.sha256(text.encode()).hexdigest()}
"""
    folder = os.path.dirname(path)
    if folder:
        os.makedirs(folder, exist_ok=True)
    with open(path, "w") as file:
        file.write(head + text)


main()
