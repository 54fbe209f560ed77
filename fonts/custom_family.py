"""The paths of a clinic's own fonts go in; a `Family` of checked TrueType bytes comes out."""

from __future__ import annotations

import string
import struct
from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING

from fonts.font_validation import fault_in
from fonts.outlines import is_legible
from fonts.registry import Family, FontFile
from patterns.errors import UserError
from patterns.files import read_file

if TYPE_CHECKING:
    from pathlib import Path

    from reportlab.pdfbase.ttfonts import TTFontFace

MAX_FONT_BYTES = 10_000_000

_WAY_OUT = "give a static TrueType file (.ttf)"

# First four bytes: what else a person may take for a TrueType font.
_OTHER_KINDS = {
    b"OTTO": "holds PostScript outlines (OpenType CFF)",
    b"wOFF": "is a web font (WOFF)",
    b"wOF2": "is a web font (WOFF2)",
    b"ttcf": "is a collection of fonts",
}
_TRUETYPE = (b"\x00\x01\x00\x00", b"true")

_DIRECTORY_START = 12
_RECORD = struct.Struct(">4s4xLL")  # tag, checksum, offset, length
_NEEDED = ("OS/2", "cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "name", "post")

# OS/2 fsType, OpenType 1.9: the low four bits say how the font may be embedded, and 2 forbids
# it; 0x0100 forbids a subset of the letters, 0x0200 the outlines. We embed outlines in subsets.
_FSTYPE_OFFSET = 8
_EMBEDDING_BITS = 0x000F
_RESTRICTED = 0x0002
_NO_SUBSET_OR_OUTLINES = 0x0300

_LETTERS = string.ascii_letters + string.digits
_PLAIN_LETTERS = _LETTERS + ".,:;!?()-"


def read_own_family(regular: Path, bold: Path) -> Family:
    """Read a clinic's family of two cuts.

    Raises `UserError` that names the file and what is wrong with it.
    """
    cuts = [read_file(path, name=str(path), limit=MAX_FONT_BYTES) for path in (regular, bold)]
    for path, data in zip((regular, bold), cuts, strict=True):
        _check(data, str(path))
    digest = sha256(b"".join(sha256(data).digest() for data in cuts)).hexdigest()[:16]
    return Family(
        id=f"own-{digest}",
        name=regular.stem,
        regular=FontFile(f"own-{digest}-regular", cuts[0]),
        bold=FontFile(f"own-{digest}-bold", cuts[1]),
    )


def _check(data: bytes, file: str) -> None:
    """Refuse a font that is not static TrueType, is damaged, or may not be embedded."""
    kind = _OTHER_KINDS.get(data[:4])
    if kind or data[:4] not in _TRUETYPE:
        raise UserError.one(kind or "is not a font", file=file, hint=_WAY_OUT)
    tables = _tables(data, file)
    if "fvar" in tables:
        raise UserError.one("is a variable font", file=file, hint=_WAY_OUT)
    if missing := [tag for tag in _NEEDED if not tables.get(tag)]:
        raise _damaged(file, f"it has no {', '.join(missing)}")
    (fs_type,) = struct.unpack_from(">H", tables["OS/2"].ljust(10, b"\0"), _FSTYPE_OFFSET)
    if fs_type & _EMBEDDING_BITS == _RESTRICTED or fs_type & _NO_SUBSET_OR_OUTLINES:
        hint = "ask its maker for a licence that allows it, or choose another font"
        raise UserError.one("may not be embedded, as it says itself", file=file, hint=hint)
    if fault := fault_in(tables):
        raise _damaged(file, fault)
    face = _parsed(data, file)
    glyphs: dict[int, int] = face.charToGlyph
    (count,) = struct.unpack_from(">H", tables["maxp"], 4)
    if any(glyph >= count for glyph in glyphs.values()):
        raise _damaged(file, "it maps letters to glyphs that are not there")
    if not all(glyphs.get(ord(letter)) for letter in _PLAIN_LETTERS):
        raise UserError.one("lacks letters of English", file=file, hint="choose a font for text")
    if not all(is_legible(face, letter) for letter in _LETTERS):
        message = "has letters without ink, or of a size that cannot be read"
        raise UserError.one(message, file=file, hint="choose a font for text")


def _tables(data: bytes, file: str) -> dict[str, bytes]:
    """Give the font's tables by tag."""
    (count,) = struct.unpack_from(">H", data.ljust(_DIRECTORY_START, b"\0"), 4)
    directory = data[_DIRECTORY_START : _DIRECTORY_START + count * _RECORD.size]
    if len(directory) < count * _RECORD.size:
        raise _damaged(file, "it is cut short")
    records = list(_RECORD.iter_unpack(directory))
    if any(offset + length > len(data) for _, offset, length in records):
        raise _damaged(file, "it is cut short")
    return {
        tag.decode("latin-1"): data[offset : offset + length] for tag, offset, length in records
    }


def _parsed(data: bytes, file: str) -> TTFontFace:
    """Parse the whole font, checksums and all."""
    from fonts.reportlab_safely import ttfonts

    try:
        return ttfonts.TTFont("own", BytesIO(data), validate=1, shapable=False).face
    except Exception:
        # ReportLab's parser was seen to raise six unrelated types on damaged fonts.
        raise _damaged(file) from None


def _damaged(file: str, detail: str = "") -> UserError:
    what = f"is a damaged font ({detail})" if detail else "is a damaged font"
    return UserError.one(what, file=file, hint="copy it afresh")
