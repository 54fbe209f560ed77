"""Read a sheet as a person sees it; refuse what would harm, mislead or flood at once."""

from __future__ import annotations

import datetime
import string
import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handouts.roster.cell_text import spoiled
from handouts.roster.reader import Roster, read_roster
from handouts.roster.table import MAX_SHEET_ROW
from patterns.errors import UserError
from tests.helpers.in_time import in_time
from tests.helpers.workbooks import (
    HEADER,
    MAIN,
    OFFICE,
    PARTS,
    RELATIONS,
    ROOT,
    relations,
    roster_of,
    sheet,
    strings,
    with_photo,
    workbook,
    zipped,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

CANARY = "Zzyxx Qanary"
MEGABYTE = 1_000_000


def write(path: Path, rows: Sequence[Sequence[Any]], place: str = "A1", **book: Any) -> Path:
    """Write rows with openpyxl, the first cell at a place."""
    made = openpyxl.Workbook()
    for key, value in book.items():
        setattr(made, key, value)
    top = made.active[place]
    for down, cells in enumerate(rows):
        for right, value in enumerate(cells):
            made.active.cell(top.row + down, top.column + right).value = value
    made.save(path)
    return path


def reopen(path: Path) -> Any:
    """Open a workbook to change it; from its bytes, as openpyxl checks the file name."""
    return openpyxl.load_workbook(BytesIO(path.read_bytes()))


def problems_of(roster: Roster) -> list[str]:
    """List the problems of the rows, without the folder."""
    lines = [str(problem) for row in roster.bad for problem in row.problems]
    return [line.replace(roster.file, "r") for line in lines]


def test_what_is_written_is_read(path: Path) -> None:
    head = ["id", "pattern", "client", "date", "note", "copies", "Next Visit"]
    first = ["007", "hips", " Łucja ", datetime.date(2026, 11, 23), "one\ntwo", 2, "=1+1 is text"]
    then = [7, "hips", None, datetime.datetime(2026, 11, 24), "", 3.0, 3.5]
    made = openpyxl.Workbook()
    for row in (head, first, then):
        made.active.append(row)
    made.active["G2"].data_type = "s"  # text that looks like a formula
    made.save(path)
    roster = read_roster(path)
    assert roster.bad == ()
    one, two = roster.rows
    assert (one.line, one.id, one.values.get("client"), one.values.get("note")) == (
        2,
        "007",
        "Łucja",
        "one two",
    )
    assert (one.values.get("date"), one.copies) == (datetime.date(2026, 11, 23), 2)
    assert one.values.get("next_visit") == "=1+1 is text"
    assert (two.line, two.id, two.values.get("client"), two.values.get("note")) == (
        3,
        "7",
        None,
        None,
    )
    assert (two.values.get("date"), two.copies, two.values.get("next_visit")) == (
        datetime.date(2026, 11, 24),
        3,
        "3.5",
    )


TEXTS = (
    st.text(string.ascii_letters + "é Łß世<>&'\"_=", max_size=20)
    .map(str.strip)
    .filter(lambda text: spoiled(text, is_name=False) is None)
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    notes=st.lists(TEXTS, min_size=1, max_size=6),
    down=st.integers(1, 40),
    right=st.sampled_from("ABMW"),
)
def test_rows_keep_the_numbers_that_a_person_sees(
    path: Path, notes: list[str], down: int, right: str
) -> None:
    rows = [[f"x{number}", "hips", note] for number, note in enumerate(notes)]
    write(path, [["id", "pattern", "note"], *rows], f"{right}{down}")
    made = reopen(path)
    for cells in made.active.iter_rows():
        for cell in cells:
            if cell.data_type == "f":
                cell.data_type = "s"
    made.save(path)
    roster = read_roster(path)
    assert [(row.line, row.values.get("note") or "") for row in roster.rows] == [
        (number, note) for number, note in enumerate(notes, down + 1)
    ]


def test_messages_name_the_row_and_the_column_of_the_sheet(path: Path) -> None:
    rows: list[list[Any]] = [
        ["id", "pattern"],
        ["a", None],
        [None, "hips"],
        [],
        ["b", "hips", CANARY],
    ]
    roster = read_roster(write(path, rows, "C4"))
    assert problems_of(roster) == [
        "r:5:4: pattern: is empty; each row needs one",
        "r:6:3: id: is empty; each row needs one",
        "r:8:3: has 3 cells, the header has 2; delete what stands right of the table",
    ]


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (True, "holds TRUE or FALSE"),
        ("#N/A", "holds an error instead of a value"),
        ("#REF!", "holds an error instead of a value"),
        (datetime.time(9, 30), "holds a time of day"),
        (datetime.time(0, 0), "holds a time of day"),
        (datetime.timedelta(hours=30), "holds a time of day"),
        (datetime.datetime(2026, 11, 23, 0, 0, 1), "holds a time of day"),
        (1234567890123456, "holds a number of more than 15 digits"),
        ("=A1", "holds a formula without a result"),
    ],
    ids=str,
)
@pytest.mark.parametrize("column", ["A", "C", "D"])
def test_what_is_no_text_is_refused_by_row_and_column(
    path: Path, value: object, message: str, column: str
) -> None:
    write(path, [["id", "pattern", "note"], ["a", "hips", "b"]])
    made = reopen(path)
    made.active[f"{column}2"] = value
    made.active["A4"], made.active["B4"] = "z", "hips"
    made.save(path)
    roster = read_roster(path)
    (line,) = problems_of(roster)
    if column == "D":
        assert line.startswith("r:2:1: has 4 cells, the header has 3")
    else:
        where = {"A": "1: id", "C": "3: note"}[column]
        assert line.startswith(f"r:2:{where}: {message}; ")
    assert [row.line for row in roster.rows] == [4]


