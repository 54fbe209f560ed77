"""Refuse a font that is not embedded, and repair ToUnicode maps."""

from __future__ import annotations

import re
from io import BytesIO

import pikepdf
import pytest
from reportlab.pdfgen.canvas import Canvas

from handouts.layout.pdf.embedded_fonts import fix_to_unicode
from tests.helpers.matrix import MATRIX, make


def test_a_font_that_is_not_embedded_is_refused() -> None:
    raw = BytesIO()
    canvas = Canvas(raw, invariant=1)
    canvas.drawString(40, 40, "Lie down.")
    canvas.save()
    with pikepdf.open(raw) as pdf, pytest.raises(ValueError, match="Helvetica is not embedded"):
        fix_to_unicode(pdf)


def test_the_fonts_of_a_sheet_are_all_embedded() -> None:
    with pikepdf.open(BytesIO(make(MATRIX[0]).pdf)) as pdf:
        fix_to_unicode(pdf)


def test_unused_codes_are_removed_and_blocks_stay_short() -> None:
    codes = [b"<%02X> <%04X>" % (code, 0 if code % 2 else 0x100 + code) for code in range(256)]
    source = b"head\n256 beginbfchar\n%b\nendbfchar\ntail" % b"\n".join(codes)
    pdf = pikepdf.new()
    descriptor = pikepdf.Dictionary(FontFile2=pdf.make_stream(b""))
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, FontDescriptor=descriptor, ToUnicode=pdf.make_stream(source)
    )
    pdf.Root.Kept = pdf.make_indirect(font)
    fix_to_unicode(pdf)
    text = pdf.Root.Kept.ToUnicode.read_bytes()
    assert re.findall(rb"<[0-9A-F]+> <[0-9A-F]+>", text) == codes[::2]
    assert re.findall(rb"(\d+) beginbfchar", text) == [b"100", b"28"]
    assert text.startswith(b"head")
    assert text.endswith(b"tail")
