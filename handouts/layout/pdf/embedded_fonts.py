"""Check that every font is embedded, and repair the ToUnicode maps that ReportLab writes.

ReportLab maps every unused code to U+0000, which validators of PDF/A and PDF/UA refuse.
"""

from __future__ import annotations

import re

import pikepdf
from pikepdf import Name

_BLOCK = re.compile(rb"\d+ beginbfchar\s(.*?)endbfchar", re.DOTALL)
_ENTRY = re.compile(rb"<[0-9A-F]+> <([0-9A-F]+)>\s")
_UNUSED = frozenset({0x00, 0x7F})
MAX_MAP_ENTRIES = 100
"""The greatest number of entries in one block (Adobe technical note 5014)."""


def fix_to_unicode(pdf: pikepdf.Pdf) -> None:
    """Remove unused codes from the map of every font.

    Raises `ValueError` for a font that is not embedded: another computer would replace it.
    """
    for font in pdf.objects:
        if not isinstance(font, pikepdf.Dictionary) or font.get(Name.Type) != Name.Font:
            continue
        descriptor = font.get(Name.FontDescriptor)
        if descriptor is None or Name.FontFile2 not in descriptor:
            raise ValueError(f"the font {font.get(Name.BaseFont)} is not embedded")
        if Name.ToUnicode in font:
            stream = font.ToUnicode
            stream.write(_BLOCK.sub(_used_codes, stream.read_bytes()))


def _used_codes(block: re.Match[bytes]) -> bytes:
    found = _ENTRY.finditer(block.group(1))
    entries = [entry.group().strip() for entry in found if int(entry.group(1), 16) not in _UNUSED]
    parts = [entries[i : i + MAX_MAP_ENTRIES] for i in range(0, len(entries), MAX_MAP_ENTRIES)]
    return b"\n".join(
        b"%d beginbfchar\n%s\nendbfchar" % (len(part), b"\n".join(part)) for part in parts
    )
