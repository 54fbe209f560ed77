"""Names in other scripts are shaped: letters join, stack and stand in their order."""

from __future__ import annotations

import json

import pytest

from fonts.scripts.script_face import SCRIPT_FACES, ScriptFace

HEBREW, ARABIC, DEVANAGARI, THAI = SCRIPT_FACES

NAMES = {
    HEBREW: ("שרה כהן-לוי", "יוסף ג\u05f3ק מזרחי", "רינה בן־דוד", 'עו"ד אבג דהו זחט יכל ץפף'),
    ARABIC: ("محمد عبد الله العثماني", "فاطمة الزهراء لؤي", "الحاج ثابت يحيى", "پژمان گلی چمران"),
    DEVANAGARI: ("श्री प्रिया शर्मा", "लक्ष्मी कृष्ण द्विवेदी", "रुद्र हिन्दी में"),
    THAI: ("สมชาย ใจดี", "น้ำผึ้ง ผู้ใหญ่ ปู่", "กำลัง ที่นี่"),
}
CASES = [(face, name) for face, names in NAMES.items() for name in names]
cases = pytest.mark.parametrize(("face", "name"), CASES)


@cases
def test_a_name_is_covered_by_its_face_alone(face: ScriptFace, name: str) -> None:
    assert [each for each in SCRIPT_FACES if each.covers(name)] == [face]


@cases
def test_every_glyph_says_what_it_shows(face: ScriptFace, name: str) -> None:
    leftward = face.script.runs_left
    texts = [face.notes.texts[glyph.number] for glyph in face.shaped(name, leftward=leftward)]
    assert all(texts)
    if leftward:
        assert "".join(reversed(texts)) == name


@cases
def test_a_line_is_as_wide_as_its_words_and_spaces(face: ScriptFace, name: str) -> None:
    words = name.split(" ")
    parts = sum(map(face.advance, words)) + (len(words) - 1) * face.advance(" ")
    assert face.advance(name) == pytest.approx(parts)


def test_letters_join() -> None:
    one, two = (ARABIC.shaped(text, leftward=True) for text in ("م", "مم"))
    assert one[0].number not in {glyph.number for glyph in two}


def test_vowels_are_put_before_their_letter_and_marks_above_it() -> None:
    ki = [DEVANAGARI.notes.texts[g.number] for g in DEVANAGARI.shaped("कि", leftward=False)]
    assert ki == ["ि", "क"]
    assert any(glyph.up or glyph.right for glyph in THAI.shaped("ปู่", leftward=False))


@pytest.mark.parametrize("text", ["שָׂרָה", "محمّد"])
def test_text_that_runs_left_has_no_marks(text: str) -> None:
    assert not any(face.covers(text) for face in SCRIPT_FACES)


def test_it_is_stored_by_its_name() -> None:
    assert ScriptFace(*json.loads(json.dumps(HEBREW))) == HEBREW
