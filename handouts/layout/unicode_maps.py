"""Mends the ToUnicode maps that ReportLab writes, so that only codes in use stand in them.

ReportLab maps every unused code to U+0000, which validators of PDF/A and PDF/UA refuse, and code
127, which it never uses, to the control character of that number.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pikepdf import Name

if TYPE_CHECKING:
    import pikepdf

_BLOCK = re.compile(rb"\d+ beginbfchar\s(.*?)endbfchar", re.DOTALL)
_ENTRY = re.compile(rb"<[0-9A-F]+> <([0-9A-F]+)>\s")
_NO_LETTERS = frozenset({0x00, 0x7F})
_MOST = 100
"""The most entries that one block may hold (Adobe technical note 5014)."""


def clean_unicode_maps(pdf: pikepdf.Pdf) -> None:
    """Take unused codes out of the map of every font of a file."""
    for font in pdf.objects:
        if _is_font(font) and Name.ToUnicode in font:
            stream = font.ToUnicode
            stream.write(_BLOCK.sub(_used_codes, stream.read_bytes()))


def _is_font(thing: pikepdf.Object) -> bool:
    return getattr(thing, "Type", None) == Name.Font


def _used_codes(block: re.Match[bytes]) -> bytes:
    entries = [
        match.group().strip()
        for match in _ENTRY.finditer(block.group(1))
        if int(match.group(1), 16) not in _NO_LETTERS
    ]
    parts = [entries[i : i + _MOST] for i in range(0, len(entries), _MOST)]
    return b"\n".join(
        b"%d beginbfchar\n%s\nendbfchar" % (len(part), b"\n".join(part)) for part in parts
    )
