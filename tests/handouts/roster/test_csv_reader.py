"""Read CSV: whatever a program writes is read back, each row with its line number."""

from __future__ import annotations

import csv
import re
from io import SEEK_END, StringIO
from typing import Literal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from handouts.roster.csv_reader import MAX_ROW, SEPARATORS, read_csv
from handouts.roster.encodings import ENCODINGS
from patterns.errors import UserError
from tests.helpers.in_time import in_time

CANARY = "Zzyxx Qanary"
SIGNS = [*" abcxyzé\"',;\t|\n\r=#\\-", "\r\n", '""']
LATIN = st.lists(st.sampled_from(SIGNS), max_size=12).map("".join)
HEADER = ["id", "pattern", "note"]
ROWS = st.lists(st.lists(LATIN, min_size=3, max_size=3), max_size=6)


def read(source: bytes, encoding: str | None = None) -> list[tuple[int, tuple[str, ...]]]:
    """Return every row that is not empty with its number."""
    table = read_csv(source, "r.csv", encoding)
    return [(row.number, tuple(map(str, row.cells))) for row in table.rows if not row.empty]


@given(
    rows=ROWS,
    delimiter=st.sampled_from(sorted(SEPARATORS)),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC]),
    end=st.sampled_from(["\n", "\r\n", "\r"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252", "iso8859-15"]),
    sep=st.booleans(),
)
def test_what_is_written_is_read_back(
    rows: list[list[str]],
    delimiter: str,
    quoting: Literal[0, 1, 2],
    end: str,
    encoding: str,
    sep: bool,
) -> None:
    stream = StringIO(f"sep={delimiter}{end}" if sep else "", newline="")
    stream.seek(0, SEEK_END)
    if any(set(cell) & {"\n", "\r"} for row in rows for cell in row):
        quoting = csv.QUOTE_ALL  # else this version of the writer leaves some breaks bare
    writer = csv.writer(stream, delimiter=delimiter, quoting=quoting, lineterminator=end)
    expected = []
    for row in [HEADER, *rows]:
        number = len(re.findall("\r\n|\r|\n", stream.getvalue())) + 1
        if any(cell.strip() for cell in row):
            # The spaces before a cell may be lost; they do not count in any case.
            expected.append((number, tuple(cell.lstrip(" ") for cell in row)))
        writer.writerow(row)
    lines = read(stream.getvalue().encode(encoding), None if "utf" in encoding else encoding)
    assert [(line, tuple(cell.lstrip(" ") for cell in row)) for line, row in lines] == expected


BLANKS = st.text(" \t", max_size=3)


@given(
    rows=st.lists(
        st.lists(st.tuples(st.text(" ", max_size=2), LATIN, BLANKS), min_size=2), max_size=5
    ),
    delimiter=st.sampled_from(sorted(SEPARATORS)),
    end=st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_spaces_around_quotes_do_not_count(
    rows: list[list[tuple[str, str, str]]], delimiter: str, end: str
) -> None:
    text, expected = f"id{delimiter}pattern{end}", []
    for row in rows:
        number = len(re.findall("\r\n|\r|\n", text)) + 1
        cells = []
        for before, cell, after in row:
            quoted = cell.replace('"', '""')
            spaces = after.replace("\t", "") if delimiter == "\t" else after
            cells.append(f'{before}"{quoted}"{spaces}')
        text += delimiter.join(cells) + end
        if any(cell.strip() for _, cell, _ in row):
            expected.append((number, tuple(cell for _, cell, _ in row)))
    assert read(text.encode())[1:] == expected


@pytest.mark.parametrize("line", ["sep=; ", "sep = ;", ' "sep=;" ', "SEP =;"])
def test_spaces_around_a_separator_that_is_told_do_not_count(line: str) -> None:
    assert read(f"{line}\nid;pattern,x\n".encode()) == [(2, ("id", "pattern,x"))]


@given(st.lists(st.integers(0, 3), min_size=1, max_size=8), st.sampled_from(["\n", "\r\n", "\r"]))
def test_lines_are_counted_through_breaks_in_cells(breaks: list[int], end: str) -> None:
    number, expected, text = 2, [], f"id,pattern{end}"
    for count in breaks:
        expected.append(number)
        text += f'x,"a{end * count}"{end}'
        number += count + 1
    assert [line for line, _ in read(text.encode())][1:] == expected


@given(st.integers(0, 5), ROWS)
def test_an_open_quote_is_told_by_the_line_its_row_begins_on(
    before: int, rows: list[list[str]]
) -> None:
    text = "id,pattern\n" + "x,y\n" * before + f'{CANARY},"{CANARY}\n'
    text += "".join(f"{','.join(row)}\n".replace('"', "") for row in rows)
    with pytest.raises(UserError) as caught:
        read(text.encode())
    assert str(caught.value) == (
        f"r.csv:{before + 2}:1: a quote that opens in this row is never closed; "
        'close it, and write a quote inside a cell twice: ""'
    )


@given(st.text(), st.sampled_from(sorted(SEPARATORS)))
def test_the_header_alone_decides_the_separator(rest: str, separator: str) -> None:
    assume(not set(rest) & set('"\0\r\n'))
    header, *_ = read(f"id{separator}pattern\n{rest}".encode("utf-8", "replace"))
    assert header == (1, ("id", "pattern"))


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_every_encoding_is_known_by_its_name(encoding: str) -> None:
    assert read("id,pattern\n1,hips\n".encode(encoding), encoding)[1] == (2, ("1", "hips"))


@pytest.mark.parametrize(
    ("name", "letter"), [("windows-1252", "é"), ("Latin-1", "é"), ("UTF8", "Ł"), ("macroman", "é")]
)
def test_an_encoding_has_other_names_too(name: str, letter: str) -> None:
    assert read(f"id,pattern\n1,{letter}\n".encode(name), name)[1] == (2, ("1", letter))


@pytest.mark.parametrize(
    "name", ["", "cp12520", "rot13", "zlib", "unicode_escape", "punycode", "a\0b", "é", "x" * 999]
)
def test_no_other_encoding_is_known(name: str) -> None:
    with pytest.raises(UserError, match=r"^--encoding: is no encoding known here; "):
        read(b"id,pattern\n", name)


def test_an_encoding_nearly_named() -> None:
    with pytest.raises(UserError, match='did you mean "cp1252"'):
        read(b"id,pattern\n", "cp-1252")


def test_a_mark_counts_more_than_the_encoding() -> None:
    assert read("\ufeffid,é\n".encode(), "cp1252") == [(1, ("id", "é"))]


@pytest.mark.parametrize(
    ("source", "encoding", "message"),
    [
        (b"id\n\nx\xe9", None, "3:1: byte E9 is not UTF-8 text"),
        (b"id\r\rx\x81", "cp1252", "3:1: byte 81 is not CP1252 text"),
        (b"\xef\xbb\xbfid\r\n\xff", "cp1252", "2:1: byte FF is not UTF-8 text"),
        (b"\xff\xfe\n\0x", None, "2:1: byte 78 is not UTF-16 text"),
        (b"\xfe\xff\0\nx", None, "2:1: byte 78 is not UTF-16 text"),
        (b"id\n\xff", "gb18030", "2:1: byte FF is not GB18030 text"),
        (b"id\n\xff", "Big5", "2:1: byte FF is not BIG5 text"),
    ],
)
def test_what_is_not_text(source: bytes, encoding: str | None, message: str) -> None:
    with pytest.raises(UserError) as caught:
        read(source, encoding)
    assert str(caught.value).startswith(f'r.csv:{message}; save it as "CSV UTF-8"')


@pytest.mark.parametrize(
    ("text", "separator"),
    [("Clients\n\nid;pattern\n", ";"), ("Clients\nid\tpattern\n", "\t"), ("Clients\n", ",")],
)
def test_a_title_without_separators_does_not_decide(text: str, separator: str) -> None:
    assert read(text.encode())[-1][1] == tuple(text.splitlines()[-1].split(separator))


def test_a_last_row_without_a_line_break_is_marked() -> None:
    rows = list(read_csv(b'id,pattern\n1,hips\n2,"a\nb"', "r.csv").rows)
    assert [row.ended for row in rows] == [True, True, False]
    assert all(row.ended for row in read_csv(b"id,pattern\r1,hips\r", "r.csv").rows)


def test_the_longest_row_is_read() -> None:
    cell = "x" * (MAX_ROW - len("1,\n"))
    assert read(f"id,pattern\n1,{cell}\n".encode())[1] == (2, ("1", cell))
    with pytest.raises(UserError, match=r"r\.csv:2:1: the row has more than 100,000 characters"):
        read(f"id,pattern\n1,{cell}x\n".encode())


@pytest.mark.parametrize(
    "line", [" " * 30_000 + "id,pattern", "sep=" + " " * 30_000 + "id", " " * 30_000]
)
def test_a_line_of_spaces_takes_no_time(line: str) -> None:
    with in_time(1):
        read(f"{line}\nid,pattern\n".encode())
