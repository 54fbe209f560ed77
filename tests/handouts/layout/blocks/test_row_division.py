"""Test that lists and tables are divided between rows, a table with its head on every side."""

from __future__ import annotations

import pytest

from handouts.layout.blocks.row_division import RowPart, divide_rows
from handouts.layout.boxes import Box, stack


def rows(count: int) -> list[Box]:
    return [Box(200, 10 + i, role="TR", name=f"row {i}") for i in range(count)]


def named(part: RowPart) -> list[str]:
    return [item.name for _, _, item in part.box.items if isinstance(item, Box)]


@pytest.mark.parametrize(
    ("count", "least", "wanted"),
    [
        (6, 2, [3, 1, 2]),
        (5, 2, [3, 2]),
        (4, 2, [4]),
        (4, 1, [2, 1, 1]),
        (2, 1, [2]),
        (1, 1, [1]),
    ],
)
def test_rows_before_and_after_a_break_stay_together(
    count: int, least: int, wanted: list[int]
) -> None:
    parts = list(divide_rows(stack(rows(count), 0, width=200, role="Table"), least))
    assert [len(part.box.items) for part in parts] == wanted
    assert [name for part in parts for name in named(part)] == [f"row {i}" for i in range(count)]


def test_the_parts_are_as_high_as_the_table() -> None:
    table = stack(rows(9), 0, width=200, role="Table")
    first, *others = divide_rows(table, 2)
    assert sum(part.box.height for part in (first, *others)) == table.height
    assert all(part.box.items[0][1] == part.gap == 0 for part in (first, *others))


def test_the_head_is_read_once_and_seen_above_every_part() -> None:
    first, *others = divide_rows(stack(rows(9), 0, width=200, role="Table"), 2)
    assert (first.box.role, first.repeated) == ("Table", None)
    for part in others:
        assert part.box.role == ""
        assert part.repeated is not None
        assert part.repeated.role == "Artifact"
        assert [item.name for _, _, item in part.repeated.items] == ["row 0"]  # type: ignore[union-attr]


def test_the_parts_of_a_list_keep_their_distance() -> None:
    box = stack(rows(6), 7, width=200, role="L")
    parts = list(divide_rows(box, 2))
    assert [len(part.box.items) for part in parts] == [2, 1, 1, 2]
    assert [part.box.role for part in parts] == ["L", "", "", ""]
    assert [(part.gap, part.repeated) for part in parts] == [(0, None)] + [(7, None)] * 3
    assert sum(part.box.height + part.gap for part in parts) == box.height