@pytest.mark.parametrize(
    ("place", "message"),
    [
        ("A2", "r:1:1: column 1: has no name; name it, or delete the column"),
        ("D1", "r:1:4: column 4: is no column of a roster; delete what is not needed, or "),
        ("C9", "r:9:3: pattern: holds a formula without a result; "),
        ("D2", "r:2:2: has 3 cells, the header has 2; "),
    ],
)
def test_an_unread_cell_counts_wherever_it_stands(path: Path, place: str, message: str) -> None:
    write(path, [["id", "pattern"], ["a", "hips"]], "B1")
    made = reopen(path)
    made.active[place] = "=1+1"
    made.save(path)
    try:
        lines = problems_of(read_roster(path))
    except UserError as error:
        lines = str(error).replace(str(path), "r").splitlines()
    assert [line for line in lines if line.startswith(message)]


def test_hidden_rows_and_merged_cells(path: Path) -> None:
    write(path, [["id", "pattern"], ["a", "hips"], ["b", "hips"], ["c", None]])
    made = reopen(path)
    made.active.row_dimensions[2].hidden = True
    made.active.merge_cells("B3:B4")
    made.save(path)
    roster = read_roster(path)
    assert [row.id for row in roster.rows] == ["a", "b"]
    assert problems_of(roster) == ["r:4:2: pattern: is empty; each row needs one"]


CLIENT = '<row r="2"><c r="A2" t="str"><v>a</v></c><c r="B2" t="str"><v>hips</v></c>{}</row>'
STRICT = "http://purl.oclc.org/ooxml"
HEAD = HEADER.replace("</row>", '<c r="C1" t="str"><v>client</v></c></row>')


@pytest.mark.parametrize(
    "text",
    [
        '<t xml:space="preserve">Ann Example_x000D_\n</t>',
        '<t>Ann Example</t><rPh sb="0" eb="3"><t>Reading aloud</t></rPh><phoneticPr fontId="1"/>',
        '<r><rPr><b/></rPr><t xml:space="preserve">Ann </t></r><r><t>Example</t></r>',
    ],
    ids=["line break at the edge", "furigana", "rich text"],
)
@pytest.mark.parametrize("strict", [False, True])
def test_what_programs_write_beside_a_text_is_left_out(
    path: Path, text: str, *, strict: bool
) -> None:
    shared = strings("id").replace("<si><t>id</t></si>", f"<si>{text}</si>")
    made = workbook(
        SHEET=sheet(CLIENT.format('<c r="C2" t="s"><v>0</v></c>'), header=HEAD), STRINGS=shared
    )
    if strict:  # "Strict Open XML", which has other names for the same parts
        with zipfile.ZipFile(BytesIO(made)) as old:
            parts = {name: old.read(name).decode() for name in old.namelist()}
        made = zipped(
            {
                name: part.replace(MAIN, f"{STRICT}/spreadsheetml/main").replace(
                    OFFICE, f"{STRICT}/officeDocument/relationships"
                )
                for name, part in parts.items()
            }
        )
    path.write_bytes(made)
    assert [row.values["client"] for row in read_roster(path).rows] == ["Ann Example"]


def test_days_that_count_from_1904(path: Path) -> None:
    rows: list[list[Any]] = [["id", "pattern", "date"], ["a", "hips", datetime.date(2026, 11, 23)]]
    write(path, rows, epoch=openpyxl.utils.datetime.CALENDAR_MAC_1904)
    assert read_roster(path).rows[0].values.get("date") == datetime.date(2026, 11, 23)


