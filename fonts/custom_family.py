"""Read a clinic's own fonts and refuse those that we cannot print or may not embed."""

from __future__ import annotations

import string
import struct
from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING

from fonts.font_validation import find_defect
from fonts.outlines import is_legible
from fonts.registry import Family, FontFile
from patterns.errors import UserError
from patterns.files import read_file

if TYPE_CHECKING:
    from pathlib import Path

    from reportlab.pdfbase.ttfonts import TTFontFace

MAX_FONT_BYTES = 25_000_000  # a face with all Chinese signs in use has 10 to 20 million

_STATIC_HINT = "give a static TrueType file (.ttf)"

# By their first four bytes: other files that a user may take for TrueType fonts.
_OTHER_FORMATS = {
    b"OTTO": "holds PostScript outlines (OpenType CFF)",
    b"wOFF": "is a web font (WOFF)",
    b"wOF2": "is a web font (WOFF2)",
    b"ttcf": "is a collection of fonts",
}
_TRUETYPE = (b"\x00\x01\x00\x00", b"true")

_DIRECTORY_START = 12
_RECORD = struct.Struct(">4s4xLL")  # tag, checksum, offset, length
_REQUIRED_TABLES = ("OS/2", "cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "name", "post")

# OS/2 fsType, OpenType 1.9: the low four bits say how the font may be embedded, and 2 forbids
# it; 0x0100 forbids subsets, 0x0200 outlines. We embed subsets of outlines.
_FSTYPE_OFFSET = 8
_EMBEDDING_BITS = 0x000F
_RESTRICTED = 0x0002
_NO_SUBSET_OR_OUTLINES = 0x0300

_LETTERS = string.ascii_letters + string.digits
_REQUIRED_CHARACTERS = _LETTERS + ".,:;!?()-"


def read_custom_family(regular: Path, bold: Path) -> Family:
    """Read a clinic's family of two styles.

    Raises `UserError` with the file and what is wrong with it.
    """
    styles = [read_file(path, name=str(path), limit=MAX_FONT_BYTES) for path in (regular, bold)]
    for path, data in zip((regular, bold), styles, strict=True):
        _check(data, str(path))
    digest = sha256(b"".join(sha256(data).digest() for data in styles)).hexdigest()[:16]
    return Family(
        regular=FontFile(f"own-{digest}-regular", styles[0]),
        bold=FontFile(f"own-{digest}-bold", styles[1]),
    )


def _check(data: bytes, file: str) -> None:
    """Refuse a font that is not static TrueType, is damaged, or may not be embedded."""
    if data[:4] not in _TRUETYPE:
        message = _OTHER_FORMATS.get(data[:4], "is not a font")
        raise UserError.one(message, file=file, hint=_STATIC_HINT)
    tables = _tables(data, file)
    if "fvar" in tables:
        raise UserError.one("is a variable font", file=file, hint=_STATIC_HINT)
    if missing := [tag for tag in _REQUIRED_TABLES if not tables.get(tag)]:
        raise _damaged(file, f"it has no {', '.join(missing)}")
    (fs_type,) = struct.unpack_from(">H", tables["OS/2"].ljust(10, b"\0"), _FSTYPE_OFFSET)
    if fs_type & _EMBEDDING_BITS == _RESTRICTED or fs_type & _NO_SUBSET_OR_OUTLINES:
        hint = "ask its maker for a licence that allows it, or choose another font"
        raise UserError.one("may not be embedded, as it says itself", file=file, hint=hint)
    if defect := find_defect(tables):
        raise _damaged(file, defect)
    face = _parsed(data, file)
    glyphs: dict[int, int] = face.charToGlyph
    (count,) = struct.unpack_from(">H", tables["maxp"], 4)
    if any(glyph >= count for glyph in glyphs.values()):
        raise _damaged(file, "it maps letters to glyphs that are not there")
    if not all(glyphs.get(ord(letter)) for letter in _REQUIRED_CHARACTERS):
        raise UserError.one("lacks letters of English", file=file, hint="choose a font for text")
    if not all(is_legible(face, letter) for letter in _LETTERS):
        message = "has letters without ink, or of a size that cannot be read"
        raise UserError.one(message, file=file, hint="choose a font for text")


def _tables(data: bytes, file: str) -> dict[str, bytes]:
    """Return the tables of the font by tag."""
    (count,) = struct.unpack_from(">H", data.ljust(_DIRECTORY_START, b"\0"), 4)
    directory = data[_DIRECTORY_START : _DIRECTORY_START + count * _RECORD.size]
    if len(directory) < count * _RECORD.size:
        raise _damaged(file, "it is cut short")
    records = list(_RECORD.iter_unpack(directory))
    if any(at + size > len(data) for _, at, size in records):
        raise _damaged(file, "it is cut short")
    return {tag.decode("latin-1"): data[at : at + size] for tag, at, size in records}


def _parsed(data: bytes, file: str) -> TTFontFace:
    """Parse the whole font and check its checksums."""
    from fonts.reportlab_safely import ttfonts

    try:
        return ttfonts.TTFont("own", BytesIO(data), validate=1, shapable=False).face
    except Exception:
        # ReportLab raises at least six unrelated types of exception for damaged fonts.
        raise _damaged(file) from None


def _damaged(file: str, detail: str = "") -> UserError:
    message = f"is a damaged font ({detail})" if detail else "is a damaged font"
    return UserError.one(message, file=file, hint="copy it afresh")
