"""A sentence is rendered for one side, and explains each term where it is first read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patterns.model.parts import SideWords
from patterns.text import (
    PLACEHOLDER,
    TERM,
    ExplainedTerm,
    SentenceRenderer,
    Side,
    StyledRun,
    fill,
    first_mark,
    plain,
    runs,
    stray_mark,
    substitute,
)

SIDES: dict[Side, str] = {"left": "left", "right": "right"}
WORDS = {"your hip": "your left hip", "the other": "the right side"}
TERMS = {
    "sacrum": ExplainedTerm("sacrum", "the flat bone"),
    "piriformis": ExplainedTerm("piriformis", "a deep muscle"),
}

plain_text = st.text(st.characters(exclude_characters="{}[]*'", exclude_categories=("Cs", "Cc")))


def renderer() -> SentenceRenderer:
    return SentenceRenderer(WORDS, TERMS)


@pytest.mark.parametrize(
    ("sentence", "rendered"),
    [
        ("Push {your hip} in.", "Push your left hip in."),
        ("{your hip} hurts.", "Your left hip hurts."),
        ("**{your hip}** hurts.", "**Your left hip** hurts."),
        ("It hurts. {your hip} is stiff.", "It hurts. Your left hip is stiff."),
        ("Sore? {your hip} first!", "Sore? Your left hip first!"),
        ("**Stop.** {your hip} rests.", "**Stop.** Your left hip rests."),
        ("Lie down: {your hip} up.", "Lie down: your left hip up."),
        ("Stop. ¿{your hip}? **¡{the other}!**", "Stop. ¿Your left hip? **¡The right side!**"),
        ("{your hip}, {the other}.", "Your left hip, the right side."),
        ("", ""),
    ],
)
def test_words_are_filled_in_with_a_capital_where_they_open_a_sentence(
    sentence: str, rendered: str
) -> None:
    assert fill(sentence, WORDS) == rendered


def test_words_in_words_keep_their_small_letter() -> None:
    assert substitute("{side} hip", {"side": "left"}) == "left hip"
    hip = SideWords(one="{side} hip", both="hips")
    assert fill("Rest the {hip}.", {"hip": hip.on("left", SIDES)}) == "Rest the left hip."


def test_a_word_nobody_gave_is_a_bug_and_crashes() -> None:
    with pytest.raises(KeyError, match="your knee"):
        fill("Bend {your knee}.", WORDS)


@given(plain_text)
def test_a_text_without_marks_is_said_as_it_is(sentence: str) -> None:
    assert plain(renderer().render(sentence)) == sentence
    assert renderer().render_plain(sentence) == sentence
    assert stray_mark(sentence) == first_mark(sentence) == ""


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("", ()),
        ("Stop.", (StyledRun("Stop."),)),
        ("**Stop.**", (StyledRun("Stop.", strong=True),)),
        (
            "**Stop** it **now**",
            (StyledRun("Stop", True), StyledRun(" it "), StyledRun("now", True)),
        ),
    ],
)
def test_stars_part_a_sentence_into_runs(sentence: str, expected: tuple[StyledRun, ...]) -> None:
    assert runs(sentence) == expected


def test_a_straight_apostrophe_is_set_as_a_printer_sets_it() -> None:
    assert plain(renderer().render("Don't")) == renderer().render_plain("Don't") == "Don\u2019t"


@given(st.lists(plain_text.filter(bool), max_size=6))
def test_no_run_is_empty_and_none_is_lost(pieces: list[str]) -> None:
    sentence = "".join(f"**{piece}**" if i % 2 else piece for i, piece in enumerate(pieces))
    found = runs(sentence)
    assert all(run.text for run in found)
    assert plain(found) == "".join(pieces)
    assert [run.text for run in found if run.strong] == pieces[1::2]


@pytest.mark.parametrize(
    ("sentence", "mark"),
    [
        ("Push {your hip in.", "{"),
        ("Push your hip} in.", "}"),
        ("The [sacrum.", "["),
        ("The sacrum].", "]"),
        ("**Stop.", "**"),
        ("****", "**"),
        ("**Stop.** **Now", "**"),
        ("{{your hip}}", "{"),
        ("Push {your hip}, **at** the [sacrum].", ""),
    ],
)
def test_a_mark_without_a_partner_is_found(sentence: str, mark: str) -> None:
    assert stray_mark(sentence) == mark


def test_the_marks_of_a_sentence_are_listed_in_order() -> None:
    sentence = "Put {your hip} by the [sacrum], {the other} by the [piriformis]."
    assert PLACEHOLDER.findall(sentence) == ["your hip", "the other"]
    assert TERM.findall(sentence) == ["sacrum", "piriformis"]
    assert TERM.sub("", "By the [sacrum].") == "By the ."
    assert first_mark(sentence) == "{"


@given(st.lists(st.sampled_from(list(TERMS)), min_size=1, max_size=8))
def test_a_term_is_explained_once_and_at_its_first_reading(read: list[str]) -> None:
    one = renderer()
    rendered = [plain(one.render(f"Near the [{term}].")) for term in read]
    for i, term in enumerate(read):
        explained = f"Near the {term} ({TERMS[term].means})."
        assert rendered[i] == (explained if term not in read[:i] else f"Near the {term}.")


def test_a_term_twice_in_one_sentence_is_explained_once() -> None:
    assert plain(renderer().render("[sacrum], [sacrum]")) == "sacrum (the flat bone), sacrum"


def test_a_term_prints_the_word_that_its_language_has() -> None:
    one = SentenceRenderer({}, {"sacrum": ExplainedTerm("sacro", "el hueso")})
    assert plain(one.render("Junto al [sacrum].")) == "Junto al sacro (el hueso)."
    assert plain(one.render("Junto al [sacrum].")) == "Junto al sacro."
    assert one.render_plain("El [sacrum]") == "El sacro"


def test_a_label_is_said_without_marks_and_explains_nothing() -> None:
    one = renderer()
    assert one.render_plain("**{your hip}** at the [sacrum]") == "Your left hip at the sacrum"
    assert plain(one.render("The [sacrum]")) == "The sacrum (the flat bone)"
