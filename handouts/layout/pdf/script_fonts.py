"""Embed the fonts of scripts that must be shaped, as fonts whose codes are numbers of glyphs.

Each is embedded whole, so that a template tells nothing of the names that it is stamped with.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pikepdf
from pikepdf import Array, Dictionary, Name

from fonts.sfnt import only_outlines
from handouts.layout.pdf.embedded_fonts import MAX_MAP_ENTRIES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fonts.scripts.script_face import FontNotes, ScriptFace

_SYMBOLIC = 4  # a flag of a font descriptor: the font has a character set of its own
_STEM = 80  # thousandths; used only where a reader has to replace the font

_TO_UNICODE = """\
/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
{blocks}
endcmap
CMapName currentdict /CMap defineresource pop
end
end
"""


def add_script_fonts(pdf: pikepdf.Pdf, faces: Iterable[ScriptFace]) -> None:
    """Add the fonts of some scripts to the resources of every page."""
    fonts = {f"/{face.script.resource}": _font(pdf, face) for face in faces}
    for page in pdf.pages:
        for name, font in fonts.items():
            page.obj.Resources.Font[name] = font


def _font(pdf: pikepdf.Pdf, face: ScriptFace) -> pikepdf.Object:
    notes, name = face.notes, Name(f"/AAAAAA+Script-{face.script.resource}")
    program = only_outlines(face.read())
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=name,
        Flags=_SYMBOLIC,
        FontBBox=Array(notes.box),
        ItalicAngle=0,
        Ascent=notes.ascent,
        Descent=notes.descent,
        CapHeight=notes.ascent,
        StemV=_STEM,
        FontFile2=pdf.make_stream(program, Length1=len(program)),
    )
    glyphs = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=name,
        CIDSystemInfo=Dictionary(
            Registry=pikepdf.String("Adobe"), Ordering=pikepdf.String("Identity"), Supplement=0
        ),
        FontDescriptor=pdf.make_indirect(descriptor),
        CIDToGIDMap=Name.Identity,
        W=Array([0, Array(notes.widths)]),
    )
    whole = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type0,
        BaseFont=name,
        Encoding=Name("/Identity-H"),
        DescendantFonts=Array([pdf.make_indirect(glyphs)]),
        ToUnicode=pdf.make_stream(_to_unicode(notes).encode("ascii")),
    )
    return pdf.make_indirect(whole)


def _to_unicode(notes: FontNotes) -> str:
    """Map the numbers of the glyphs to the characters that they show."""
    entries = [
        f"<{number:04X}> <{text.encode('utf-16-be').hex().upper()}>"
        for number, text in enumerate(notes.texts)
        if text
    ]
    parts = [entries[i : i + MAX_MAP_ENTRIES] for i in range(0, len(entries), MAX_MAP_ENTRIES)]
    blocks = ("\n".join((f"{len(part)} beginbfchar", *part, "endbfchar")) for part in parts)
    return _TO_UNICODE.format(blocks="\n".join(blocks))
