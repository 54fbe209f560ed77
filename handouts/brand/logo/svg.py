"""The bytes of an SVG go in; an SVG of plain shapes comes out, in the parts we print faithfully.

Text needs the fonts of the machine; pictures, links and entities read other files; gradients,
masks and filters are drawn wrongly or not at all by the library that draws SVG. All those are
refused, with their lines. What never shows on paper is dropped.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from handouts.brand.logo.safe_xml import hardened_xml_parser
from handouts.brand.logo.svg_attributes import (
    FLATTEN,
    GEOMETRY,
    HARMLESS,
    SHAPES,
    STYLES,
    attribute_faults,
    words,
)
from handouts.brand.logo.svg_clips import clip_faults
from handouts.brand.logo.svg_css import declaration_faults, sheet_faults, styles_of
from handouts.brand.logo.svg_flatten import SVG, plain_drawing
from handouts.brand.logo.svg_limits import MAX_ELEMENTS, SIMPLIFY, TOO_MANY, load_faults, name_of
from patterns.errors import Problem, UserError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element as Element

MAX_BYTES = 1_000_000
MAX_ATTRIBUTES = 200  # of one element, for they are dropped one by one; programs write some twenty
MAX_UNITS = 1_000_000  # of width and height
MIN_UNITS = 0.001

_XLINK_HREF = "{http://www.w3.org/1999/xlink}href"

_HOLDERS = words("g defs clipPath use style")
_DROPPED = words("title desc metadata")
_WAYS_OUT = {
    **dict.fromkeys(("text", "tspan", "textPath"), "turn the text into outlines"),
    **dict.fromkeys(("image", "foreignObject"), "give the logo as PNG"),
    **dict.fromkeys(("script", "a"), "take it out"),
}
_KEPT = words("id class style href type media preserveAspectRatio") | STYLES | GEOMETRY
_SHEET_KINDS = {"type": words("text/css"), "media": words("all screen print")}

_SIZES = words("width height")
_NOT_OF_ALL = words("transform clip-path")

_NUMBER = r"([+-]?(?:[0-9]{1,9}(?:\.[0-9]{0,40})?|\.[0-9]{1,40})(?:[eE][+-]?[0-9])?)"
_PIXELS = re.compile(rf"\s*{_NUMBER}(?:px)?\s*")
_VIEW_BOX = re.compile(rf"\s*{_NUMBER}(?:[\s,]+{_NUMBER}){{3}}\s*")

# The line that older drawing programs write. It says nothing, and nothing is fetched for it.
_W3C_DOCTYPE = re.compile(
    rb'<!DOCTYPE\s+svg\s+PUBLIC\s+"-//W3C//DTD SVG 1\.[01](?: Basic| Tiny)?//EN"\s+'
    rb'"http://www\.w3\.org/[\w./-]*"\s*>'
)


def clean_shapes(data: bytes, file: str) -> tuple[bytes, float, float]:
    """Check an SVG and give its plain shapes as SVG bytes, with their width and height in units.

    Raises `UserError` with every kind of fault, each by the line where it is first met.
    """
    root = _parse(data, file)
    box = _view_box(root, file)
    _drop_unseen(root)
    _refuse(((root, fault) for fault in load_faults(root)), file)
    styles = styles_of(part.text or "" for part in root.iter(f"{SVG}style"))
    _refuse(((part, fault) for part in root.iter() for fault in _element_faults(part)), file)
    _refuse(clip_faults(root, box, styles), file)
    plain = plain_drawing(root, box, styles)
    if plain.find(f".//{SVG}path[@fill]") is None:
        raise _fault(file, 1, "draws nothing", "save it again, or use a PNG")
    return etree.tostring(plain, encoding="utf-8", xml_declaration=True), box[2], box[3]


def _parse(data: bytes, file: str) -> Element:
    """Parse the XML with every door shut: no DTD, no entities, no network, no second encoding."""
    if len(data) > MAX_BYTES:
        raise _fault(file, 1, f"is longer than {MAX_BYTES:,} bytes", SIMPLIFY)
    data = _W3C_DOCTYPE.sub(lambda found: b"\n" * found.group().count(b"\n"), data, count=1)
    if declared := re.search(rb"<!(DOCTYPE|ENTITY)", data):
        line = data.count(b"\n", 0, declared.start()) + 1
        raise _fault(file, line, "declares a document type of its own", "export it as plain SVG")
    try:
        root = etree.fromstring(data, hardened_xml_parser("utf-8"))
    except etree.XMLSyntaxError as error:
        line = error.lineno or 1
        raise _fault(file, line, "is damaged from here on", "export it afresh, as UTF-8") from None
    if root.tag != f"{SVG}svg":
        raise _fault(file, 1, "is not an SVG picture", "give the logo as PNG, JPEG or SVG")
    if sum(1 for _ in root.iter()) > MAX_ELEMENTS:
        raise _fault(file, 1, TOO_MANY, SIMPLIFY)
    if crowded := [part for part in root.iter() if len(part.attrib) > MAX_ATTRIBUTES]:
        message = f"has more than {MAX_ATTRIBUTES} attributes on one element"
        raise _fault(file, crowded[0].sourceline or 1, message, SIMPLIFY)
    return root


def _view_box(root: Element, file: str) -> tuple[float, float, float, float]:
    """Give left, top, width and height of the drawing in its own units."""
    written = root.get("viewBox", "")
    if _VIEW_BOX.fullmatch(written):
        x, y, width, height = map(float, written.replace(",", " ").split())
    else:
        sides = [_PIXELS.fullmatch(root.get(side, "")) for side in ("width", "height")]
        x, y, width, height = 0, 0, *(float(side[1]) if side else 0 for side in sides)
    if not (MIN_UNITS < width < MAX_UNITS and MIN_UNITS < height < MAX_UNITS):
        raise _fault(file, 1, "has no usable size", "export it with a viewBox")
    return x, y, width, height


def _drop_unseen(root: Element) -> None:
    """Drop titles, metadata, and whatever drawing programs add in vocabularies of their own."""
    for element in list(root.iterdescendants()):
        if element.getparent().tag == f"{SVG}style":
            continue  # the rules after it would go with it; it is refused
        if not element.tag.startswith(SVG) or name_of(element) in _DROPPED:
            element.getparent().remove(element)
    for element in root.iter():
        if (link := element.attrib.pop(_XLINK_HREF, None)) is not None:
            element.set("href", element.get("href", link))
        for name in set(element.attrib) - _KEPT - HARMLESS.keys():
            del element.attrib[name]


def _refuse(faults: Iterable[tuple[Element, tuple[str, str]]], file: str) -> None:
    """Raise `UserError` if there are faults; one that comes again is told once."""
    first: dict[tuple[str, str], int] = {}
    for element, fault in faults:
        first.setdefault(fault, element.sourceline)
    if first:
        raise UserError(
            Problem(file, line, 1, "", message, hint) for (message, hint), line in first.items()
        )


def _element_faults(element: Element) -> Iterator[tuple[str, str]]:
    """Yield what we cannot print of one element, and the way out."""
    name = name_of(element)
    outermost = element.getparent() is None
    if not outermost and name not in SHAPES | _HOLDERS:
        yield f"<{name}> is not supported", _WAYS_OUT.get(name, FLATTEN)
        return
    for key, value in element.attrib.items():
        if key == "style":
            yield from declaration_faults(value, _SIZES if outermost else ())
        elif outermost and key in GEOMETRY:
            if key in _NOT_OF_ALL and value.strip() != "none":
                yield f"{key} of the whole drawing is not supported", FLATTEN
        elif key != "href":
            yield from attribute_faults(key, value)
    if name == "ellipse" and not {"rx", "ry"} <= set(element.attrib):
        yield "<ellipse> without rx and ry is not supported", "give both"
    if name == "style":
        yield from _sheet_faults(element)


def _sheet_faults(element: Element) -> Iterator[tuple[str, str]]:
    """Yield what we cannot print of a <style>."""
    for key, meant in _SHEET_KINDS.items():
        if element.get(key, "").strip().lower() not in meant | {""}:
            yield f"{key} of a <style> is not supported", FLATTEN
    if len(element):
        yield "<style> with elements in it is not supported", FLATTEN
    yield from sheet_faults(element.text or "")


def _fault(file: str, line: int, message: str, hint: str) -> UserError:
    return UserError([Problem(file, line, 1, "", message, hint)])
