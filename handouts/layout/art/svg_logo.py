"""A clinic's own SVG logo in, drawing operators out, through svglib."""

from __future__ import annotations

import logging
import zlib
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING, Any

from reportlab.graphics import renderPDF
from reportlab.pdfgen.canvas import Canvas
from svglib.svglib import Svg2RlgShapeConverter, SvgRenderer, load_svg_file

from handouts.layout.art.corners import has_corner
from patterns.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handouts.brand.logo.reading import Logo

_PDF_MITER_LIMIT = 10


def svg_logo(logo: Logo) -> tuple[bytes, tuple[float, float]]:
    """Give the deflated operators of a logo, y downward, and its size in their units.

    Raises `UserError` for a logo that draws nothing, or not all of what it holds.
    """
    with _nothing_lost(logo.file):
        root = load_svg_file(BytesIO(logo.data))
        renderer = SvgRenderer("")
        renderer.shape_converter = _Converter("", renderer.attrConverter)
        drawing = renderer.render(root)
        if not drawing.contents or _is_empty(drawing.getBounds(), logo):
            raise UserError.one("draws nothing", file=logo.file, hint="save it again, or use a PNG")
        canvas = Canvas(BytesIO(), pageCompression=0, invariant=1)
        _Printer().draw(drawing, canvas, 0, 0)
    # The renderer opens with a font nobody uses; it is not embedded and must not be named.
    lines = [line for line in canvas._code if not line.startswith("BT ")]
    flip = f"1 0 0 -1 0 {drawing.height:g} cm"
    operators = zlib.compress("\n".join([flip, *lines]).encode("ascii"), 9)
    return operators, (drawing.width, drawing.height)


class _Converter(Svg2RlgShapeConverter):
    """Gives a path the limit of its sharp corners, which svglib passes over."""

    def convertPath(self, node: Any) -> Any:  # noqa: N802  the name is svglib's
        """Convert one path."""
        group = super().convertPath(node)
        for path in group.contents if group else ():
            if path.strokeColor is not None and not path.strokeLineJoin and has_corner(path):
                path.strokeMiterLimit = float(node.get("stroke-miterlimit"))
        return group


class _Printer(renderPDF._PDFRenderer):  # type: ignore[misc]
    """Says the limit of sharp corners, which ReportLab passes over."""

    def drawPath(self, path: Any) -> None:  # noqa: N802  the name is ReportLab's
        """Draw one path."""
        if path.strokeMiterLimit and path.strokeMiterLimit != _PDF_MITER_LIMIT:
            self._canvas.setMiterLimit(path.strokeMiterLimit)
        super().drawPath(path)


class _Listener(logging.Handler):
    """Keeps what svglib tells."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.told: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one record."""
        self.told.append(record)


@contextmanager
def _nothing_lost(file: str) -> Iterator[None]:
    """Raise `UserError` for what svglib cannot draw, and for what it would leave out.

    It raises a dozen types on values that do not belong together, and tells of others in the log.
    """
    listener = _Listener()
    logger = logging.getLogger("svglib")
    logger.addHandler(listener)
    logger.propagate = False
    try:
        yield
    except UserError:
        raise
    except Exception:
        raise _not_drawn(file) from None
    finally:
        logger.removeHandler(listener)
        logger.propagate = True
    if listener.told:
        raise _not_drawn(file)


def _not_drawn(file: str) -> UserError:
    hint = "use plain shapes and colours, or give the logo as PNG"
    return UserError.one("cannot be drawn as it is meant", file=file, hint=hint)


def _is_empty(bounds: tuple[float, float, float, float] | None, logo: Logo) -> bool:
    """Tell whether nothing is seen: a line has no area, but is seen if it has a stroke."""
    if bounds is None:
        return True
    flat = bounds[2] <= bounds[0] or bounds[3] <= bounds[1]
    return flat and b' stroke="#' not in logo.data
