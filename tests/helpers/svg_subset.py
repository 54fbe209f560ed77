"""Check that a picture keeps to the subset of SVG that the layout of a sheet can read."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

from patterns.drawing.output.svg import NAMESPACE

MAX_FILE_BYTES = 60_000

COLOR = r"none|#[0-9a-f]{6}"
NUMBER = r"-?\d+(\.\d)?(?![\d.])"
SUBSET = {
    "id": re.compile(r"[a-z][a-z0-9-]*"),
    "d": re.compile(rf"([MmLlCcHhVvZz]|{NUMBER}|(?<=\d) )+"),
    "fill": re.compile(COLOR),
    "stroke": re.compile(COLOR),
    "stroke-width": re.compile(NUMBER),
    "stroke-linecap": re.compile("butt|round|square"),
    "stroke-linejoin": re.compile("miter|round|bevel"),
    "fill-rule": re.compile("nonzero|evenodd"),
}
"""The attributes that `g` and `path` may have, and the form of their values."""


def subset_violations(svg: str) -> list[str]:
    """Say how a picture leaves the subset that the layout of a sheet can read."""
    found = []
    size = len(svg.encode())
    if size > MAX_FILE_BYTES:
        found.append(f"the picture has {size} bytes, more than {MAX_FILE_BYTES}")
    root = ET.fromstring(svg)  # noqa: S314 - our own pictures, never a stranger's
    if root.tag != f"{{{NAMESPACE}}}svg" or set(root.attrib) - {"viewBox", "width", "height"}:
        found.append("the root is not a plain svg element with a viewBox")
    for element in root.iter():
        if element is root:
            continue
        tag = element.tag.removeprefix(f"{{{NAMESPACE}}}")
        if tag not in ("g", "path"):
            found.append(f"the element {tag} is not of the subset")
        for name, value in element.attrib.items():
            if name not in SUBSET or not SUBSET[name].fullmatch(value):
                found.append(f'the attribute {name}="{value[:40]}" is not of the subset')
    return found
