"""The bytes of an SVG go in; an SVG of plain shapes comes out, in the parts we print faithfully.

Text needs the fonts of the machine; pictures, links and entities read other files; gradients,
masks and filters are drawn wrongly or not at all by the library that draws SVG. All those are
refused, with their lines. What never shows on paper is dropped.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from patterns.errors import Problem, UserError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element as Element

MAX_BYTES = 1_000_000
MAX_ELEMENTS = 3_000  # with copies; drawing so many takes about a second
MAX_DEPTH = 50
MAX_USES = 50
MAX_NUMBERS = 60_000  # in paths and polygons together; drawing so many takes about a second
MAX_SELECTORS = 500  # of style rules; each is tried on every element
MAX_UNITS = 1_000_000  # of width and height


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_SVG = "{http://www.w3.org/2000/svg}"
_XLINK_HREF = "{http://www.w3.org/1999/xlink}href"

_SHAPES = _words("path rect circle ellipse line polyline polygon")
_HOLDERS = _words("g defs clipPath use style")
_DROPPED = _words("title desc metadata")
_WAYS_OUT = {
    **dict.fromkeys(("text", "tspan", "textPath"), "turn the text into outlines"),
    **dict.fromkeys(("image", "foreignObject"), "give the logo as PNG"),
    **dict.fromkeys(("script", "a"), "take it out"),
}
_FLATTEN = "use plain colours, or give the logo as PNG"
_SIMPLIFY = "simplify the drawing, or give the logo as PNG"
_TOO_MANY = f"has more than {MAX_ELEMENTS:,} elements"

_KEPT = _words(
    "id class style display visibility color fill fill-opacity fill-rule stroke stroke-width "
    "stroke-opacity stroke-linejoin stroke-linecap stroke-dasharray clip-path clip-rule "
    "transform d points x y width height rx ry cx cy r x1 y1 x2 y2 href"
)
# The library that draws SVG passes these over; other values than the harmless would be lost.
_PASSED_OVER = _words(
    "opacity mask filter marker marker-start marker-mid marker-end mix-blend-mode paint-order "
    "vector-effect clipPathUnits"
)
_HARMLESS = frozenset({"1", "1.0", "100%", "none", "normal", "auto", "userSpaceOnUse", ""})

_NUMBERS = r"[0-9eE+\-.,\s]*"
_NUMBER = r"([+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9])?)"
_FORMS = {
    name: re.compile(form)
    for name, form in {
        "d": r"[MmLlHhVvCcSsQqTtAaZz0-9eE+\-.,\s]*",
        "points": _NUMBERS,
        "transform": rf"(?:(?:matrix|translate|scale|rotate|skew[XY])\s*\({_NUMBERS}\)[\s,]*)*",
        "clip-path": r"none|url\(#[^()'\"]+\)",
        **dict.fromkeys(
            _words("x y width height rx ry cx cy r x1 y1 x2 y2 stroke-width"),
            rf"\s*{_NUMBER}(?:px|pt|pc|mm|cm|in|em|ex|%)?\s*",
        ),
    }.items()
}
_PIXELS = re.compile(rf"\s*{_NUMBER}(?:px)?\s*")
_VIEW_BOX = re.compile(rf"\s*{_NUMBER}(?:[\s,]+{_NUMBER}){{3}}\s*")
_DIGITS = re.compile(r"[0-9.]+")
_DECLARATION = re.compile(r"(?<![\w-])([\w-]++)\s*+:\s*+([^;{}]*)")

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
    _refuse(((root, fault) for fault in _whole_faults(root)), file)
    _refuse(((part, fault) for part in root.iter() for fault in _element_faults(part)), file)
    x, y, width, height = (f"{number:g}" for number in box)
    root.attrib.update({"viewBox": f"{x} {y} {width} {height}", "width": width, "height": height})
    return etree.tostring(root, encoding="utf-8", xml_declaration=True), box[2], box[3]


def _parse(data: bytes, file: str) -> Element:
    """Parse the XML with every door shut: no DTD, no entities, no network, no second encoding."""
    if len(data) > MAX_BYTES:
        raise _fault(file, 1, f"is longer than {MAX_BYTES:,} bytes", _SIMPLIFY)
    data = _W3C_DOCTYPE.sub(lambda found: b"\n" * found.group().count(b"\n"), data, count=1)
    if declared := re.search(rb"<!(DOCTYPE|ENTITY)", data):
        line = data.count(b"\n", 0, declared.start()) + 1
        raise _fault(file, line, "declares a document type of its own", "export it as plain SVG")
    parser = etree.XMLParser(
        encoding="utf-8",
        huge_tree=False,
        load_dtd=False,
        no_network=True,
        recover=False,
        remove_comments=True,
        remove_pis=True,
        resolve_entities=False,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        line = error.lineno or 1
        raise _fault(file, line, "is damaged from here on", "export it afresh, as UTF-8") from None
    if root.tag != f"{_SVG}svg":
        raise _fault(file, 1, "is not an SVG picture", "give the logo as PNG, JPEG or SVG")
    if sum(1 for _ in root.iter()) > MAX_ELEMENTS:
        raise _fault(file, 1, _TOO_MANY, _SIMPLIFY)
    return root


def _view_box(root: Element, file: str) -> tuple[float, float, float, float]:
    """Give left, top, width and height of the drawing in its own units."""
    written = root.get("viewBox", "")
    if _VIEW_BOX.fullmatch(written):
        x, y, width, height = map(float, written.replace(",", " ").split())
    else:
        sides = [_PIXELS.fullmatch(root.get(side, "")) for side in ("width", "height")]
        x, y, width, height = 0, 0, *(float(side[1]) if side else 0 for side in sides)
    if not (0 < width < MAX_UNITS and 0 < height < MAX_UNITS):
        raise _fault(file, 1, "has no usable size", "export it with a viewBox")
    return x, y, width, height


def _drop_unseen(root: Element) -> None:
    """Drop titles, metadata, and whatever drawing programs add in vocabularies of their own."""
    for element in list(root.iterdescendants()):
        if not element.tag.startswith(_SVG) or _name(element) in _DROPPED:
            element.getparent().remove(element)
    for element in root.iter():
        if (link := element.attrib.pop(_XLINK_HREF, None)) is not None:
            element.set("href", link)
        for name in set(element.attrib) - _KEPT - _PASSED_OVER:
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
    name = _name(element)
    outermost = element.getparent() is None
    if not outermost and name not in _SHAPES | _HOLDERS:
        yield f"<{name}> is not supported", _WAYS_OUT.get(name, _FLATTEN)
        return
    for key, value in element.attrib.items():
        if key in _FORMS and not _FORMS[key].fullmatch(value):
            yield f"{key} has a value that is not supported", _FLATTEN
        elif key == "style":
            yield from _css_faults(value)
        elif key not in ("clip-path", "href"):
            yield from _property_faults(key, value)
    if name == "style":
        yield from _css_faults(element.text or "")


def _css_faults(css: str) -> Iterator[tuple[str, str]]:
    if "@" in css or "\\" in css:
        yield "has style rules that are not supported", _FLATTEN
    else:
        for name, value in _DECLARATION.findall(css):
            yield from _property_faults(name, value)


def _property_faults(name: str, value: str) -> Iterator[tuple[str, str]]:
    if name in _PASSED_OVER and value.strip() not in _HARMLESS:
        yield f"{name} is not supported", _FLATTEN
    elif "url(" in value.lower():
        yield f"{name} refers to a gradient, a pattern or a file", _FLATTEN


def _whole_faults(root: Element) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with the drawing as a whole: nothing to draw, or too much."""
    elements = list(root.iterdescendants())
    if not any(_name(element) in _SHAPES for element in elements):
        yield "has no shapes", "export the logo again, or give it as PNG"
    if any(sum(1 for _ in element.iterancestors()) > MAX_DEPTH for element in elements):
        yield f"is nested more than {MAX_DEPTH} deep", _SIMPLIFY
    outlines = (element.get("d", "") + element.get("points", "") for element in elements)
    if sum(len(_DIGITS.findall(outline)) for outline in outlines) > MAX_NUMBERS:
        yield f"has more than {MAX_NUMBERS:,} numbers in its paths", _SIMPLIFY
    css = "".join(element.text or "" for element in root.iter(f"{_SVG}style"))
    if css.count("{") + css.count(",") > MAX_SELECTORS:
        yield f"has more than {MAX_SELECTORS} style rules", _SIMPLIFY
    yield from _use_faults(elements)


def _use_faults(elements: list[Element]) -> Iterator[tuple[str, str]]:
    """Refuse copies of copies and too many copies: each may double the work of drawing."""
    by_link = {f"#{element.get('id')}": element for element in elements}
    links = [element.get("href", "") for element in elements if _name(element) == "use"]
    targets = [by_link[link] for link in links if link in by_link]
    if len(links) > MAX_USES:
        yield f"has more than {MAX_USES} <use>", _SIMPLIFY
    elif len(targets) < len(links):
        yield "has a <use> of something that is not in it", "export the logo again"
    elif any(_name(part) == "use" for target in targets for part in target.iter()):
        yield "has a <use> of something that has a <use> in it", _SIMPLIFY
    elif len(elements) + sum(len(list(target.iter())) for target in targets) > MAX_ELEMENTS:
        yield _TOO_MANY, _SIMPLIFY


def _name(element: Element) -> str:
    name: str = etree.QName(element).localname
    return name


def _fault(file: str, line: int, message: str, hint: str) -> UserError:
    return UserError([Problem(file, line, 1, "", message, hint)])
