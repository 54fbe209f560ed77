"""Read a clinic's logo, PNG, JPEG, WebP or SVG, and give it as clean pixels."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING

from handouts.brand.logo.file_kinds import kind_and_way_out
from patterns.errors import UserError
from patterns.files import read_file

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

MAX_LOGO_BYTES = 10_000_000

# The first bytes give the format of a file; its name may be wrong.
_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff"
_WEBP = re.compile(rb"RIFF....WEBP", re.DOTALL)
_XML = re.compile(rb"\s*<(?:\?xml|!--|!DOCTYPE|(?:[A-Za-z_][\w.-]{0,30}:)?svg[\s/>])")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Logo:
    """A clinic's mark as PNG: upright, 8-bit sRGB, without metadata; sizes in pixels.

    `drawing` says that it was drawn from shapes, as finely as it is needed. `digest` is that of the
    file as it was given.
    """

    data: bytes = field(repr=False)
    width: int
    height: int
    file: str = field(default="", compare=False)  # where it came from, for messages
    drawing: bool = False
    digest: str = field(default="", compare=False)


def read_logo(path: Path, fonts: Sequence[Path] = ()) -> Logo:
    """Read a PNG, JPEG, WebP or SVG file, whichever its bytes say it is.

    Text in an SVG may be set in `fonts`, the files of the brand's own family, which were checked.
    Raises `UserError` that names the file, and the lines of an SVG.
    """
    file = str(path)
    given = data = read_file(path, name=file, limit=MAX_LOGO_BYTES)
    drawing = False
    if data.startswith((_PNG, _JPEG)) or _WEBP.match(data):
        _refuse_ending(path, {".svg", ".svgz"}, "PNG, JPEG or WebP")
    elif _XML.match(data.removeprefix(_BYTE_ORDER_MARK)):
        _refuse_ending(path, {".png", ".jpg", ".jpeg", ".webp"}, "SVG")
        from handouts.brand.logo.svg import render_svg

        data, drawing = render_svg(data, file, fonts), True
    elif data.startswith(_UTF_16):
        raise UserError.one("is written in UTF-16", file=file, hint="export it afresh, as UTF-8")
    else:
        kind, hint = kind_and_way_out(data)
        named = f"is a picture of another kind ({kind})" if kind else "is a picture of another kind"
        raise UserError.one(named if data else "is empty", file=file, hint=hint)
    from handouts.brand.logo.raster import clean_pixels  # Pillow takes 30 ms to import

    return Logo(*clean_pixels(data, file), file, drawing, sha256(given).hexdigest())


def _refuse_ending(path: Path, wrong: set[str], kind: str) -> None:
    if path.suffix.lower() in wrong:
        message = f"is named {path.suffix}, but is a picture of another kind ({kind})"
        raise UserError.one(message, file=str(path), hint="give it the name of what it is")
