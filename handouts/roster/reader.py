"""Read a roster, CSV or XLSX, into valid rows and bad rows."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Any

from handouts.roster.columns import COLUMNS, REQUIRED, CellError, read_cell
from handouts.roster.csv_reader import read_csv
from handouts.roster.table import MAX_BYTES, MAX_ROWS, UnreadCell, is_filled
from patterns.characters import unprintable
from patterns.errors import Problem, UserError, did_you_mean
from patterns.files import read_file

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from handouts.roster.table import Table, TableRow
    from patterns.characters import Unprintable

WORKBOOK_SIGNATURES = (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0")
"""First bytes of a zip file, an empty zip file and an OLE file, as Excel wrote until 2003."""

MAX_COLUMNS = 100
"""A first row with more is refused as a whole, not reported column by column."""

_WORD_BREAK = re.compile(r"[\s_-]+")
_ADD_HEADER = "begin with a header, such as id,pattern,client"


@dataclass(frozen=True, slots=True)
class RosterRow:
    """One handout to make; `values` has the names of `handouts.request.values`.

    `line` is its line in the file or its row in the sheet, from 1.
    """

    line: int
    id: str
    pattern: str
    copies: int = 1
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row with problems; `id` is None if that is one of them."""

    line: int
    id: str | None
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Roster:
    """The valid rows and the bad rows of a file, both in file order."""

    file: str
    rows: tuple[RosterRow, ...]
    bad: tuple[BadRow, ...]


def read_roster(path: Path, *, sheet: str | None = None, encoding: str | None = None) -> Roster:
    """Read a roster; its first bytes decide between CSV and XLSX.

    `sheet` names a sheet of a workbook; the default is the first visible one. `encoding` is for CSV
    that is not UTF-8. Raises `UserError` for a problem of the whole file; rows with problems are in
    the roster's `bad`.
    """
    file = str(path)
    table = _read_table(read_file(path, name=file, limit=MAX_BYTES), file, sheet, encoding)
    rows = (row for row in table.rows if not row.empty)
    header = next(rows, None)
    if header is None:
        raise UserError.one("is empty", file=file, hint=_ADD_HEADER)
    reader = _RowReader(file, table, _read_header(header, file))
    for count, row in enumerate(rows, 1):
        if count > MAX_ROWS:
            raise UserError.one(f"has more than {MAX_ROWS:,} rows", file=file, hint="split it")
        reader.read(row)
    if not reader.rows and not reader.bad:
        raise UserError.one(
            "has a header and no rows", file=file, hint="add a row for each handout"
        )
    return Roster(file, tuple(reader.rows), tuple(reader.bad))


def _read_table(source: bytes, file: str, sheet: str | None, encoding: str | None) -> Table:
    """Choose the reader by the first bytes; refuse an option for the other kind of file."""
    if source.startswith(WORKBOOK_SIGNATURES):
        if encoding is not None:
            raise UserError.one("is no CSV file", file=file, hint="leave --encoding out")
        from handouts.roster.xlsx.reader import read_xlsx

        return read_xlsx(source, file, sheet)
    if sheet is not None:
        raise UserError.one("is no workbook and has no sheets", file=file, hint="leave --sheet out")
    return read_csv(source, file, encoding)


def _read_header(header: TableRow, file: str) -> tuple[str, ...]:
    """Return the column names in order; raise `UserError` with every problem of the header."""
    names = [_column_name(cell) for cell in header.cells]
    while names and not names[-1]:
        names.pop()
    problems = [
        Problem(file, header.number, column, *fault)
        for column, fault in _header_faults(header, names)
    ]
    if problems:
        raise UserError(problems)
    return tuple(names)


def _header_faults(
    header: TableRow, names: list[str]
) -> Iterator[tuple[int, tuple[str, str, str]]]:
    """Yield the problems of a header: the column, and (place, message, hint)."""
    start = header.first_column
    if len(names) > MAX_COLUMNS:
        message = f"the first row has more than {MAX_COLUMNS} columns"
        yield start, ("", message, "keep the columns of a roster")
        return
    hidden = {i: bad for i, cell in enumerate(header.cells) for bad in _first_unprintable(cell)}
    for i, bad in hidden.items():
        yield start + i, (f"column {start + i}", f"holds {bad.name}", bad.hint)
    if not hidden and not COLUMNS.keys() & set(names):
        yield start, ("", "the first row names no column of a roster", _ADD_HEADER)
        return
    for i in range(len(names)):
        if i not in hidden:
            yield from ((start + i, fault) for fault in _name_faults(names, i, start))
    for name in REQUIRED:
        if name not in names and not hidden:  # a hidden character may be why it is not found
            hint = f"add it; needed are {' and '.join(REQUIRED)}"
            yield start, (name, "the column is missing", hint)


