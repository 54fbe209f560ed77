"""Name the kind of a file that is no logo for us, by its first bytes, with the way out."""

from __future__ import annotations

import re
from typing import NamedTuple


class OtherKind(NamedTuple):
    """A kind of file: how it begins, what people call it, and how to make a logo of it."""

    begins: re.Pattern[bytes]
    name: str
    way_out: str


_SAVE = "open it and save it as PNG"
_EXPORT = "open it in the program that made it and export it as SVG or PNG"
_ASK = "ask who made the logo for it as SVG or PNG"
_OTHER = "give the logo as PNG, JPEG, WebP or SVG"


def _kind(begins: bytes, name: str, way_out: str) -> OtherKind:
    return OtherKind(re.compile(begins, re.DOTALL), name, way_out)


_KINDS = (
    _kind(rb"....ftypavi[fs]", "AVIF", _SAVE),
    _kind(rb"....ftyp(hei[cfxms]|hev[cxms]|mif1|msf1)", "HEIC, as phones write it", _SAVE),
    _kind(rb"%PDF-", "PDF", _EXPORT),
    _kind(rb"%!|\xc5\xd0\xd3\xc6", "EPS or PostScript", _EXPORT),
    _kind(rb"GIF8", "GIF", _SAVE),
    _kind(rb"BM....\0\0\0\0", "BMP", _SAVE),
    _kind(rb"II[*+]\0|MM\0[*+]", "TIFF", _SAVE),
    _kind(rb"\0\0[\x01\x02]\0", "an icon (ICO)", _SAVE),
    _kind(rb"8BPS", "Photoshop", _EXPORT),
    _kind(rb"\0\0\0\x0cjP  |\xff\x4f\xff\x51", "JPEG 2000", _SAVE),
    _kind(rb"\0\0\0\x0cJXL |\xff\x0a", "JPEG XL", _SAVE),
    _kind(rb"\x1f\x8b", "packed (SVGZ)", "unpack it, or save it as plain SVG"),
    _kind(rb"\xd7\xcd\xc6\x9a|\x01\0\0\0.{36} EMF", "a Windows metafile", _EXPORT),
    _kind(rb"PK\x03\x04|\xd0\xcf\x11\xe0", "a document or an archive", _EXPORT),
    _kind(rb"(?i:\s*<(!doctype )?html)", "a web page", _ASK),
    _kind(rb"gimp xcf", "GIMP", _EXPORT),
)


def kind_and_way_out(data: bytes) -> tuple[str, str]:
    """Return the name of a kind of file and what to do with it; the name is empty if unknown."""
    for kind in _KINDS:
        if kind.begins.match(data):
            return kind.name, kind.way_out
    return "", _OTHER
