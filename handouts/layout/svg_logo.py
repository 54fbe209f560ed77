"""A clinic's own SVG logo in, drawing operators out, through svglib."""

from __future__ import annotations

import zlib
from io import BytesIO
from typing import TYPE_CHECKING

from reportlab.graphics import renderPDF
from reportlab.pdfgen.canvas import Canvas
from svglib.svglib import svg2rlg

from patterns.errors import UserError

if TYPE_CHECKING:
    from handouts.logo import Logo


def svg_logo(logo: Logo) -> tuple[bytes, tuple[float, float]]:
    """Give the deflated operators of a logo, y downward, and its size in their units.

    Raises `UserError` for a logo that draws nothing.
    """
    drawing = svg2rlg(BytesIO(logo.data))
    if drawing is None or not drawing.contents or _is_empty(drawing.getBounds()):
        raise UserError.one("draws nothing", where="logo", hint="save it again, or use a PNG")
    canvas = Canvas(BytesIO(), pageCompression=0, invariant=1)
    renderPDF.draw(drawing, canvas, 0, 0)
    # The renderer opens with a font nobody uses; it is not embedded and must not be named.
    lines = [line for line in canvas._code if not line.startswith("BT ")]
    flip = f"1 0 0 -1 0 {drawing.height:g} cm"
    operators = zlib.compress("\n".join([flip, *lines]).encode("ascii"), 9)
    return operators, (drawing.width, drawing.height)


def _is_empty(bounds: tuple[float, float, float, float] | None) -> bool:
    return bounds is None or bounds[2] <= bounds[0] or bounds[3] <= bounds[1]
