"""Test that the cells of fields fill each row and report their widths."""

from __future__ import annotations

import pytest

from handouts.layout.blocks.letterhead import CELL_GAP, FIELD_PAD, FIELD_ROWS, _cells, field_widths

WIDTH = 400.0


@pytest.mark.parametrize(("columns", "long"), FIELD_ROWS)
def test_the_cells_of_a_row_end_at_its_edge_with_gaps_between(*, columns: bool, long: bool) -> None:
    for row in FIELD_ROWS[columns, long]:
        cells = list(_cells(row, WIDTH))
        ends = [left + width for _, left, width in cells]
        assert ends[-1] == pytest.approx(WIDTH)
        for end, (_, left, _) in zip(ends, cells[1:], strict=False):
            assert left - end == pytest.approx(CELL_GAP)


@pytest.mark.parametrize("columns", [True, False])
def test_long_lines_have_more_room_than_those_beside_others(*, columns: bool) -> None:
    widths = field_widths(WIDTH, 12, columns=columns)
    assert widths.note == widths.long_client == WIDTH - 2 * FIELD_PAD
    assert widths.client < widths.long_client
    assert widths.next_visit < widths.long_next_visit
