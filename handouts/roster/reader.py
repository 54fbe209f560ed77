"""A clinic's roster goes in, a table of CSV or XLSX; its good rows come out, and its bad ones."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from handouts.roster.columns import COLUMNS, REQUIRED, CellError, read_cell
from handouts.roster.csv_reader import read_delimited
from handouts.roster.table import MAX_BYTES, MAX_ROWS, UnreadCell, filled
from patterns.characters import unprintable
from patterns.errors import Problem, UserError, did_you_mean
from patterns.files import read_file

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator
    from pathlib import Path

    from handouts.roster.table import Table, TableRow
    from patterns.characters import Unprintable

WORKBOOKS = (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0")
"""How the files of spreadsheet programs begin: zip, empty zip, and what Excel wrote until 2003."""

MAX_COLUMNS = 100
"""Beyond these a first row is no header of a roster, and each column would be told by itself."""

_GAPS = re.compile(r"[\s_-]+")
_BEGIN = "begin with a header, such as id,pattern,client"


@dataclass(frozen=True, slots=True)
class RosterRow:
    """One handout to make; `line` is where it stands in the file, or in the sheet, from 1."""

    line: int
    id: str
    pattern: str
    client: str | None = None
    side: str | None = None
    site: str | None = None
    note: str | None = None
    date: datetime.date | None = None
    next_visit: str | None = None
    edition: str | None = None
    paper: str | None = None
    copies: int = 1
    practitioner: str | None = None


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row to mend, with everything that is wrong with it; `id` is None if that is wrong too."""

    line: int
    id: str | None
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Roster:
    """A file's good rows and bad rows, each in the order of the file."""

    file: str
    rows: tuple[RosterRow, ...]
    bad: tuple[BadRow, ...]


def read_roster(path: Path, *, sheet: str | None = None, encoding: str | None = None) -> Roster:
    """Read a roster; the bytes tell CSV or XLSX, not the name.

    `sheet` names the sheet of a workbook, else it is the first that shows; `encoding` is for CSV
    that is not UTF-8. Raises `UserError` for a fault of the whole file; a fault of a row is told
    in the roster's `bad`.
    """
    file = str(path)
    table = _read_table(read_file(path, name=file, limit=MAX_BYTES), file, sheet, encoding)
    header = next((line for line in table.lines if not line.empty), None)
    if header is None:
        raise UserError.one("is empty", file=file, hint=_BEGIN)
    reader = _RowReader(file, table, _read_header(header, file))
    for count, line in enumerate((line for line in table.lines if not line.empty), 1):
        if count > MAX_ROWS:
            raise UserError.one(f"has more than {MAX_ROWS:,} rows", file=file, hint="split it")
        reader.read(line)
    if not reader.rows and not reader.bad:
        raise UserError.one(
            "has a header and no rows", file=file, hint="add a row for each handout"
        )
    return Roster(file, tuple(reader.rows), tuple(reader.bad))


def _read_table(source: bytes, file: str, sheet: str | None, encoding: str | None) -> Table:
    """Choose the reader by the first bytes; an option that would do nothing is refused."""
    if source.startswith(WORKBOOKS):
        if encoding is not None:
            raise UserError.one("is no CSV file", file=file, hint="leave --encoding out")
        from handouts.roster.xlsx.reader import read_spreadsheet

        return read_spreadsheet(source, file, sheet)
    if sheet is not None:
        raise UserError.one("is no workbook and has no sheets", file=file, hint="leave --sheet out")
    return read_delimited(source, file, encoding)


def _read_header(header: TableRow, file: str) -> tuple[str, ...]:
    """Give the columns in their order; raise `UserError` with every fault of the header."""
    names = [_column_name(cell) for cell in header.cells]
    while names and not names[-1]:
        names.pop()
    problems = [
        Problem(file, header.number, place, *fault)
        for place, fault in _header_faults(header, names)
    ]
    if problems:
        raise UserError(problems)
    return tuple(names)


