"""Test that paragraphs keep their text in order and use faces that have every character."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.brand.color import BLACK
from handouts.layout.boxes import Box, TextLine
from handouts.layout.style.theme import TextStyle
from handouts.layout.text.paragraph import set_text
from patterns.errors import UserError
from patterns.text import StyledRun

STYLE = TextStyle(None, 12, 15, BLACK)
WIDTH = 180.0

letters = st.text("abcdefgijlmortuwxyz,.éłŁễΠά", min_size=1, max_size=12)
sentences = st.lists(letters, min_size=1, max_size=40).map(" ".join)


def lines(box: Box) -> list[TextLine]:
    return [item for _, _, item in box.items if isinstance(item, TextLine)]


def text(box: Box) -> str:
    return "".join(line.text for line in lines(box))


@given(sentences)
def test_text_comes_back_in_order(sentence: str) -> None:
    assert text(set_text((StyledRun(sentence),), STYLE, WIDTH)) == sentence


@given(sentences)
def test_every_line_but_the_last_ends_in_a_space(sentence: str) -> None:
    *others, last = lines(set_text((StyledRun(sentence),), STYLE, WIDTH))
    assert all(line.text.endswith(" ") for line in others)
    assert not last.text.endswith(" ")


@given(sentences)
def test_no_line_is_wider_than_its_box(sentence: str) -> None:
    box = set_text((StyledRun(sentence),), STYLE, WIDTH)
    assert all(line.width <= WIDTH + 0.01 for line in lines(box))
    assert box.height == len(lines(box)) * STYLE.leading


def test_lines_stand_a_leading_apart() -> None:
    box = set_text((StyledRun("many words " * 20),), STYLE, WIDTH)
    tops = [y for _, y, _ in box.items]
    assert len(tops) > 2
    assert all(b - a == pytest.approx(STYLE.leading) for a, b in pairwise(tops))


def test_weights_keep_their_words() -> None:
    rich = (StyledRun("Stop "), StyledRun("now", strong=True), StyledRun(", and rest."))
    box = set_text(rich, STYLE, WIDTH)
    assert text(box) == "Stop now, and rest."
    pieces = [(piece.text, piece.face.name) for piece in lines(box)[0].pieces]
    assert pieces == [
        ("Stop ", "AtkinsonHyperlegible-Regular"),
        ("now", "AtkinsonHyperlegible-Bold"),
        (", and rest.", "AtkinsonHyperlegible-Regular"),
    ]


@pytest.mark.parametrize("name", ["Nguyễn", "Παύλος", "Іван"])
def test_a_name_the_first_face_cannot_spell_is_set_whole_in_another(name: str) -> None:
    (line,) = lines(set_text((StyledRun(f"For {name} today"),), STYLE, WIDTH))
    faces = {piece.text.strip(): piece.face.name for piece in line.pieces}
    assert faces[name] == "FiraSans-Regular"
    assert faces["For"] == faces["today"] == "AtkinsonHyperlegible-Regular"


def test_a_polish_name_stays_in_the_first_face() -> None:
    (line,) = lines(set_text((StyledRun("Łukasz"),), STYLE, WIDTH))
    assert [piece.face.name for piece in line.pieces] == ["AtkinsonHyperlegible-Regular"]


def test_a_letter_no_face_has_is_named_with_its_place_and_not_its_text() -> None:
    with pytest.raises(UserError) as caught:
        set_text((StyledRun("secret 漢 words"),), STYLE, WIDTH, field="patch")
    assert str(caught.value) == (
        "patch: U+6F22 CJK UNIFIED IDEOGRAPH-6F22 is in none of the fonts; "
        "write it in Latin, Greek or Cyrillic letters, or give fonts that have it in the brand"
    )


def test_a_word_too_long_for_its_place_is_refused_without_quoting_it() -> None:
    with pytest.raises(UserError) as caught:
        set_text((StyledRun("m" * 60),), STYLE, WIDTH, field="ball")
    assert str(caught.value) == (
        "ball: holds a word too long for its place on the sheet; shorten it"
    )


@pytest.mark.parametrize("before", ["Your knees are apart. ", "Lie down. ", "One two three four. "])
def test_a_label_in_a_face_of_its_own_stays_on_one_line_if_that_costs_none(before: str) -> None:
    label, joined = (
        StyledRun(f"Red{space}target:", strong=True) for space in " \N{NO-BREAK SPACE}"
    )
    after, whole = StyledRun(" the sore place, at the hip"), 0
    for width in range(110, 260):
        found = lines(set_text((StyledRun(before), label, after), STYLE, width))
        least = lines(set_text((StyledRun(before), joined, after), STYLE, width))
        if len(found) == len(least):
            assert any("Red target:" in line.text for line in found)
            whole += 1
    assert whole > 100


def test_what_is_no_short_label_may_go_on_on_the_next_line() -> None:
    long = StyledRun("Call for help at once if one of these is seen:", strong=True)
    assert len(lines(set_text((long, StyledRun(" a fever")), STYLE, 100.0))) > 2
