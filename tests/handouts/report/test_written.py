"""The sentence of a sheet is found in the file that it was written in."""

from __future__ import annotations

import pytest

from handouts.report.passages import passages
from handouts.report.sentences import split
from handouts.report.written import Written, WrittenSentences
from tests.helpers.plain_sheets import WRITTEN, document, handout

FOUND = WrittenSentences([document()])


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Roll your arm over it slowly.", 7),
        ("It hurts on your left elbow, where the tendon (the cord of a muscle) holds the bone.", 4),
        ("It hurts on each elbow, where the tendon holds the bone.", 4),
        ("In short: rest your left elbow, then loosen it gently.", 2),
        ("Elbow pain", 1),
    ],
)
def test_a_sentence_is_found_at_its_line(text: str, line: int) -> None:
    found = FOUND.find(text)
    assert found is not None
    assert (found.file, found.line) == ("pattern.yaml", line)


def test_a_sentence_that_is_written_nowhere_is_not_found() -> None:
    assert FOUND.find("Tick a box each time.") is None
    assert FOUND.find("Someone with elbow pain wrote this long sentence somewhere else.") is None


def test_a_name_of_something_is_not_its_text() -> None:
    found = WrittenSentences([document("a: {condition: hernia, short: hernia}")])
    assert found.find("hernia") == Written("pattern.yaml", 1, 31)


def test_the_first_of_equal_places_counts() -> None:
    both = WrittenSentences([document("a: Rest it."), document("b: Rest it.")])
    assert both.find("Rest it.") == Written("pattern.yaml", 1, 4)


def test_bold_and_apostrophes_do_not_hide_a_sentence() -> None:
    found = WrittenSentences([document("a: [Go., '**Don''t** bounce.']")])
    assert found.find("Don\N{RIGHT SINGLE QUOTATION MARK}t bounce.") == Written(
        "pattern.yaml", 1, 10
    )


def test_most_of_the_sheet_is_found() -> None:
    said = [
        sentence
        for passage in passages(handout())
        if passage.kind == "prose"
        for sentence in split(passage.text)
    ]
    lines = {found.line for sentence in said if (found := FOUND.find(sentence))}
    assert lines >= set(range(3, len(WRITTEN.splitlines()) + 1)) - {5}
