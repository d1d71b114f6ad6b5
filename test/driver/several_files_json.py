#!/usr/bin/env python3
"""several_files_json.py SCHEMA FILE NAME=TOTAL...: the document keeps to the schema and has the bills of these specs, with
these exact totals, in this order."""

import json
import sys
from pathlib import Path

import jsonschema

schema, file, *wanted = sys.argv[1:]
document = json.loads(Path(file).read_text(encoding="utf-8"))
jsonschema.validate(document, json.loads(Path(schema).read_text(encoding="utf-8")))
found = [f"{Path(bill['spec']).name}={bill['total']['exact']}" for bill in document["files"]]
if found != wanted:
    sys.exit(f"wanted {wanted}, found {found}")
# What no bill may be called, no document may hold.
for wrong in ({"files": [{}]}, {"files": document["files"], "more": 1}, {}):
    if jsonschema.Draft7Validator(json.loads(Path(schema).read_text(encoding="utf-8"))).is_valid(wrong):
        sys.exit(f"the schema takes {wrong}")
