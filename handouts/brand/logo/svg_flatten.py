"""The root of a checked SVG goes in; one of groups and paths alone comes out, styled in full.

The library that draws SVG follows styles, copies and shapes other than paths in ways of its own.
Nothing of that is left to it: each path says itself how it is painted.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lxml import etree

from handouts.brand.logo.svg_attributes import INHERITED, SHAPES
from handouts.brand.logo.svg_colors import CURRENT, INHERIT, NONE, color
from handouts.brand.logo.svg_css import said_of
from handouts.brand.logo.svg_limits import clip_of, name_of
from handouts.brand.logo.svg_shapes import length_of, outline_of
from handouts.brand.logo.svg_syntax import length, numbers, plain_transform

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from handouts.brand.logo.svg_css import Styles
    from handouts.brand.logo.svg_shapes import Box

SVG = "{http://www.w3.org/2000/svg}"

Look = dict[str, str]
"""The properties that are handed down, by name."""

_FIRST: Look = {"color": "#000000", "fill": "#000000", "stroke": NONE}
_COLORS = ("fill", "stroke")
_COUNTED = frozenset({"stroke-width", "stroke-dasharray"})
_DRAWN = {
    "fill-opacity": "1",
    "fill-rule": "nonzero",
    "stroke-width": "1",
    "stroke-opacity": "1",
    "stroke-linejoin": "miter",
    "stroke-linecap": "butt",
    "stroke-miterlimit": "4",
    "stroke-dasharray": NONE,
    "visibility": "visible",
}
"""What each path says of itself, for what it leaves out is looked for in all that it lies in."""


@dataclass(frozen=True, slots=True)
class _Plainer:
    """What is known while the drawing is written anew."""

    box: Box
    styles: Styles
    named: dict[str, Element]
    clips: dict[str, Element] = field(default_factory=dict)
    """What cuts off, by the link to it, as it is written anew."""


def plain_drawing(root: Element, box: Box, styles: Styles) -> Element:
    """Write a drawing anew with its paths alone, their paint and what cuts them off."""
    named = {f"#{part.get('id')}": part for part in root.iterdescendants() if part.get("id")}
    plainer = _Plainer(box, styles, named)
    x, y, width, height = (f"{number:.9g}" for number in box)
    size = {"viewBox": f"{x} {y} {width} {height}", "width": width, "height": height}
    plain = etree.Element(f"{SVG}svg", size, nsmap={None: SVG[1:-1]})
    definitions = etree.SubElement(plain, f"{SVG}defs")
    _inside(plainer, root, plain, _FIRST)
    definitions.extend(plainer.clips.values())
    if not len(definitions):
        plain.remove(definitions)
    return plain


def _inside(plainer: _Plainer, element: Element, out: Element, inherited: Look) -> None:
    """Write what is in an element, unless it is not shown."""
    said = said_of(plainer.styles, element)
    if said.get("display") != "none":
        look = _look(said, inherited)
        for child in element:
            _write(plainer, child, out, look)


def _write(plainer: _Plainer, element: Element, out: Element, inherited: Look) -> None:
    """Write one element."""
    name = name_of(element)
    if name == "g":
        _inside(plainer, element, _group(plainer, element, out), inherited)
    elif name == "use":
        said = said_of(plainer.styles, element)
        if said.get("display") != "none":
            group = _group(plainer, element, out)
            target = plainer.named[element.get("href", "")]
            _write(plainer, target, group, _look(said, inherited))
    elif name in SHAPES:
        said = said_of(plainer.styles, element)
        look = _look(said, inherited)
        hidden = look.get("visibility") in {"hidden", "collapse"}
        if said.get("display") != "none" and not hidden:
            _path(plainer, element, out, look)


def _look(said: Look, inherited: Look) -> Look:
    """Give what holds in an element from what is said of it and what holds around it."""
    handed = {key: said[key] for key in said.keys() & INHERITED if said[key] != INHERIT}
    look = inherited | handed
    for key in ("color", *_COLORS):
        meant = color(look[key]) or NONE
        look[key] = inherited[key] if meant == INHERIT else meant
    if look["color"] == CURRENT:
        look["color"] = inherited["color"]
    return look


def _group(plainer: _Plainer, element: Element, out: Element) -> Element:
    """Open a group for a group or for a copy, which is moved to its place, if it says anything."""
    group = etree.Element(f"{SVG}g")
    _place(plainer, element, group)
    if name_of(element) == "use":
        x, y = (length_of(element, side, plainer.box) for side in ("x", "y"))
        if x or y:
            turns = f"{group.get('transform', '')} translate({x:.9g},{y:.9g})"
            group.set("transform", turns.strip())
    if not group.attrib:
        return out
    out.append(group)
    return group


def _place(plainer: _Plainer, element: Element, out: Element) -> None:
    """Say where an element stands, and what cuts it off."""
    if turns := plain_transform(element.get("transform", "")):
        out.set("transform", turns)
    if link := clip_of(element):
        if link not in plainer.clips:
            plainer.clips[link] = _clip(plainer, plainer.named[link], f"c{len(plainer.clips)}")
        out.set("clip-path", f"url(#{plainer.clips[link].get('id')})")


def _path(plainer: _Plainer, element: Element, out: Element, look: Look) -> None:
    """Write a shape as a path with its paint, if there is any."""
    name = name_of(element)
    paint = {key: look["color"] if look[key] == CURRENT else look[key] for key in _COLORS}
    if name == "line":
        paint["fill"] = NONE
    width = length(look.get("stroke-width", "1")) or 0
    if not width:
        paint["stroke"] = NONE
    outline = outline_of(element, plainer.box)
    if not outline or set(paint.values()) == {NONE}:
        return
    path = etree.SubElement(out, f"{SVG}path", _DRAWN | paint, d=outline)
    _place(plainer, element, path)
    if paint["stroke"] != NONE:
        path.set("stroke-width", f"{width:.9g}")
        path.set("stroke-dasharray", _dashes(look.get("stroke-dasharray", NONE)) or NONE)
    for key in _DRAWN.keys() & look.keys() - _COUNTED:
        path.set(key, look[key])


def _dashes(written: str) -> str:
    """Give the lengths of dashes and gaps; a row without length means none."""
    found = [] if written == NONE else numbers(written.replace("px", " ")) or []
    return " ".join(found) if sum(map(float, found)) else ""


def _clip(plainer: _Plainer, element: Element, identity: str) -> Element:
    """Write the one shape that cuts off."""
    clip = etree.Element(f"{SVG}clipPath", id=identity)
    (shape,) = element
    look = _FIRST
    for part in (*reversed(list(element.iterancestors())), element, shape):
        look = _look(said_of(plainer.styles, part), look)
    # Without a fill an open path is left as it is: a clip closes it.
    path = etree.SubElement(clip, f"{SVG}path", d=outline_of(shape, plainer.box), fill=NONE)
    if look.get("clip-rule") == "evenodd":
        path.set("clip-rule", "evenodd")
    turns = [plain_transform(part.get("transform", "")) for part in (element, shape)]
    if any(turns):
        path.set("transform", " ".join(turn for turn in turns if turn))
    return clip
