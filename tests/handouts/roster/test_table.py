"""The rows of a table: which of their cells are filled."""

from __future__ import annotations

import pytest

from handouts.roster.table import TableRow, UnreadCell, is_filled

UNREAD = UnreadCell("holds an error", "mend its formula")


@pytest.mark.parametrize("cell", ["", " ", "\t\u00a0\u3000", "\n"])
def test_a_blank_cell_is_not_filled(cell: str) -> None:
    assert not is_filled(cell)
    assert TableRow(2, (cell, "")).empty


@pytest.mark.parametrize("cell", ["x", " 0 ", "\u200b", UNREAD])
def test_a_cell_with_text_or_without_a_readable_value_is_filled(cell: str | UnreadCell) -> None:
    assert is_filled(cell)
    assert not TableRow(2, ("", cell)).empty


def test_a_row_without_cells_is_empty() -> None:
    assert TableRow(1, ()).empty
