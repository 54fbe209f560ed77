"""Choose the reader of a workbook by what it holds, not by its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.helpers.workbooks import ODS_HEADER, ods, ods_cell, ods_row, roster_of, workbook, xls

if TYPE_CHECKING:
    from pathlib import Path

ROW = ods_row(ods_cell("a"), ods_cell("hips"))


@pytest.mark.parametrize(
    "source", [workbook(), ods(ODS_HEADER, ROW), xls(("a", "hips"))], ids=["xlsx", "ods", "xls"]
)
@pytest.mark.parametrize("name", ["r.csv", "r.xls", "r.xlsx", "r.ods"])
def test_the_content_decides(tmp_path: Path, source: bytes, name: str) -> None:
    assert [row.id for row in roster_of(source, tmp_path / name).rows] == ["a"]


def test_sheets_that_are_not_read_are_told(tmp_path: Path) -> None:
    more = "<table:table table:name='Zzyxx'/><table:table table:name='Qanary'/>"
    (remark,) = roster_of(ods(ODS_HEADER, ROW, after=more), tmp_path / "r.ods").remarks
    assert str(remark) == (
        f"{tmp_path}/r.ods: has 2 more sheets, which are not read; choose one with --sheet"
    )
    assert roster_of(ods(ODS_HEADER, ROW, after=more), tmp_path / "r.ods", "one").remarks == ()
