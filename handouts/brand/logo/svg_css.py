"""The style sheets and styles of an SVG go in; what they say of each element comes out.

A selector is a name, a class or an id: those that follow the tree take too long to match. All
sheets count, wherever they stand, and the more exact selector wins, as in CSS.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from handouts.brand.logo.svg_attributes import FLATTEN, STYLES, style_faults
from handouts.brand.logo.svg_limits import name_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element as Element

    from handouts.brand.logo.svg_attributes import Fault

_NO_RULES: Fault = ("has style rules that are not supported", FLATTEN)

_SELECTOR = re.compile(r"\*|[.#]?[A-Za-z_][\w-]*", re.ASCII)
_NAME = re.compile(r"[\w-]+", re.ASCII)
_QUOTED = re.compile(r"""(?>"[^"]*+"|'[^']*+')""")
_QUOTES = re.compile(r"""["']""")
_UNSURE = re.compile(r"[;:{}/]")

Styles = dict[str, dict[str, tuple[int, str]]]
"""By selector what it says of each property, and at which place of all sheets."""


def sheet_faults(css: str) -> Iterator[Fault]:
    """Yield what we cannot print of a style sheet."""
    for selectors, body in _rules(css):
        if not all(_SELECTOR.fullmatch(part.strip()) for part in selectors.split(",")):
            yield _NO_RULES
        yield from declaration_faults(body)
    if "@" in css or "\\" in css or _unsure(css):
        yield _NO_RULES


def declaration_faults(css: str, passed_over: Iterable[str] = ()) -> Iterator[Fault]:
    """Yield what we cannot print of the declarations of a style."""
    if "@" in css or "\\" in css or "{" in css or "}" in css or _unsure(css):
        yield _NO_RULES
        return
    for part in _without_comments(css).split(";"):
        name, colon, value = (piece.strip() for piece in part.partition(":"))
        if part.strip() and not (colon and _NAME.fullmatch(name)):
            yield _NO_RULES
        elif name.lower() not in passed_over:
            yield from style_faults(name.lower(), value)


def styles_of(sheets: Iterable[str]) -> Styles:
    """Give what the sheets say by selector."""
    styles: Styles = {}
    place = 0
    for css in sheets:
        for selectors, body in _rules(css):
            said = {name: (place, value) for name, value in declarations(body).items()}
            place += 1
            for selector in selectors.split(","):
                styles.setdefault(selector.strip(), {}).update(said)
    return styles


def styled(styles: Styles, name: str, classes: str, identity: str) -> dict[str, str]:
    """Give what the sheets say of one element: of two classes, the one that stands later wins."""
    found: dict[str, tuple[int, str]] = {**styles.get("*", {}), **styles.get(name, {})}
    by_class: dict[str, tuple[int, str]] = {}
    for word in set(classes.split()):
        for key, said in styles.get(f".{word}", {}).items():
            by_class[key] = max(by_class.get(key, said), said)
    found |= by_class | styles.get(f"#{identity}", {})
    return {key: value for key, (_, value) in found.items()}


def said_of(styles: Styles, element: Element) -> dict[str, str]:
    """Give what attributes, sheets and its own style say of an element; the last wins."""
    said = {str(key): str(value).strip() for key, value in element.attrib.items() if key in STYLES}
    by_sheets = styled(styles, name_of(element), element.get("class", ""), element.get("id", ""))
    return said | by_sheets | declarations(element.get("style", ""))


def declarations(css: str) -> dict[str, str]:
    """Give what of a style is printed, by its property."""
    parted = (part.partition(":") for part in _without_comments(css).split(";"))
    said = ((name.strip().lower(), value.strip()) for name, _, value in parted)
    return {name: value for name, value in said if name in STYLES}


def _rules(css: str) -> Iterator[tuple[str, str]]:
    """Part a style sheet into selectors and what they say; words outside of rules say nothing."""
    for part in _without_comments(css).split("}"):
        selectors, brace, body = part.partition("{")
        if brace:
            yield selectors.strip(), body


def _without_comments(css: str) -> str:
    before, *parts = css.split("/*")
    return before + " ".join(part.partition("*/")[2] for part in parts)


def _unsure(css: str) -> bool:
    """Tell whether a quoted text could hide where a declaration ends."""
    bare, quoted = _QUOTED.sub("", css), "".join(_QUOTED.findall(css))
    return bool(_QUOTES.search(bare) or _UNSURE.search(quoted))
