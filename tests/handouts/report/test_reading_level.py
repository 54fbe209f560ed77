"""The reading grade is that of the formula."""

from __future__ import annotations

import pytest

from handouts.report.reading_level import ReadingLevel, measure


def test_the_grade_is_that_of_the_formula() -> None:
    level = measure(("The cat sat on the mat.", "It slept."))
    assert (level.sentences, level.words, level.mean, level.longest) == (2, 8, 4.0, 6)
    assert level.grade == pytest.approx(0.39 * 4 + 11.8 * 8 / 8 - 15.59)
    assert level.passive == 0


@pytest.mark.parametrize(
    ("sentences", "grade"),
    [
        (["Put a small towel under your sore knee."], 2.28),  # 8 words, 10 syllables
        (
            [  # 33 words, 40 syllables
                "Place the wrapped pack on the sore spot.",
                "Leave it there for ten minutes, and look at your skin often.",
                "Ask your doctor first if you have a heart problem or poor circulation.",
            ],
            3.00,
        ),
    ],
)
def test_a_grade_that_was_counted_by_hand(sentences: list[str], grade: float) -> None:
    level = measure(sentences)
    assert level.grade == pytest.approx(grade, abs=0.005)


def test_names_are_read_past() -> None:
    level = measure(("Your piriformis is sore.",), {"piriformis"})
    assert level.without_names < level.grade
    assert level.longest == 4


def test_nothing_has_no_grade() -> None:
    assert measure(()) == ReadingLevel(0, 0, 0, 0, 0, 0, 0)
    assert measure(("Piriformis",), {"piriformis"}).without_names == 0
