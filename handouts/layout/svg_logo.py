"""A clinic's own SVG logo in, drawing operators out, through svglib."""

from __future__ import annotations

import logging
import zlib
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING

from reportlab.graphics import renderPDF
from reportlab.pdfgen.canvas import Canvas
from svglib.svglib import svg2rlg

from patterns.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handouts.logo import Logo


def svg_logo(logo: Logo) -> tuple[bytes, tuple[float, float]]:
    """Give the deflated operators of a logo, y downward, and its size in their units.

    Raises `UserError` for a logo that draws nothing, or not all of what it holds.
    """
    with _nothing_lost():
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


class _Listener(logging.Handler):
    """Keeps what svglib tells."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.told: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one record."""
        self.told.append(record)


@contextmanager
def _nothing_lost() -> Iterator[None]:
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
        raise _not_drawn() from None
    finally:
        logger.removeHandler(listener)
        logger.propagate = True
    if listener.told:
        raise _not_drawn()


def _not_drawn() -> UserError:
    hint = "use plain shapes and colours, or give the logo as PNG"
    return UserError.one("cannot be drawn as it is meant", where="logo", hint=hint)


def _is_empty(bounds: tuple[float, float, float, float] | None) -> bool:
    return bounds is None or bounds[2] <= bounds[0] or bounds[3] <= bounds[1]
