"""A property of an SVG and its value go in; what we cannot print of it comes out, with the way out.

A value of another form than those known here would be lost in silence, or stop what draws it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

FLATTEN = "use plain colours, or give the logo as PNG"

_NO_RULES = ("has style rules that are not supported", FLATTEN)


def words(text: str) -> frozenset[str]:
    """Give the words of a text."""
    return frozenset(text.split())


SHAPES = words("path rect circle ellipse line polyline polygon")

STYLES = words(
    "display visibility color fill fill-opacity fill-rule stroke stroke-width stroke-opacity "
    "stroke-linejoin stroke-linecap stroke-dasharray clip-rule"
)
"""What a style may say as well as an attribute."""

GEOMETRY = words("transform d points x y width height rx ry cx cy r x1 y1 x2 y2 clip-path")
"""What an attribute alone may say."""

# The library that draws SVG passes these over; other values than the harmless would be lost.
PASSED_OVER = words(
    "opacity mask filter marker marker-start marker-mid marker-end mix-blend-mode paint-order "
    "vector-effect clipPathUnits"
)
_HARMLESS = frozenset({"1", "1.0", "100%", "none", "normal", "auto", "userSpaceOnUse", ""})

# Up to 999,999,999, so that no product of a few overflows. Atomic, as all that repeats here: a long
# value that fails must not be tried in every other way.
_DIGITS = r"(?>[0-9]{1,9}+(?![0-9]))"
_NUMBER = (
    rf"(?>[+-]?(?:{_DIGITS}(?:\.[0-9]{{0,40}}+)?|\.[0-9]{{1,40}}+)"
    r"(?:[eE](?:-[0-9]{1,2}+|\+?[0-9]))?)(?![0-9eE])"
)
_NEXT = rf"(?>[\s,]*+{_NUMBER})"
_LENGTH = rf"\s*{_NUMBER}(?:px|pt|pc|mm|cm|in|em|ex|%)?\s*"
_BYTE = r"\s*[0-9]{1,3}%?\s*"
_COLOUR = (
    r"[A-Za-z]{1,30}|#[0-9a-fA-F]{3,4}|#(?:[0-9a-fA-F]{2}){3,4}"
    rf"|rgb\({_BYTE},{_BYTE},{_BYTE}\)"
)
_TURN = (
    rf"(?:matrix\s*\({_NEXT}{{6}}|(?:translate|scale)\s*\({_NEXT}{{1,2}}"
    rf"|rotate\s*\({_NEXT}(?:{_NEXT}{{2}})?|skew[XY]\s*\({_NEXT})\s*\)"
)
_FORMS = {
    name: re.compile(form)
    for name, form in {
        "d": rf"(?>\s*+[Mm](?>[MmLlHhVvCcSsQqTtAaZz\s,]|{_NUMBER})*+)|\s*|none",
        "points": rf"(?>{_NEXT}*+)[\s,]*",
        "transform": rf"(?>\s*+{_TURN}[\s,]*+)*+|\s*|none",
        "clip-path": r"none|url\(#[^()'\"]+\)",
        **dict.fromkeys(words("fill stroke color"), _COLOUR),
        **dict.fromkeys(words("fill-opacity stroke-opacity"), r"[01]|[01]?\.[0-9]{1,40}|inherit"),
        **dict.fromkeys(words("fill-rule clip-rule"), "nonzero|evenodd|inherit"),
        "stroke-linejoin": "miter|round|bevel|inherit",
        "stroke-linecap": "butt|round|square|inherit",
        "stroke-dasharray": rf"none|inherit|(?>[\s,]*+(?!-){_NUMBER}(?:px)?)++\s*",
        **dict.fromkeys(words("display visibility"), r"[a-z-]{1,30}"),
        **dict.fromkeys(words("x y width height rx ry cx cy r x1 y1 x2 y2 stroke-width"), _LENGTH),
    }.items()
}

_SELECTOR = re.compile(r"\*|[.#]?[A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*)*", re.ASCII)
_NAME = re.compile(r"[\w-]+", re.ASCII)

Rule = tuple[str, dict[str, str]]
"""The selectors of a style rule, as written, and what it says."""


def attribute_faults(name: str, value: str) -> Iterator[tuple[str, str]]:
    """Yield what we cannot print of an attribute; `href` is looked at elsewhere."""
    if name == "style":
        yield from _declaration_faults(value)
    elif name == "clip-path":
        yield from _form_faults(name, value)
    elif name != "href":
        yield from _property_faults(name, value)


def sheet_faults(css: str) -> Iterator[tuple[str, str]]:
    """Yield what we cannot print of a style sheet.

    A selector is a name, a class or an id: those that follow the tree take too long to match.
    """
    for selectors, body in _rules(css):
        if not all(_SELECTOR.fullmatch(part.strip()) for part in selectors.split(",")):
            yield _NO_RULES
        yield from _declaration_faults(body)
    if "@" in css or "\\" in css:
        yield _NO_RULES


def rules(css: str) -> list[Rule]:
    """Give the rules of a style sheet with what of them is printed."""
    return [(selectors, declarations(body)) for selectors, body in _rules(css)]


def declarations(css: str) -> dict[str, str]:
    """Give what of a style is printed, by its property."""
    parted = (part.partition(":") for part in _without_comments(css).split(";"))
    return {name.strip(): value.strip() for name, _, value in parted if name.strip() in STYLES}


def _rules(css: str) -> Iterator[tuple[str, str]]:
    """Part a style sheet into selectors and what they say; words outside of rules say nothing."""
    for part in _without_comments(css).split("}"):
        selectors, brace, body = part.partition("{")
        if brace:
            yield selectors.strip(), body


def _without_comments(css: str) -> str:
    before, *parts = css.split("/*")
    return before + " ".join(part.partition("*/")[2] for part in parts)


def _declaration_faults(css: str) -> Iterator[tuple[str, str]]:
    if "@" in css or "\\" in css or "{" in css or "}" in css:
        yield _NO_RULES
        return
    for part in _without_comments(css).split(";"):
        name, colon, value = (piece.strip() for piece in part.partition(":"))
        if part.strip() and not (colon and _NAME.fullmatch(name)):
            yield _NO_RULES
        elif name in GEOMETRY and value not in _HARMLESS and "url(" not in value.lower():
            yield f"{name} in a style is not supported", FLATTEN
        else:
            yield from _property_faults(name, value)


def _property_faults(name: str, value: str) -> Iterator[tuple[str, str]]:
    if name in PASSED_OVER and value.strip() not in _HARMLESS:
        yield f"{name} is not supported", FLATTEN
    elif "url(" in value.lower():
        yield f"{name} refers to a gradient, a pattern or a file", FLATTEN
    else:
        yield from _form_faults(name, value)


def _form_faults(name: str, value: str) -> Iterator[tuple[str, str]]:
    if name in _FORMS and not _FORMS[name].fullmatch(value.strip()):
        yield f"{name} has a value that is not supported", FLATTEN
