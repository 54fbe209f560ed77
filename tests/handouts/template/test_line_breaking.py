"""Lines have every word once and in order; none is too wide, and none more than needed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.template.line_breaking import LONE, RUNT, break_lines, poor_breaks

WIDTH = 100.0

words = st.lists(st.tuples(st.floats(0.5, WIDTH), st.floats(0, 8)), max_size=60)


def greedy(widths: list[float], spaces: list[float]) -> int:
    """Count the lines of greedy breaking: each takes all the words that fit."""
    count, used = 0, 0.0
    for i, word in enumerate(widths):
        if count and used + spaces[i - 1] + word <= WIDTH:
            used += spaces[i - 1] + word
        else:
            count, used = count + 1, word
    return count


def length(line: range, widths: list[float], spaces: list[float]) -> float:
    used = 0.0
    for i in line:
        used += widths[i] + (spaces[i] if i + 1 < line.stop else 0)
    return used


@given(words)
def test_lines_hold_every_word_once_and_in_order(paragraph: list[tuple[float, float]]) -> None:
    widths, spaces = [w for w, _ in paragraph], [s for _, s in paragraph]
    lines = break_lines(widths, spaces, WIDTH)
    assert [i for line in lines for i in line] == list(range(len(widths)))
    assert all(lines)


@given(words)
def test_no_line_is_wider_than_the_width(paragraph: list[tuple[float, float]]) -> None:
    widths, spaces = [w for w, _ in paragraph], [s for _, s in paragraph]
    for line in break_lines(widths, spaces, WIDTH):
        assert length(line, widths, spaces) <= WIDTH + 1e-9


@given(words)
def test_evenness_costs_no_line(paragraph: list[tuple[float, float]]) -> None:
    widths, spaces = [w for w, _ in paragraph], [s for _, s in paragraph]
    assert len(break_lines(widths, spaces, WIDTH)) <= greedy(widths, spaces)


def test_lines_are_even() -> None:
    # Greedy breaking leaves 0, 55 and 20 at the ends of the lines; this leaves 35, 20 and 20.
    lines = break_lines([30, 30, 30, 45, 80, 30], [5] * 6, WIDTH)
    assert lines == [range(2), range(2, 4), range(4, 5), range(5, 6)]


def test_a_last_line_is_no_single_short_word() -> None:
    widths = [30.0, 30.0, 30.0, RUNT * WIDTH - 1]
    assert break_lines(widths, [5] * 4, WIDTH) == [range(2), range(2, 4)]


def test_a_last_line_is_no_single_word_of_a_third_of_the_width() -> None:
    widths = [20.0, 20.0, 20.0, 20.0, LONE * WIDTH - 5]
    assert break_lines(widths, [5] * 5, WIDTH) == [range(3), range(3, 5)]


def test_a_long_word_may_be_alone_on_the_last_line() -> None:
    widths = [20.0, 20.0, 20.0, 20.0, LONE * WIDTH + 5]
    assert break_lines(widths, [5] * 5, WIDTH) == [range(4), range(4, 5)]


def test_a_runt_is_kept_where_a_further_line_would_be_needed() -> None:
    assert break_lines([95.0, 10.0], [5] * 2, WIDTH) == [range(1), range(1, 2)]


def test_nothing_takes_no_line() -> None:
    assert break_lines([], [], WIDTH) == []


def test_a_word_wider_than_the_line_is_refused() -> None:
    with pytest.raises(ValueError, match="a word is wider than the line"):
        break_lines([10.0, WIDTH + 0.01], [5.0, 5.0], WIDTH)


@pytest.mark.parametrize(
    ("text", "poor"),
    [
        ("", set()),
        ("Rest", set()),
        ("Rest well", set()),
        ("Rest \u2013 it helps you", {0}),
        ("Rest well \u2014 often", {1, 2}),
        ("\u2013 often", {0}),
        ("well-known words", set()),
    ],
)
def test_a_dash_begins_no_line_and_leaves_no_last_word_alone(text: str, poor: set[int]) -> None:
    assert poor_breaks(text.split()) == poor


@pytest.mark.parametrize(
    ("text", "poor"),
    [
        ("after 6 weeks of rest", {1}),
        ("Hold 20\u201330 seconds.", {1}),
        ("at 4 out of 10, or more", {1, 3}),
        ("of rest, 2, then walk", set()),
        ("side 4 Stop", set()),
        ("vitamin B12 helps", set()),
    ],
)
def test_a_number_stays_with_what_it_counts(text: str, poor: set[int]) -> None:
    assert poor_breaks(text.split()) == poor


def test_a_last_word_after_a_dash_takes_another_with_it() -> None:
    widths, spaces = [30.0, 30, 10, 40], [5.0] * 4
    assert break_lines(widths, spaces, WIDTH) == [range(3), range(3, 4)]
    assert break_lines(widths, spaces, WIDTH, {1, 2}) == [range(1), range(1, 4)]


@given(words, st.sets(st.integers(0, 60)))
def test_a_poor_break_is_better_than_a_line_more(
    paragraph: list[tuple[float, float]], poor: set[int]
) -> None:
    widths, spaces = [w for w, _ in paragraph], [s for _, s in paragraph]
    assert len(break_lines(widths, spaces, WIDTH, poor)) <= greedy(widths, spaces)
