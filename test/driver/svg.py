#!/usr/bin/env python3
"""svg.py FILE TEXT...: the file is well-formed SVG of plain shapes, all within its frame, and has each of these texts."""

import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

SPACE = "{http://www.w3.org/2000/svg}"
SHAPES = {"svg", "title", "text", "line", "polyline", "rect", "circle"}
ATTRIBUTES = {"viewBox", "width", "height", "role", "font-family", "font-size", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "points", "fill", "stroke",
              "stroke-width", "stroke-opacity", "stroke-dasharray", "text-anchor"}

root = ElementTree.fromstring(Path(sys.argv[1]).read_text(encoding="utf-8"))
_, _, width, height = map(float, root.attrib["viewBox"].split())
for element in root.iter():
    assert element.tag.removeprefix(SPACE) in SHAPES, element.tag
    assert set(element.attrib) <= ATTRIBUTES, element.attrib
    for name, value in element.attrib.items():
        if name in ("x", "x1", "x2", "cx"):
            assert 0 <= float(value) <= width, (name, value)
        if name in ("y", "y1", "y2", "cy"):
            assert 0 <= float(value) <= height, (name, value)
texts = [element.text for element in root.iter() if element.text]
for wanted in sys.argv[2:]:
    assert wanted in texts, (wanted, texts)
