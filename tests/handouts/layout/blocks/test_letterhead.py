"""Test that the cells of fields fill each row and report their widths."""

from __future__ import annotations

import pytest

from fonts.faces import faces
from fonts.registry import Style
from handouts.compose.locale import load_locale
from handouts.layout.blocks.letterhead import (
    CELL_GAP,
    FIELD_PAD,
    FIELD_ROWS,
    _cells,
    date_room,
    field_widths,
)

WIDTH = 400.0


@pytest.mark.parametrize("room", [0.0, 140.0])
@pytest.mark.parametrize(("columns", "long"), FIELD_ROWS)
def test_the_cells_of_a_row_end_at_its_edge_with_gaps_between(
    *, columns: bool, long: bool, room: float
) -> None:
    for row in FIELD_ROWS[columns, long]:
        cells = list(_cells(row, WIDTH, room))
        ends = [left + width for _, left, width in cells]
        assert ends[-1] == pytest.approx(WIDTH)
        for end, (_, left, _) in zip(ends, cells[1:], strict=False):
            assert left - end == pytest.approx(CELL_GAP)
        assert all(width >= room for name, _, width in cells if name == "date")


def test_a_date_that_fits_leaves_the_cells_as_they_are() -> None:
    (row,) = FIELD_ROWS[True, False]
    assert list(_cells(row, WIDTH, 80)) == list(_cells(row, WIDTH, 0))


def test_the_longest_date_has_room() -> None:
    forms = load_locale().date_forms("US")
    longest = date_room(forms, 12, None)
    face, *_ = faces(Style.REGULAR)
    dates = [form.format(day=day, year=2028) for form in forms for day in range(1, 32)]
    assert max(face.width(date, 12) for date in dates) <= longest < 120


@pytest.mark.parametrize("columns", [True, False])
def test_long_lines_have_more_room_than_those_beside_others(*, columns: bool) -> None:
    widths = field_widths(WIDTH, 12, 0, columns=columns)
    assert (widths.note, widths.long_client) == (WIDTH - 2 * FIELD_PAD, WIDTH)
    assert (widths.client < widths.long_client) == columns  # in one column each has its own lines
    assert widths.next_visit < widths.long_next_visit
