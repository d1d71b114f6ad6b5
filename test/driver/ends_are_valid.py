"""ends_are_valid.py BILL SCHEMA: a bill with its ends keeps to the schema, and says which values make them."""

import json
import sys

import jsonschema

bill, schema = (json.load(open(path)) for path in sys.argv[1:])
jsonschema.validate(bill, schema)
ends = bill["ends"]
assert ends["proved"] and (ends["low"]["exact"], ends["high"]["exact"]) == ("2", "54"), ends
assert ends["low_at"] == {"box": "box.small", "some": "1 h", "choice": "1 h", "size": "narrow"}, ends
assert ends["high_at"] == {"box": "box.large", "some": "5 h", "choice": "4 h", "size": "wide"}, ends
assert [one["name"] for one in ends["inputs"]] == ["box", "size", "some", "choice"], ends
assert (ends["inputs"][1]["low_at"], ends["inputs"][1]["high_at"]) == ("narrow", "wide"), ends
