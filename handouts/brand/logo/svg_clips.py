"""The elements of an SVG go in; what cuts off otherwise than we can print comes out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handouts.brand.logo.svg_attributes import words
from handouts.brand.logo.svg_css import said_of
from handouts.brand.logo.svg_limits import clip_of, name_of
from handouts.brand.logo.svg_shapes import outline_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

    from handouts.brand.logo.svg_attributes import Fault
    from handouts.brand.logo.svg_css import Styles
    from handouts.brand.logo.svg_shapes import Box

_AREAS = words("path rect circle ellipse polyline polygon")
_MERGE = "cut the shapes off in the drawing program, or give the logo as PNG"


def clip_faults(root: Element, box: Box, styles: Styles) -> Iterator[tuple[Element, Fault]]:
    """Yield each clipPath that is used and is not one plain area, which alone is cut off rightly.

    Of several areas, those turned the other way would make holes.
    """
    used = {clip_of(element) for element in root.iter()}
    for element in root.iterdescendants():
        if f"#{element.get('id')}" in used:
            if name_of(element) != "clipPath":
                yield element, (f"clip-path of a <{name_of(element)}> is not supported", _MERGE)
            elif len(element) != 1:
                yield element, ("<clipPath> with none or several shapes is not supported", _MERGE)
            elif name_of(element[0]) not in _AREAS:
                inside = f"<clipPath> with a <{name_of(element[0])}> in it is not supported"
                yield element, (inside, _MERGE)
            elif _hidden(element[0], styles) or not outline_of(element[0], box):
                yield (
                    element,
                    ("<clipPath> with a shape that is not shown is not supported", _MERGE),
                )


def _hidden(shape: Element, styles: Styles) -> bool:
    around = (shape, *shape.iterancestors())
    return said_of(styles, shape).get("display") == "none" or any(
        said_of(styles, part).get("visibility") in {"hidden", "collapse"} for part in around
    )
