"""The path of a clinic's logo goes in; a clean picture comes out, safe to draw: PNG or SVG."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from patterns.errors import UserError
from patterns.files import read_file

if TYPE_CHECKING:
    from pathlib import Path

MAX_LOGO_BYTES = 10_000_000

# The first bytes tell the kind of a file; a name that says another was given by mistake.
_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff"
_XML = re.compile(rb"\s*<(?:\?xml|!--|!DOCTYPE|(?:[A-Za-z_][\w.-]{0,30}:)?svg[\s/>])")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


class LogoKind(StrEnum):
    """How the bytes of a logo are to be drawn."""

    PNG = "png"
    SVG = "svg"


@dataclass(frozen=True, slots=True)
class Logo:
    """A clinic's mark; `width` and `height` are pixels or SVG units: only their ratio counts.

    `file` is where it came from, for messages.

    PNG bytes are upright sRGB of 8 bits a channel, with or without alpha, without metadata.
    SVG bytes hold plain shapes and refer to nothing outside themselves.
    """

    kind: LogoKind
    data: bytes = field(repr=False)
    width: float
    height: float
    file: str = field(default="", compare=False)


def read_logo(path: Path) -> Logo:
    """Read a PNG, JPEG or SVG file, whichever its bytes say it is.

    Raises `UserError` that names the file, and the lines of an SVG.
    """
    file = str(path)
    data = read_file(path, name=file, limit=MAX_LOGO_BYTES)
    if data.startswith((_PNG, _JPEG)):
        _refuse_ending(path, {".svg", ".svgz"}, "PNG or JPEG")
        from handouts.brand.logo.raster import clean_pixels

        return Logo(LogoKind.PNG, *clean_pixels(data, file), file)
    if _XML.match(data.removeprefix(_BYTE_ORDER_MARK)):
        _refuse_ending(path, {".png", ".jpg", ".jpeg"}, "SVG")
        from handouts.brand.logo.svg import clean_shapes

        return Logo(LogoKind.SVG, *clean_shapes(data, file), file)
    if data.startswith(_UTF_16):
        raise UserError.one("is written in UTF-16", file=file, hint="export it afresh, as UTF-8")
    kind = "is a picture of another kind" if data else "is empty"
    raise UserError.one(kind, file=file, hint="give the logo as PNG, JPEG or SVG")


def _refuse_ending(path: Path, wrong: set[str], kind: str) -> None:
    """Raise `UserError` for a file whose name says that it is of another kind."""
    if path.suffix.lower() in wrong:
        message = f"is named {path.suffix}, but is a picture of another kind ({kind})"
        raise UserError.one(message, file=str(path), hint="give it the name of what it is")
