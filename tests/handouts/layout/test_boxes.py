"""Arrange boxes: sizes, offsets and reading order."""

from __future__ import annotations

import pytest

from fonts.faces import faces
from fonts.registry import Style
from handouts.brand.color import BLACK
from handouts.layout.art.shapes import rule
from handouts.layout.boxes import Box, Piece, TextLine, beside, inset, on, stack

SMALL, LARGE = Box(10, 4, name="small"), Box(30, 20, name="large")


def line(text: str, size: float = 10) -> TextLine:
    return TextLine((Piece(text, faces(Style.REGULAR)[0]),), size, BLACK)


def test_boxes_stand_below_one_another() -> None:
    box = stack([SMALL, LARGE, SMALL], 3, width=50, role="L")
    assert (box.width, box.height, box.role) == (50, 4 + 3 + 20 + 3 + 4, "L")
    assert box.items == ((0, 0, SMALL), (0, 7, LARGE), (0, 30, SMALL))


def test_boxes_stand_next_to_one_another() -> None:
    box = beside([SMALL, LARGE], 5)
    assert (box.width, box.height) == (10 + 5 + 30, 20)
    assert box.items == ((0, 0, SMALL), (15, 0, LARGE))


def test_no_boxes_take_no_room() -> None:
    assert stack([], 3, width=50).height == 0
    assert (beside([], 3).width, beside([], 3).height) == (0, 0)


def test_an_inset_adds_space_on_each_side() -> None:
    box = inset(SMALL, 1, 2, 3, 4)
    assert (box.width, box.height, box.items) == (14, 10, ((1, 2, SMALL),))


def test_a_ground_lies_under_its_box() -> None:
    ground = (rule(0, 0, 10, BLACK), rule(0, 4, 10, BLACK))
    box = on(ground, SMALL)
    assert (box.width, box.height) == (10, 4)
    assert [item for _, _, item in box.items] == [*ground, SMALL]


def test_a_walk_adds_offsets_and_meets_a_box_before_its_content() -> None:
    text = line("a")
    inner = Box(5, 5, ((1, 2, text),))
    outer = Box(20, 20, ((3, 4, inner), (0, 9, SMALL)))
    assert list(outer.walk(100, 200)) == [(103, 204, inner), (104, 206, text), (100, 209, SMALL)]


def test_the_longest_line_is_found_at_any_depth() -> None:
    short, long = line("ab"), line("abc abc")
    boxes = [Box(9, 9, ((0, 0, text),)) for text in (short, long, short)]
    assert stack(boxes, 0, width=9).longest_line == long.width
    assert inset(Box(9, 9, ((0, 0, short), (0, 5, long))), 1, 1, 1, 1).longest_line == long.width
    assert SMALL.longest_line == 0


@pytest.mark.parametrize("size", [7.0, 18.0])
def test_a_space_at_the_end_of_a_line_has_no_width(size: float) -> None:
    assert line("abc  ", size).width == line("abc", size).width
    assert line("a bc", size).width > line("abc", size).width
    two = TextLine((*line("a ", size).pieces, *line("b ", size).pieces), size, BLACK)
    assert two.width == pytest.approx(line("a b", size).width)
    assert two.text == "a b "