def _name_faults(names: list[str], i: int, start: int) -> Iterator[tuple[str, str, str]]:
    """Yield the problem of one column name, if there is one."""
    name, first = names[i], names.index(names[i])
    if not name:
        yield f"column {start + i}", "has no name", "name it, or delete the column"
    elif name not in COLUMNS:
        yield f"column {start + i}", "is no column of a roster", did_you_mean(name, COLUMNS)
    elif first < i:
        yield name, f"is there twice, first as column {start + first}", "keep one of them"


def _first_unprintable(cell: str | UnreadCell) -> Iterator[Unprintable]:
    """Yield the first unprintable character of a cell, if there is one."""
    if not isinstance(cell, UnreadCell):
        yield from islice(unprintable(cell, allowed="\t\r\n"), 1)


def _column_name(cell: str | UnreadCell) -> str:
    """Normalize a header cell to a key of `COLUMNS`: lower case, single spaces."""
    if isinstance(cell, UnreadCell):
        return "?"  # not a column
    return _WORD_BREAK.sub(" ", unicodedata.normalize("NFC", cell.strip()).casefold()).strip()


class _RowReader:
    """Collects the rows below a header, valid and bad."""

    def __init__(self, file: str, table: Table, header: tuple[str, ...]) -> None:
        self.rows: list[RosterRow] = []
        self.bad: list[BadRow] = []
        self._file = file
        self._table = table
        self._header = header
        self._ids: dict[str, int] = {}

    def read(self, row: TableRow) -> None:
        """Add one row."""
        width = len(self._header)
        cells = list(row.cells)
        while len(cells) > width and not is_filled(cells[-1]):
            cells.pop()
        if len(cells) != width:
            self.bad.append(BadRow(row.number, None, (self._width_problem(row, cells),)))
            return
        values, problems = self._values(row, cells)
        id_ = values.get("id")
        if id_ is not None:
            problems += self._duplicate_id(id_, row)
        if problems:
            self.bad.append(BadRow(row.number, id_, tuple(sorted(problems))))
        else:
            named = {
                name: values.pop(name) for name in ("id", "pattern", "copies") if name in values
            }
            self.rows.append(RosterRow(row.number, **named, values=values))

    def _width_problem(self, row: TableRow, cells: list[str | UnreadCell]) -> Problem:
        """Report a row with another number of cells than the header."""
        width, count = len(self._header), len(cells)
        hint = self._table.short_row_hint if count < width else self._table.long_row_hint
        counted = "1 cell" if count == 1 else f"{count} cells"
        fault = (f"has {counted}, the header has {width}", hint)
        if count == 1:  # such as the Ctrl-Z with which old programs end a file
            hidden = _first_unprintable(cells[0])
            fault = next(((f"holds {bad.name}", bad.hint) for bad in hidden), fault)
        return Problem(self._file, row.number, row.first_column, "", *fault)

    def _values(
        self, row: TableRow, cells: list[str | UnreadCell]
    ) -> tuple[dict[str, Any], list[Problem]]:
        """Read every cell; return the values by the fields of `RosterRow`, and the problems."""
        values: dict[str, Any] = {}
        problems = []
        for i, (name, cell) in enumerate(zip(self._header, cells, strict=True)):
            try:
                value = read_cell(COLUMNS[name], cell)
            except CellError as bad:
                problems += [
                    Problem(self._file, row.number, row.first_column + i, name, *fault)
                    for fault in bad.faults
                ]
                continue
            if value is not None:
                values[name.replace(" ", "_")] = value
        return values, problems

    def _duplicate_id(self, id_: str, row: TableRow) -> list[Problem]:
        """Report an id of an earlier row, in any case: some file systems ignore case."""
        first = self._ids.setdefault(id_.casefold(), row.number)
        if first == row.number:
            return []
        column = row.first_column + self._header.index("id")
        message = f"is the id of line {first} too, capitals or not"
        return [Problem(self._file, row.number, column, "id", message, "give each row its own")]
