#!/usr/bin/env python3
"""answers.py SCHEMA FILE=WHAT...: each document keeps to the schema and is of this kind, or has the answers of these names, in this order."""

import json
import sys
from pathlib import Path

import jsonschema

schema = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
validator = jsonschema.Draft7Validator(schema)
for argument in sys.argv[2:]:
    file, wanted = argument.rsplit("=", 1)
    document = json.loads(Path(file).read_text(encoding="utf-8"))
    validator.validate(document)
    found = ",".join(one["name"] for one in document["answers"]) if "answers" in document else document["kind"]
    if found != wanted:
        sys.exit(f"{file}: wanted {wanted}, found {found}")
    # What no answer may hold.
    for wrong in ({**document, "more": 1}, {}, {"answers": [{}]}, {**document, "kind": "other"}):
        if validator.is_valid(wrong):
            sys.exit(f"the schema takes {wrong}")
