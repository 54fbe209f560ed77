"""A font without what a PDF has no use for still draws every glyph."""

from __future__ import annotations

import pytest
import uharfbuzz

from fonts.scripts.script_face import SCRIPT_FACES, ScriptFace
from fonts.sfnt import only_outlines


@pytest.mark.parametrize("face", SCRIPT_FACES, ids=lambda face: face.name)
def test_outlines_and_widths_are_kept_and_nothing_else(face: ScriptFace) -> None:
    whole, bare = (uharfbuzz.Face(data) for data in (face.read(), only_outlines(face.read())))
    assert bare.glyph_count == whole.glyph_count
    assert set(bare.table_tags) == {"glyf", "head", "hhea", "hmtx", "loca", "maxp"}
    fonts = uharfbuzz.Font(whole), uharfbuzz.Font(bare)
    for glyph in range(whole.glyph_count):
        one, other = (font.get_glyph_extents(glyph) for font in fonts)
        assert one == other
        assert len({font.get_glyph_h_advance(glyph) for font in fonts}) == 1
    assert len(only_outlines(face.read())) < len(face.read())
