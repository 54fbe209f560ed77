"""HarfBuzz says how far apart two letters stand, one by one or for a whole table."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fonts.faces import Face, faces
from fonts.harfbuzz import kerning_of, kerns_after
from fonts.kerning import UNKERNED
from fonts.registry import Style

LETTERS = "".join(map(chr, (*range(0x20, 0x7F), *range(0xC0, 0x180), *range(0x400, 0x440), 0x2019)))
FACES = tuple(face for style in (Style.REGULAR, Style.BOLD) for face in faces(style))
TEXT = FACES[0]


def test_letters_are_moved_as_their_font_says() -> None:
    assert kerns_after(TEXT.shaped_by, "T", "oTn") == (-86, 22, -66)
    assert kerns_after(TEXT.shaped_by, "n", "n") == (0,)


@pytest.mark.parametrize("face", FACES, ids=lambda face: face.name)
@given(st.data())
def test_a_table_says_what_single_pairs_say(face: Face, data: st.DataObject) -> None:
    letters = "".join(filter(face.covers, LETTERS))
    text = data.draw(st.text(letters, max_size=30))
    assert face.kerning(letters).kerns(text) == face.kerns(text)


def test_a_table_is_small() -> None:
    kerning = TEXT.kerning("".join(filter(TEXT.covers, LETTERS)))
    pairs = {(a, b) for a in kerning.first for b in kerning.second if any(TEXT.kerns(a + b))}
    assert len(pairs) > 2000
    assert len(kerning.distances) * len(kerning.distances[0]) < 2500


@pytest.mark.parametrize("chars", ["", " ", "n", "中"])
def test_letters_that_are_never_kerned_make_an_empty_table(chars: str) -> None:
    assert kerning_of(TEXT.shaped_by, chars) == UNKERNED
