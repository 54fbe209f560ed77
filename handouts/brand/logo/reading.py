"""Read a clinic's logo, PNG, JPEG or SVG, and give it as clean pixels."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from patterns.errors import UserError
from patterns.files import read_file

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

MAX_LOGO_BYTES = 10_000_000

# The first bytes give the format of a file; its name may be wrong.
_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff"
_XML = re.compile(rb"\s*<(?:\?xml|!--|!DOCTYPE|(?:[A-Za-z_][\w.-]{0,30}:)?svg[\s/>])")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Logo:
    """A clinic's mark as PNG: upright, 8-bit sRGB, without metadata; sizes in pixels."""

    data: bytes = field(repr=False)
    width: int
    height: int
    file: str = field(default="", compare=False)  # where it came from, for messages


def read_logo(path: Path, fonts: Sequence[Path] = ()) -> Logo:
    """Read a PNG, JPEG or SVG file, whichever its bytes say it is.

    Text in an SVG may be set in `fonts`, the files of the brand's own family, which were checked.
    Raises `UserError` that names the file, and the lines of an SVG.
    """
    file = str(path)
    data = read_file(path, name=file, limit=MAX_LOGO_BYTES)
    if data.startswith((_PNG, _JPEG)):
        _refuse_ending(path, {".svg", ".svgz"}, "PNG or JPEG")
    elif _XML.match(data.removeprefix(_BYTE_ORDER_MARK)):
        _refuse_ending(path, {".png", ".jpg", ".jpeg"}, "SVG")
        from handouts.brand.logo.svg import render_svg

        data = render_svg(data, file, fonts)
    elif data.startswith(_UTF_16):
        raise UserError.one("is written in UTF-16", file=file, hint="export it afresh, as UTF-8")
    else:
        kind = "is a picture of another kind" if data else "is empty"
        raise UserError.one(kind, file=file, hint="give the logo as PNG, JPEG or SVG")
    from handouts.brand.logo.raster import clean_pixels  # Pillow takes 30 ms to import

    return Logo(*clean_pixels(data, file), file)


def _refuse_ending(path: Path, wrong: set[str], kind: str) -> None:
    if path.suffix.lower() in wrong:
        message = f"is named {path.suffix}, but is a picture of another kind ({kind})"
        raise UserError.one(message, file=str(path), hint="give it the name of what it is")