@pytest.mark.parametrize(("serial", "day"), [(59, None), (60, None), (61, "1900-03-01")])
def test_a_day_that_programs_count_differently_is_refused(
    path: Path, serial: int, day: str | None
) -> None:
    cells = f'<c r="A2" s="1"><v>{serial}</v></c><c r="B2" t="str"><v>hips</v></c>'
    roster = roster_of(workbook(SHEET=sheet(f'<row r="2">{cells}</row>'), STYLES=DATES), path)
    if day is None:
        assert problems_of(roster) == [
            "r:2:1: id: holds a day before March 1900; write the day as 2026-11-23"
        ]
    else:
        assert [row.id for row in roster.rows] == [day]


DATES = (
    f'<styleSheet xmlns="{MAIN}"><numFmts><numFmt numFmtId="200" formatCode="[h]:mm"/></numFmts>'
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="200"/></cellXfs></styleSheet>'
)


OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("source", "message"),
    [
        (OLD + bytes(600), "is damaged, locked with a password, or no workbook"),
        (OLD + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "is locked with a password"),
        (zipped({"Index/Document.iwa": ""}), "is a Numbers file"),
        (zipped({"word/document.xml": "", ROOT: ""}), "is a Word document"),
        (zipped({"notes.txt": "x"}), "is a zip file and no workbook"),
        (zipped({}), "is a zip file and no workbook"),
        (zipped({ROOT: relations(officeDocument="xl/workbook.bin")}), "is a binary workbook"),
        (workbook(RELATIONS=relations(chartsheet="c.xml")), "holds no sheet of cells"),
        (b"PK\x03\x04" + bytes(50), "is damaged"),
        (workbook()[:-30], "is damaged"),
        (workbook(SHEET="<worksheet"), "is damaged"),
        (workbook(SHEET="<worksheet/>"), "is empty"),
        (workbook(SHEET=sheet('<c r="A0"><v>1</v></c>')), "is damaged"),
        (workbook(SHEET=sheet('<c r="1A"><v>1</v></c>')), "is damaged"),
        (workbook(SHEET=sheet('<row r="x"/>')), "is damaged"),
        (workbook(SHEET=sheet('<c r="&#65;1"><v>1</v></c>')), "is damaged"),
        (workbook(SHEET=sheet('<row r="9"><c r="A9"><v>1</v></c><c r="A2"><v>1</v></c></row>')),
         "is damaged"),
        (workbook(SHEET=sheet('<row r="2"><c r="A2" t="s"><v>2</v></c></row>')), "is damaged"),
        (workbook(SHEET=sheet('<row r="2"><c r="A2" t="s"><v>0&#49;</v></c></row>')), "is damaged"),
        (workbook(WORKBOOK="<?xml version='1.0' encoding='x'?><a/>"), "holds no sheet of cells"),
        (workbook(SHEET=sheet('<c r="A2" s="2"><v>1e999</v></c>'), STYLES=DATES), "is damaged"),
        (zipped(PARTS, zipfile.ZIP_LZMA), "is damaged"),
        (zipped({**PARTS, RELATIONS: relations(worksheet="gone.xml")}), "is damaged"),
    ],
)  # fmt: skip
def test_what_is_refused_whole(path: Path, source: bytes, message: str) -> None:
    with pytest.raises(UserError) as caught:
        roster_of(source, path)
    assert str(caught.value).startswith(f"{path}: {message}")
    assert caught.value.problems[0].hint


