"""A face has the characters, widths and heights of its file, which is read when needed."""

from __future__ import annotations

import pytest
from reportlab.pdfbase import pdfmetrics

from fonts.faces import Face, face, faces
from fonts.registry import FALLBACK_FAMILY, TEXT_FAMILY, FontFile, Style, shipped_family

TEXT, FALLBACK = faces(Style.REGULAR)


def test_faces_come_best_first() -> None:
    assert [one.name for one in faces(Style.BOLD)] == ["AtkinsonHyperlegible-Bold", "FiraSans-Bold"]
    own = shipped_family(FALLBACK_FAMILY)
    assert faces(Style.REGULAR, own)[0].name == "FiraSans-Regular"


def test_a_face_is_made_once() -> None:
    file = shipped_family(TEXT_FAMILY).regular
    assert face(file) is face(file)
    assert face(file) is TEXT


def test_nothing_is_read_before_it_is_asked_for() -> None:
    class NeverRead(FontFile):
        def read(self) -> bytes:
            raise AssertionError("read")

    lazy = Face(NeverRead("lazy", b""))
    assert lazy.name == "lazy"
    with pytest.raises(AssertionError, match="read"):
        lazy.covers("a")


def test_a_loaded_face_can_be_set_by_its_name() -> None:
    assert TEXT.ttfont is pdfmetrics.getFont("AtkinsonHyperlegible-Regular")
    assert not TEXT.ttfont.shapable


@pytest.mark.parametrize(
    ("text", "text_face", "fallback"),
    [
        ("Hip, 20\u00b0 \u2013 caf\u00e9 \u00bd", True, True),
        ("\u0141ukasz", True, True),
        ("Nguy\u1ec5n", False, True),
        ("\u03a0\u03b1\u03cd\u03bb\u03bf\u03c2", False, True),
        ("\u2192", False, True),
        ("\u674e", False, False),
        ("\x00", False, False),
        ("x\u0304", False, True),  # Atkinson has the macron, yet draws it behind the x
    ],
)
def test_coverage(text: str, text_face: bool, fallback: bool) -> None:
    assert (TEXT.covers(text), FALLBACK.covers(text)) == (text_face, fallback)


def test_widths_add_up_and_follow_the_size() -> None:
    assert TEXT.width("Hip", 20) == pytest.approx(2 * TEXT.width("Hip", 10))
    assert TEXT.width("Hip", 10) == pytest.approx(sum(TEXT.width(char, 10) for char in "Hip"))
    assert TEXT.width("To", 10) == pytest.approx(TEXT.width("T", 10) + TEXT.width("o", 10) - 0.86)
    assert 10 < TEXT.width("Hip", 10) < 20


def test_kerning_is_asked_of_the_font_and_stops_at_spaces() -> None:
    assert TEXT.kerns("To You.") == [-86, 0, 0, -86, 0, 0, 0]
    assert TEXT.kerns("T o") == [0, 0, 0]
    assert TEXT.kerns("") == []


@pytest.mark.parametrize(
    ("one", "cap_height"), [(TEXT, 0.668), (FALLBACK, 0.689)], ids=["atkinson", "fira"]
)
def test_heights_are_those_its_makers_state(one: Face, cap_height: float) -> None:
    # The figures of the OS/2 tables; ours are measured on a letter.
    assert one.metrics.cap_height == pytest.approx(cap_height, abs=0.004)
    assert one.metrics.descent < 0 < one.metrics.cap_height < one.metrics.ascent
