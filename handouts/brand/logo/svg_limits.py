"""Limit the size of an SVG logo: its elements and paths with all copies, its styles, its filters.

resvg draws within these limits in a second or so. What multiplies in other ways, such as patterns
in patterns, is left to the limits of the process that renders.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from handouts.brand.logo.safe_xml import MAX_DEPTH, MAX_ELEMENTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handouts.brand.logo.safe_xml import SvgElement

MAX_CHARACTERS = 1_000_000  # of attributes and text, without pictures
MAX_PATHS = 2_000_000  # characters of all paths, with copies
MAX_STYLE_TRIES = 20_000_000  # each part of each rule is tried on each element
MAX_FILTER_STEPS = 50

Fault = tuple[int, str, str]
"""A line, what is wrong there, and the way out."""

SIMPLIFY = "simplify the drawing, or give the logo as PNG"

_STYLE_SIGNS = "{;:,.#[> "  # one for each selector, part of one, or declaration
_MAX_FILTER_VALUES = {"numOctaves": 10, "order": 20, "radius": 1000, "stdDeviation": 10_000}
_REGION = ("x", "y", "width", "height")
_MAX_SHARE = 5  # of what is filtered; usual regions are 1.2
_MAX_UNITS = 100_000
_NUMBER = re.compile(r"[0-9.]+(?:[eE][+-]?[0-9]+)?%?")


def size_faults(root: SvgElement) -> Iterator[Fault]:
    """Yield all that is too much."""
    elements = list(root.walk())
    said = sum(
        len(text) for part in elements for key, text in part.attributes.items() if key != "href"
    )
    written = said + len(root.text)
    if written > MAX_CHARACTERS:
        yield (
            root.line,
            f"is longer than {MAX_CHARACTERS:,} characters without its pictures",
            SIMPLIFY,
        )
    css = "".join(part.text for part in elements if part.name == "style")
    if sum(map(css.count, _STYLE_SIGNS)) * len(elements) > MAX_STYLE_TRIES:
        yield root.line, "has too many style rules", SIMPLIFY
    yield from _copy_faults(root)
    yield from _filter_faults(elements)


def _copy_faults(root: SvgElement) -> Iterator[Fault]:
    """Go through the drawing as resvg does, into what each <use> copies."""
    named: dict[str, SvgElement] = {}
    for element in root.walk():
        if identity := element.attributes.get("id"):
            named.setdefault(f"#{identity}", element)
    waiting = [(root, 1)]
    count = paths = 0
    while waiting:
        element, depth = waiting.pop()
        count += 1
        paths += sum(len(element.attributes.get(key, "")) for key in ("d", "points"))
        for exceeds, message in (
            (depth > MAX_DEPTH, f"is nested more than {MAX_DEPTH} deep, with its copies"),
            (count > MAX_ELEMENTS, f"has more than {MAX_ELEMENTS:,} elements, with their copies"),
            (
                paths > MAX_PATHS,
                f"has more than {MAX_PATHS:,} characters of paths, with their copies",
            ),
        ):
            if exceeds:
                yield root.line, message, SIMPLIFY
                return
        waiting += [(child, depth + 1) for child in element.children]
        if element.name == "use" and (copied := named.get(element.attributes.get("href", ""))):
            waiting.append((copied, depth + 1))


def _filter_faults(elements: list[SvgElement]) -> Iterator[Fault]:
    """Look at the steps of all filters, how far each reaches, and how wide it spreads."""
    steps = [part.line for part in elements if part.name.startswith("fe")]
    if len(steps) > MAX_FILTER_STEPS:
        yield steps[0], f"has filters of more than {MAX_FILTER_STEPS} steps", SIMPLIFY
    for part in elements:
        limits = _MAX_FILTER_VALUES if part.name.startswith("fe") else {}
        if part.name == "filter":
            in_units = part.attributes.get("filterUnits") == "userSpaceOnUse"
            limits = dict.fromkeys(_REGION, _MAX_UNITS if in_units else _MAX_SHARE)
        for key, limit in limits.items():
            written = _NUMBER.findall(part.attributes.get(key, ""))
            if any(_amount(number) > limit for number in written):
                yield part.line, "has a filter that spreads too far", SIMPLIFY


def _amount(written: str) -> float:
    """Read a number or a share; what is no number is left to resvg."""
    try:
        return float(written.rstrip("%")) / (100 if written.endswith("%") else 1)
    except ValueError:
        return 0
