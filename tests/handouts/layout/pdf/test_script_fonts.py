"""Fonts of scripts are embedded whole, and say what each of their glyphs shows."""

from __future__ import annotations

import pikepdf
import pytest
from pikepdf import Name

from fonts.scripts.script_face import SCRIPT_FACES, ScriptFace
from fonts.sfnt import only_outlines
from handouts.layout.pdf.embedded_fonts import fix_to_unicode
from handouts.layout.pdf.script_fonts import add_script_fonts
from tests.helpers.spoken import unicode_map


def with_fonts(*faces: ScriptFace) -> pikepdf.Pdf:
    pdf = pikepdf.new()
    for _ in range(2):
        page = pdf.add_blank_page()
        page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary())
    add_script_fonts(pdf, faces)
    return pdf


@pytest.mark.parametrize("face", SCRIPT_FACES, ids=lambda face: face.name)
def test_a_font_is_whole_and_says_what_it_shows(face: ScriptFace) -> None:
    pdf = with_fonts(face)
    first, second = (page.resources.Font[f"/{face.script.resource}"] for page in pdf.pages)
    assert first == second
    (inner,) = first.DescendantFonts
    assert inner.FontDescriptor.FontFile2.read_bytes() == only_outlines(face.read())
    assert tuple(map(int, inner.W[1])) == face.notes.widths
    known = unicode_map(first)
    assert known == {i: text for i, text in enumerate(face.notes.texts) if text}


def test_a_page_has_the_fonts_of_its_scripts_alone() -> None:
    hebrew, _, _, thai = SCRIPT_FACES
    pdf = with_fonts(hebrew, thai)
    assert set(pdf.pages[0].resources.Font.keys()) == {"/Hebr", "/Thai"}
    none = with_fonts()
    assert set(none.pages[0].resources.Font.keys()) == set()


def test_no_map_of_characters_is_changed_afterwards() -> None:
    pdf = with_fonts(SCRIPT_FACES[0])
    font = pdf.pages[0].resources.Font[Name.Hebr]
    before = unicode_map(font)
    del font.DescendantFonts
    with pytest.raises(ValueError, match="is not embedded"):
        fix_to_unicode(pdf)
    assert unicode_map(font) == before