def _header_faults(
    header: TableRow, names: list[str]
) -> Iterator[tuple[int, tuple[str, str, str]]]:
    """Give what is wrong with a header, each by its column: where, message, hint."""
    begin = header.column
    if len(names) > MAX_COLUMNS:
        message = f"the first row has more than {MAX_COLUMNS} columns"
        yield begin, ("", message, "keep the columns of a roster")
        return
    hidden = {i: bad for i, cell in enumerate(header.cells) for bad in _hidden(cell)}
    for i, bad in hidden.items():
        yield begin + i, (f"column {begin + i}", f"holds {bad.name}", bad.hint)
    if not hidden and not COLUMNS.keys() & set(names):
        yield begin, ("", "the first row names no column of a roster", _BEGIN)
        return
    for i in range(len(names)):
        if i not in hidden:
            yield from ((begin + i, fault) for fault in _name_faults(names, i, begin))
    for name in REQUIRED:
        if name not in names and not hidden:  # a hidden character may be why it is not found
            hint = f"add it; needed are {' and '.join(REQUIRED)}"
            yield begin, (name, "the column is missing", hint)


def _name_faults(names: list[str], i: int, begin: int) -> Iterator[tuple[str, str, str]]:
    """Say what is wrong with the name of one column."""
    name, first = names[i], names.index(names[i])
    if not name:
        yield f"column {begin + i}", "has no name", "name it, or delete the column"
    elif name not in COLUMNS:
        yield f"column {begin + i}", "is no column of a roster", did_you_mean(name, COLUMNS)
    elif first < i:
        yield name, f"is there twice, first as column {begin + first}", "keep one of them"


def _hidden(cell: str | UnreadCell) -> Iterator[Unprintable]:
    """Give the first character of a cell that nobody sees, if there is one."""
    if not isinstance(cell, UnreadCell):
        yield from islice(unprintable(cell, allowed="\t\r\n"), 1)


def _column_name(cell: str | UnreadCell) -> str:
    """Give the name in a header as the columns have it: small letters, one space between words.

    A cell without text gives a name that no column bears.
    """
    if isinstance(cell, UnreadCell):
        return "?"
    return _GAPS.sub(" ", unicodedata.normalize("NFC", cell.strip()).casefold()).strip()


class _RowReader:
    """Sorts the lines below a header into good rows and bad ones."""

    def __init__(self, file: str, table: Table, header: tuple[str, ...]) -> None:
        self.rows: list[RosterRow] = []
        self.bad: list[BadRow] = []
        self._file = file
        self._table = table
        self._header = header
        self._ids: dict[str, int] = {}

    def read(self, line: TableRow) -> None:
        """Sort one line."""
        width = len(self._header)
        cells = list(line.cells)
        while len(cells) > width and not filled(cells[-1]):
            cells.pop()
        if len(cells) != width:
            hint = self._table.if_short if len(cells) < width else self._table.if_long
            fault = (f"has {_count(len(cells))}, the header has {width}", hint)
            if len(cells) == 1:  # such as the Ctrl-Z with which old programs end a file
                fault = next(((f"holds {bad.name}", bad.hint) for bad in _hidden(cells[0])), fault)
            problem = Problem(self._file, line.number, line.column, "", *fault)
            self.bad.append(BadRow(line.number, None, (problem,)))
            return
        values, problems = self._values(line, cells)
        id_ = values.get("id")
        if id_ is not None:
            problems += self._refuse_second(id_, line)
        if problems:
            self.bad.append(BadRow(line.number, id_, tuple(sorted(problems))))
        else:
            self.rows.append(RosterRow(line.number, **values))

    def _values(
        self, line: TableRow, cells: list[str | UnreadCell]
    ) -> tuple[dict[str, Any], list[Problem]]:
        """Read every cell; give the values by their names in `RosterRow`, and what is wrong."""
        values: dict[str, Any] = {}
        problems = []
        for i, (name, cell) in enumerate(zip(self._header, cells, strict=True)):
            try:
                value = read_cell(COLUMNS[name], cell)
            except CellError as bad:
                problems += [
                    Problem(self._file, line.number, line.column + i, name, *fault)
                    for fault in bad.faults
                ]
                continue
            if value is not None:
                values[name.replace(" ", "_")] = value
        return values, problems

    def _refuse_second(self, id_: str, line: TableRow) -> list[Problem]:
        """Report an id that an earlier row has; files that differ in capitals alone collide."""
        first = self._ids.setdefault(id_.casefold(), line.number)
        if first == line.number:
            return []
        place = line.column + self._header.index("id")
        message = f"is the id of line {first} too, capitals or not"
        return [Problem(self._file, line.number, place, "id", message, "give each row its own")]


def _count(cells: int) -> str:
    return "1 cell" if cells == 1 else f"{cells} cells"
