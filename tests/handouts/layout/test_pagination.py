"""Test that groups are divided in order among the fewest sides, with the fewest breaks."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.layout.boxes import Box
from handouts.layout.pagination import KeepTogether, paginate
from patterns.errors import UserError

ROOM = 700.0
HIGHEST_HEAD = 60.0

chunks_of = st.builds(
    KeepTogether,
    st.floats(20, ROOM - HIGHEST_HEAD).map(lambda height: Box(500, height)),
    st.just("part"),
    st.floats(0, 20),
    st.booleans(),
    st.none() | st.floats(10, HIGHEST_HEAD).map(lambda height: Box(500, height)),
)
documents = st.lists(chunks_of, min_size=1, max_size=9).map(
    lambda groups: [replace(groups[0], opens=True, repeated=None), *groups[1:]]
)
first_rooms = st.floats(100, ROOM)


def height(side: list[KeepTogether]) -> float:
    """Return the height of the groups of a side, under the head that a table repeats there."""
    head = side[0].repeated.height if side and side[0].repeated else 0.0
    return head + sum(group.box.height for group in side) + sum(group.gap for group in side[1:])


def broken_sections(sides: list[list[KeepTogether]]) -> int:
    """Count the sides that begin inside a section."""
    begun = [side for side in sides if side]
    return sum(not side[0].opens for side in begun[1:])


def all_divisions(groups: list[KeepTogether], first: float) -> list[list[list[KeepTogether]]]:
    """Return every division that fits; the first side stays empty only if it must."""
    empty_first: list[list[KeepTogether]] = [[]] if groups[0].box.height > first else []
    found = []
    for count in range(len(groups)):
        for cuts in combinations(range(1, len(groups)), count):
            bounds = [0, *cuts, len(groups)]
            sides = [*empty_first, *(groups[a:b] for a, b in pairwise(bounds))]
            rooms = [first] + [ROOM] * (len(sides) - 1)
            if all(height(side) <= room for side, room in zip(sides, rooms, strict=True)):
                found.append(sides)
    return found


@given(documents, first_rooms)
def test_every_chunk_is_placed_once_and_in_order(groups: list[KeepTogether], first: float) -> None:
    sides = paginate(groups, first, ROOM)
    assert [group for side in sides for group in side] == groups


@given(documents, first_rooms)
def test_every_side_fits(groups: list[KeepTogether], first: float) -> None:
    sides = paginate(groups, first, ROOM)
    assert height(sides[0]) <= first
    assert all(side and height(side) <= ROOM + 1e-9 for side in sides[1:])


@given(documents, first_rooms)
def test_no_division_takes_fewer_sides(groups: list[KeepTogether], first: float) -> None:
    fewest = min(len(sides) for sides in all_divisions(groups, first))
    assert len(paginate(groups, first, ROOM)) == fewest


@given(documents, first_rooms)
def test_no_division_of_as_few_sides_parts_fewer_sections(
    groups: list[KeepTogether], first: float
) -> None:
    sides = paginate(groups, first, ROOM)
    others = [other for other in all_divisions(groups, first) if len(other) == len(sides)]
    assert broken_sections(sides) == min(map(broken_sections, others))


def test_sides_of_whole_sections_are_even() -> None:
    groups = [KeepTogether(Box(500, 200), str(i), 0, opens=True) for i in range(4)]
    assert [len(side) for side in paginate(groups, ROOM, ROOM)] == [2, 2]


@pytest.mark.parametrize(("height", "head"), [(ROOM + 1, None), (ROOM - 9, Box(500, 10))])
def test_a_chunk_too_tall_for_a_side_is_named_by_its_section(
    height: float, head: Box | None
) -> None:
    groups = [KeepTogether(Box(500, 50), "ball", 0, opens=True)]
    groups.append(KeepTogether(Box(500, height), "patch", 0, opens=True, repeated=head))
    with pytest.raises(UserError) as caught:
        paginate(groups, ROOM, ROOM)
    assert str(caught.value) == (
        "patch: does not fit on one side of the sheet; shorten its sentences, or split it into two"
    )
