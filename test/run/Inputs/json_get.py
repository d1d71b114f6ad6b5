"""Prints parts of the JSON on stdin, a line each: json_get.py total.exact lines.0.cost.exact"""
import json
import sys

document = json.load(sys.stdin)
for path in sys.argv[1:]:
    value = document
    for name in path.split("."):
        value = value[int(name)] if isinstance(value, list) else value[name]
    print(value)
