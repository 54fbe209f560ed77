"""The root of an SVG goes in; what makes it too much to draw, or nothing at all, comes out."""

from __future__ import annotations

import re
from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING

from lxml import etree

from handouts.brand.logo.svg_attributes import SHAPES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element as Element

MAX_ELEMENTS = 3_000  # with copies; drawing so many takes about a second
MAX_DEPTH = 50
MAX_USES = 50
MAX_NUMBERS = 60_000  # in paths and polygons, with copies; drawing so many takes about a second
MAX_SELECTORS = 500  # of style rules; each is tried on every element
MAX_DECLARATIONS = 20_000  # in style rules and styles
MAX_CLASSES = 20_000  # each is looked up
MAX_TRANSFORMS = 2_000  # each costs as much as an element

SIMPLIFY = "simplify the drawing, or give the logo as PNG"
TOO_MANY = f"has more than {MAX_ELEMENTS:,} elements"
_AGAIN = "export the logo again"

_STEPS = re.compile(r"[0-9]*\.?[0-9]+|[A-Za-z]")
"""What a path is counted in: its numbers, and its commands, for some have none."""

_CLIP = re.compile(r"url\((#[^()]+)\)")


def name_of(element: Element) -> str:
    """Give the name of an element without its vocabulary."""
    name: str = etree.QName(element).localname
    return name


def load_faults(root: Element) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with the drawing as a whole, and the way out."""
    elements = list(root.iterdescendants())
    if not any(name_of(element) in SHAPES for element in elements):
        yield "has no shapes", f"{_AGAIN}, or give it as PNG"
    if any(sum(1 for _ in element.iterancestors()) > MAX_DEPTH for element in elements):
        yield f"is nested more than {MAX_DEPTH} deep", SIMPLIFY
    if sum(element.get("transform", "").count("(") for element in root.iter()) > MAX_TRANSFORMS:
        yield f"has more than {MAX_TRANSFORMS:,} transforms", SIMPLIFY
    css = "".join(element.text or "" for element in elements if name_of(element) == "style")
    if css.count("{") + css.count(",") > MAX_SELECTORS:
        yield f"has more than {MAX_SELECTORS} style rules", SIMPLIFY
    styles = chain([css], (element.get("style", "") for element in root.iter()))
    if sum(style.count(";") for style in styles) > MAX_DECLARATIONS:
        yield f"has more than {MAX_DECLARATIONS:,} styles", SIMPLIFY
    if sum(len(element.get("class", "").split()) for element in root.iter()) > MAX_CLASSES:
        yield f"has more than {MAX_CLASSES:,} classes", SIMPLIFY
    named = {f"#{element.get('id')}": element for element in elements if element.get("id")}
    uses = [element.get("href", "") for element in elements if name_of(element) == "use"]
    clips = [clip for element in elements if (clip := clip_of(element))]
    if faults := list(_link_faults(elements, named, uses, clips)):
        yield from faults
    else:
        yield from _amount_faults(chain(elements, _parts(uses, named)), named)


def _link_faults(
    elements: list[Element], named: dict[str, Element], uses: list[str], clips: list[str]
) -> Iterator[tuple[str, str]]:
    """Refuse links that lead nowhere, and copies of copies: each may double the work of drawing."""
    times = Counter(f"#{element.get('id')}" for element in elements)
    if len(uses) > MAX_USES:
        yield f"has more than {MAX_USES} <use>", SIMPLIFY
    if not named.keys() >= set(uses):
        yield "has a <use> of something that is not in it", _AGAIN
    if not named.keys() >= set(clips):
        yield "has a clip-path of something that is not in it", _AGAIN
    if not {name_of(named[link]) for link in uses if link in named} <= SHAPES | {"g", "use"}:
        yield "has a <use> of something that is no shape and no group", _AGAIN
    if any(times[link] > 1 for link in (*uses, *clips)):
        yield "has a <use> or a clip-path of an id that is given twice", _AGAIN
    if any(name_of(part) == "use" for part in _parts(set(uses), named)):
        yield "has a <use> of something that has a <use> in it", SIMPLIFY
    if any(name_of(part) == "use" or clip_of(part) for part in _parts(set(clips), named)):
        yield "has a clip-path of something that has a <use> or a clip-path in it", SIMPLIFY


def _amount_faults(
    drawn: Iterable[Element], named: dict[str, Element]
) -> Iterator[tuple[str, str]]:
    """Refuse too much to draw; `drawn` holds what is copied once for each copy."""
    clips = Counter[str]()
    count = steps = 0
    for element in drawn:
        count += 1
        steps += _steps(element)
        clips[clip_of(element)] += 1
    for link, times in clips.items():
        parts = list(_parts([link], named))
        count += times * len(parts)
        steps += times * sum(map(_steps, parts))
    if count > MAX_ELEMENTS:
        yield TOO_MANY, SIMPLIFY
    elif steps > MAX_NUMBERS:
        yield f"has more than {MAX_NUMBERS:,} numbers in its paths", SIMPLIFY


def _parts(links: Iterable[str], named: dict[str, Element]) -> Iterator[Element]:
    """Give every element that links lead to, with all that is in it."""
    return chain.from_iterable(named[link].iter() for link in links if link in named)


def clip_of(element: Element) -> str:
    """Give the link to what cuts an element off, as it is written; none is an empty text."""
    found = _CLIP.fullmatch(element.get("clip-path", "").strip())
    return found[1] if found else ""


def _steps(element: Element) -> int:
    return len(_STEPS.findall(element.get("d", "") + element.get("points", "")))
