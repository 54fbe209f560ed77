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