FLOODS = {
    "bomb": lambda: workbook(SHEET=sheet("<row/>" * (15 * MEGABYTE))),
    "depth": lambda: with_photo(SHEET="<a>" * (20 * MEGABYTE)),
    "styles": lambda: with_photo(STYLES="<a>" * (20 * MEGABYTE)),
    "strings": lambda: with_photo(STRINGS="<si/>" * (10 * MEGABYTE)),
    "sheets": lambda: with_photo(WORKBOOK=f"<a>{'<sheet/>' * (5 * MEGABYTE)}</a>"),
    "pieces": lambda: with_photo(
        SHEET=sheet("<c t='x'><f/><v>" + "\n" * (9 * MEGABYTE) + "</v></c>")
    ),
    "errors": lambda: with_photo(
        SHEET=sheet("".join(f"<c r='A{n}' t='e'/>" for n in range(2, 200_000)))
    ),
    "corner": lambda: workbook(SHEET=sheet(f'<c r="Z{MAX_SHEET_ROW}"><v>1</v></c>')),
    "string": lambda: workbook(
        STRINGS=strings("id", "x" * 100_000),
        SHEET=sheet('<c r="A2" t="s"><v>1</v></c>' * 2_000),
    ),
}
PROGRAM = """
import re, sys
from pathlib import Path
from handouts.roster.reader import read_roster
from patterns.errors import UserError
import handouts.roster.xlsx.reader

def peak():
    return int(re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())[1])

before = peak()
try:
    read_roster(Path(sys.argv[1]))
except UserError:
    pass
print(peak() - before)
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the system gives no peak")
@pytest.mark.parametrize("name", FLOODS)
def test_a_flood_takes_little_time_and_memory(path: Path, name: str) -> None:
    path.write_bytes(FLOODS[name]())
    command = [sys.executable, "-c", PROGRAM, str(path)]
    done = subprocess.run(command, capture_output=True, check=True, text=True, timeout=30)
    assert int(done.stdout) * 1024 < 300 * MEGABYTE


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 5_000), st.integers(0, 255)), min_size=1, max_size=8))
def test_a_spoiled_file_gives_a_roster_or_a_user_error(
    path: Path, changes: list[tuple[int, int]]
) -> None:
    source = bytearray(zipped(PARTS, zipfile.ZIP_STORED))
    for at, byte in changes:
        source[at % len(source)] = byte
    give_roster_or_user_error(bytes(source), path)


PIECES = [
    "<row>", "</row>", "<row r='3'>", "<c>", "</c>", "<c r='A2' t='s'>", "<c t='inlineStr'>",
    "<c t='b'>", "<c t='d'>", "<c t='e'>", "<c t='zz' s='9'>", "<c s='-1'>", "<v>", "</v>", "<v/>",
    "<is>", "</is>", "<t>", "</t>", "<f>", "</f>", "<f t='shared' si='0'/>", "0", "1", "-1",
    "1e999", "NaN", "2026-11-23", "_x000D_", "_xD800_", "é", "&amp;", "&#0;", "<![CDATA[x]]>",
    "<!-- -->", "</sheetData>", "<sheetData>", "<dimension ref='A1:XFD1048576'/>",
]  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300)
@given(st.lists(st.sampled_from(PIECES), max_size=12))
def test_any_xml_gives_a_roster_or_a_user_error(path: Path, pieces: list[str]) -> None:
    text = sheet("".join(pieces))
    give_roster_or_user_error(workbook(SHEET=text), path)


VALUES = ["0", "1", "2", "-1", "1e999", "NaN", "45000", "0.5", "x", "2026-11-23T00:00:00Z", ""]
CELL = st.builds(
    "<c{} t='{}' s='{}'>{}<v>{}</v></c>".format,
    st.sampled_from(["", " r='A2'", " r='C3'", " r='b7'"]),
    st.sampled_from(["n", "s", "str", "b", "e", "d", "inlineStr", "zz"]),
    st.sampled_from(["0", "1", "2", "99999999999", "-1", "x"]),
    st.sampled_from(["", "<f>A1</f>", "<f/>", "<is><t>x</t></is>"]),
    st.sampled_from(VALUES),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300)
@given(st.lists(CELL, max_size=6))
def test_any_cells_give_a_roster_or_a_user_error(path: Path, cells: list[str]) -> None:
    give_roster_or_user_error(workbook(SHEET=sheet("".join(cells)), STYLES=DATES), path)


def give_roster_or_user_error(source: bytes, path: Path) -> None:
    try:
        roster = roster_of(source, path)
    except UserError:
        return
    assert roster.rows or roster.bad


def test_no_message_shows_a_cell(path: Path) -> None:
    text = f"<c r='A2' t='str'><v>{CANARY}</v></c><c r='B2'><v>{CANARY}</v></c>"
    for cells in (text, f"<c r='A2' t='str'><v>{CANARY}</v></c>", f"<c r='{CANARY}'/>"):
        try:
            lines = problems_of(roster_of(workbook(SHEET=sheet(cells)), path))
        except UserError as error:
            lines = [str(error)]
        assert lines
        assert not [line for line in lines if "Zzyxx" in line or "Qanary" in line]


def test_many_rows_take_little_time(path: Path) -> None:
    made = openpyxl.Workbook(write_only=True)
    page = made.create_sheet()
    page.append(["id", "pattern", "client", "note"])
    for number in range(2_000):
        page.append([f"c{number}", "hips", "Łucja", "ok"])
    made.save(path)
    with in_time(1):  # measured: 0.1 s
        assert len(read_roster(path).rows) == 2_000
