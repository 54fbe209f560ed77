"""Test that two columns are even, that no line is lost, and that none stands alone."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from fonts.faces import faces
from fonts.registry import Style
from handouts.brand.color import BLACK
from handouts.layout.blocks.two_columns import MIN_LINES, flow_in_two_columns, in_two_columns
from handouts.layout.boxes import Box, Piece, TextLine

WIDTH, GAP, LEADING = 100.0, 20.0, 12.0
BETWEEN = 3.0


def paragraph(name: int, count: int) -> Box:
    """Make a paragraph of so many lines, each with its own text."""
    face = faces(Style.REGULAR)[0]
    lines = (TextLine((Piece(f"{name}.{i}", face),), 10, BLACK) for i in range(count))
    items = tuple((0.0, i * LEADING + 9.0, line) for i, line in enumerate(lines))
    return Box(WIDTH, count * LEADING, items, "P")


def paragraphs(counts: list[int]) -> list[Box]:
    return [paragraph(i, count) for i, count in enumerate(counts)]


def columns_of(box: Box) -> tuple[list[tuple[float, str]], list[tuple[float, str]]]:
    """Return the lines of each column, each with its baseline, in the order they are read in."""
    lines = [(x, y, item.text) for x, y, item in box.walk() if isinstance(item, TextLine)]
    left = [(y, text) for x, y, text in lines if x < WIDTH]
    right = [(y, text) for x, y, text in lines if x >= WIDTH + GAP]
    assert len(left) + len(right) == len(lines)
    return left, right


COUNTS = st.lists(st.integers(1, 12), min_size=1, max_size=7)


@given(COUNTS)
def test_all_lines_are_read_in_order_down_one_column_and_then_the_other(counts: list[int]) -> None:
    box = flow_in_two_columns(paragraphs(counts), BETWEEN, GAP)
    left, right = columns_of(box)
    said = [text for _, text in (*left, *right)]
    assert said == [f"{i}.{line}" for i, count in enumerate(counts) for line in range(count)]
    for column in (left, right):
        assert [y for y, _ in column] == sorted(y for y, _ in column)
        assert all(0 <= y <= box.height for y, _ in column)
    assert min((y for y, _ in right), default=9.0) == 9.0


@given(COUNTS)
def test_no_line_of_a_divided_paragraph_stands_alone(counts: list[int]) -> None:
    left, right = columns_of(flow_in_two_columns(paragraphs(counts), BETWEEN, GAP))
    for i in range(len(counts)):
        parts = [sum(t.startswith(f"{i}.") for _, t in column) for column in (left, right)]
        assert min(parts) == 0 or min(parts) >= MIN_LINES


@given(st.lists(st.integers(2 * MIN_LINES, 12), min_size=1, max_size=7))
def test_long_paragraphs_take_hardly_more_than_half_their_height(counts: list[int]) -> None:
    boxes = paragraphs(counts)
    whole = sum(box.height for box in boxes) + BETWEEN * (len(boxes) - 1)
    flowed = flow_in_two_columns(boxes, BETWEEN, GAP)
    assert flowed.height <= whole / 2 + (MIN_LINES - 1) * LEADING + BETWEEN
    assert flowed.width == 2 * WIDTH + GAP


@given(st.lists(st.integers(1, 12), min_size=2, max_size=7))
def test_a_paragraph_that_may_be_divided_takes_no_more_room(counts: list[int]) -> None:
    boxes = paragraphs(counts)
    whole = in_two_columns(boxes, BETWEEN, GAP)
    assert flow_in_two_columns(boxes, BETWEEN, GAP).height <= whole.height


def test_of_two_ways_of_one_height_the_first_column_is_the_longer() -> None:
    left, right = columns_of(in_two_columns(paragraphs([3, 2, 3]), 0, GAP))
    assert [len(left), len(right)] == [5, 3]
