"""Find cells without a value, and refuse sheets that are too large."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from handouts.roster.table import MAX_SHEET_ROW
from patterns.errors import UserError
from tests.helpers.in_time import in_time
from tests.helpers.workbooks import (
    refusal,
    roster_of,
    sheet,
    strings,
    workbook,
)

if TYPE_CHECKING:
    from pathlib import Path


def test_a_formula_counts_as_its_result(path: Path) -> None:
    cells = (
        '<c r="A2" t="str"><f>"a"</f><v>a</v></c><c r="B2" t="s"><f>B1</f><v>0</v></c>'
        '<c r="C2"><f>1+1</f><v>2</v></c><c r="D2" t="str"><f>""</f><v></v></c>'
    )
    head = "".join(
        f'<c r="{column}1" t="str"><v>{name}</v></c>'
        for column, name in zip("ABCD", ["id", "pattern", "copies", "note"], strict=True)
    )
    source = workbook(SHEET=sheet(f'<row r="2">{cells}</row>', f'<row r="1">{head}</row>'))
    roster = roster_of(source, path)
    assert roster.bad == ()
    assert (roster.rows[0].pattern, roster.rows[0].copies, roster.rows[0].values.get("note")) == (
        "id",
        2,
        None,
    )


@pytest.mark.parametrize("column", ["CW1", "XFD1", "ZZZ1"])
def test_a_sheet_that_is_too_wide(column: str) -> None:
    wide = sheet(f'<row r="1"><c r="{column}"><v>1</v></c></row>')
    assert "a value stands right of column CV, the last that is read" in refusal(
        workbook(SHEET=wide)
    )


@pytest.mark.parametrize("row", [MAX_SHEET_ROW + 1, 1_048_576, 9_999_999])
def test_a_sheet_that_is_too_long(row: int) -> None:
    long = sheet(f'<row r="{row}"><c r="A{row}"><v>1</v></c></row>')
    assert refusal(workbook(SHEET=long)).startswith(f"r:{row}:1: a value stands below row 200,100")


def test_cells_without_a_value_take_no_room(path: Path) -> None:
    empty = '<row r="2"><c r="XFD2" s="0"/></row><row r="1048576"><c r="A1048576" s="0"/></row>'
    with pytest.raises(UserError, match="has a header and no rows"):
        roster_of(workbook(SHEET=sheet(empty)), path)


def test_places_may_be_left_out(path: Path) -> None:
    bare = "<row><c t='str'><v>id</v></c><c t='str'><v>pattern</v></c></row>"
    row = "<row><c t='str'><v>a</v></c><c t='str'><v>hips</v></c></row>"
    assert roster_of(workbook(SHEET=sheet(row, bare)), path).rows[0].line == 2


def test_a_long_string_is_counted_for_every_cell_that_names_it() -> None:
    cells = "".join(f'<c r="A{n}" t="s"><v>1</v></c>' for n in range(2, 2_000))
    source = workbook(STRINGS=strings("id", "x" * 100_000), SHEET=sheet(cells))
    with in_time(1):
        assert "holds far more than a roster" in refusal(source)
