"""Read a sheet of OpenDocument as a person sees it; refuse what would mislead or flood."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from patterns.errors import UserError
from tests.helpers.in_time import in_time
from tests.helpers.workbooks import ODS_HEADER, ods, ods_cell, ods_row, refusal, roster_of

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "roster"


def values(path: Path, *cells: str) -> dict[str, object]:
    """Return the values of a row of cells from the note on."""
    row = ods_row(ods_cell("a"), ods_cell("hips"), *cells)
    roster = roster_of(ods(ODS_HEADER, row), path)
    assert roster.bad == ()
    return dict(roster.rows[0].values)


def fault(path: Path, *cells: str) -> str:
    row = ods_row(ods_cell("a"), ods_cell("hips"), *cells)
    ((problem,),) = (bad.problems for bad in roster_of(ods(ODS_HEADER, row), path).bad)
    return str(problem).removeprefix(f"{path}:")


@pytest.mark.parametrize(
    ("xml", "seen"),
    [
        ("plain", "plain"),
        ("a<text:s text:c='2'/>b", "a  b"),
        ("a<text:tab/>b", "a b"),
        ("a<text:line-break/>b", "a b"),
        ("one</text:p><text:p>two", "one two"),
        ("<text:span>x</text:span><text:a>y</text:a>", "xy"),
        ("a\n   b", "a b"),
        ("<text:ruby>base<text:ruby-text>above</text:ruby-text></text:ruby>", "base"),
    ],
)  # fmt: skip
def test_the_text_of_a_cell(path: Path, xml: str, seen: str) -> None:
    assert values(path, ods_cell(xml)) == {"note": seen}


def test_a_comment_is_no_text(path: Path) -> None:
    note = "<office:annotation><text:p>secret</text:p></office:annotation>"
    cell = ods_cell("seen").replace("<text:p>", f"{note}<text:p>", 1)
    assert values(path, cell) == {"note": "seen"}


def test_numbers_and_days(path: Path) -> None:
    day = {"kind": "date", "office_date_value": "2026-11-27T09:30:00"}
    number = {"kind": "float", "office_value": "3.50"}
    read = values(path, ods_cell("3,5", **number), ods_cell("27.11.", **day))
    assert read == {"note": "3.5", "date": date(2026, 11, 27)}


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        (ods_cell("#N/A", "float", office_value="0", calcext_value_type="error"), "holds an error"),
        (ods_cell("#DIV/0!", calcext_value_type="error"), "holds an error"),
        (ods_cell("#DIV/0!"), "holds an error"),
        (ods_cell("TRUE", "boolean", office_boolean_value="true"), "holds TRUE or FALSE"),
        (ods_cell("9:00", "time", office_time_value="PT09H"), "holds a time of day"),
        (ods_cell("x", "float", office_value="x"), "holds an error"),
        (ods_cell("x", "float", office_value="1e300"), "holds a number of more than 15 digits"),
        (ods_cell("x", "date", office_date_value="2026-99-99"), "holds an error"),
    ],
)
def test_what_is_no_text_is_refused_by_row_and_column(path: Path, cell: str, told: str) -> None:
    assert fault(path, cell).startswith(f"2:3: note: {told}")


def test_rows_and_cells_that_repeat(path: Path) -> None:
    empty = ods_row(
        ods_cell(kind="", table_number_columns_repeated="16384"), table_number_rows_repeated="5"
    )
    gap = ods_cell(kind="", table_number_columns_repeated="2")
    row = ods_row(ods_cell("b"), ods_cell("hips"), gap, ods_cell(kind=""))
    end = ods_row(
        ods_cell(kind="", table_number_columns_repeated="16384"),
        table_number_rows_repeated="1048000",
    )
    same = ods_row(ods_cell("c"), ods_cell("hips"), table_number_rows_repeated="2")
    roster = roster_of(ods(ODS_HEADER, empty, row, same, end), path)
    assert [(row.line, row.id) for row in roster.rows] == [(7, "b"), (8, "c")]
    assert "is the id of line 8 too" in str(roster.bad[0].problems[0])


def test_the_first_visible_sheet_is_read(path: Path) -> None:
    hidden = "<table:table table:name='Hid' table:style-name='h'/>"
    style = (
        "<office:automatic-styles><style:style style:name='h'>"
        "<style:table-properties table:display='false'/></style:style>"
        "</office:automatic-styles>"
    )
    row = ods_row(ods_cell("a"), ods_cell("hips"))
    book = ods(ODS_HEADER, row, before=style, after=hidden)
    assert roster_of(book, path).rows[0].id == "a"
    assert roster_of(book, path, "ONE").rows[0].id == "a"
    assert refusal(book, "two") == (
        "r: has no sheet of that name; it has 2 sheets; write the name as it stands there"
    )


@pytest.mark.parametrize(
    ("book", "told"),
    [
        (ods(**{"content.xml": "<office"}), "r: is damaged"),
        (ods(**{"content.xml": "<a/>"}), "r: holds no sheet of cells"),
        (ods(**{"META-INF/manifest.xml": "<manifest:encryption-data/>"}), "r: is locked with"),
        (ods(ODS_HEADER, ods_row(ods_cell("x", table_number_columns_repeated="101"))),
         "r:2: a value stands right of column CV"),
        (ods(ODS_HEADER, ods_row(ods_cell("x"), table_number_rows_repeated="1048576")),
         "r:2: a value stands below the last row"),
        (ods(ODS_HEADER, ods_row(ods_cell("x", table_number_columns_repeated="99"),
                                 table_number_rows_repeated="200000")),
         "r: holds far more than a roster"),
        (ods(ODS_HEADER, ods_row(ods_cell("x"), table_number_rows_repeated="-1")), "r: is damaged"),
    ],
)  # fmt: skip
def test_what_is_refused_whole(book: bytes, told: str) -> None:
    with in_time(1):
        assert refusal(book).startswith(told)


PIECES = [
    "<table:table-row>", "</table:table-row>", "<table:table-cell>", "</table:table-cell>",
    "<table:table>", "</table:table>", "<text:p>", "</text:p>", "<text:s text:c='9'/>", "x",
    "<table:table-cell office:value-type='float' office:value='7'/>", "<office:annotation>",
    "</office:annotation>", ods_cell("a"), ods_row(ods_cell("a"), ods_cell("hips")),
    "<table:covered-table-cell/>", "<draw:frame/>",
]  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(PIECES), max_size=12))
def test_any_xml_gives_a_roster_or_a_user_error(path: Path, pieces: list[str]) -> None:
    try:
        roster = roster_of(ods(ODS_HEADER, *pieces), path)
    except UserError:
        return
    assert roster.rows or roster.bad
