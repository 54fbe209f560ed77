"""Read a roster, CSV or XLSX, into valid rows and bad rows."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
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

MAX_COLUMNS = 100  # a first row with more is refused as a whole, not reported column by column

Fault = tuple[int, str, str, str]  # a column from 0, what the fault is about, a message and a hint

_WORD_BREAK = re.compile(r"[\s_-]+")
_ADD_HEADER = "begin with a header, such as id,pattern,client"


@dataclass(frozen=True, slots=True)
class RosterRow:
    """One handout to make; `values` has the names of `handouts.request.values`."""

    line: int  # in the file, or the row in the sheet, from 1
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

    `sheet` names one of a workbook; the default is the first visible one. `encoding` is for CSV
    that is not UTF-8. Raises `UserError` for a problem of the whole file.
    """
    file = str(path)
    table = _read_table(read_file(path, name=file, limit=MAX_BYTES), file, sheet, encoding)
    rows = (row for row in table.rows if not row.empty)
    header = next(rows, None)
    if header is None:
        raise UserError.one("is empty", file=file, hint=_ADD_HEADER)
    names = _read_header(header, file)
    ids: dict[str, int] = {}
    found: list[RosterRow | BadRow] = []
    for count, row in enumerate(rows, 1):
        if count > MAX_ROWS:
            raise UserError.one(f"has more than {MAX_ROWS:,} rows", file=file, hint="split it")
        found.append(_read_row(row, names, ids, table, file))
    if not found:
        hint = "add a row for each handout"
        raise UserError.one("has a header and no rows", file=file, hint=hint)
    bad = tuple(row for row in found if isinstance(row, BadRow))
    return Roster(file, tuple(row for row in found if isinstance(row, RosterRow)), bad)


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
    if faults := list(_header_faults(header, names)):
        start = header.first_column
        raise UserError(Problem(file, header.number, start + i, *fault) for i, *fault in faults)
    return tuple(names)


def _header_faults(header: TableRow, names: list[str]) -> Iterator[Fault]:
    start = header.first_column
    if len(names) > MAX_COLUMNS:
        message = f"the first row has more than {MAX_COLUMNS} columns"
        yield 0, "", message, "keep the columns of a roster"
        return
    hidden = {i: bad for i, cell in enumerate(header.cells) if (bad := _first_unprintable(cell))}
    for i, bad in hidden.items():
        yield i, f"column {start + i}", f"holds {bad.name}", bad.hint
    if not hidden and not COLUMNS.keys() & set(names):
        yield 0, "", "the first row names no column of a roster", _ADD_HEADER
        return
    for i in range(len(names)):
        if i not in hidden:
            yield from _name_faults(names, i, start)
    for name in REQUIRED:
        if name not in names and not hidden:  # a hidden character may be why it is not found
            hint = f"add it; needed are {' and '.join(REQUIRED)}"
            yield 0, name, "the column is missing", hint


def _name_faults(names: list[str], i: int, start: int) -> Iterator[Fault]:
    name, first, place = names[i], names.index(names[i]), f"column {start + i}"
    if not name:
        yield i, place, "has no name", "name it, or delete the column"
    elif name not in COLUMNS:
        yield i, place, "is no column of a roster", did_you_mean(name, COLUMNS)
    elif first < i:
        yield i, name, f"is there twice, first as column {start + first}", "keep one of them"


def _first_unprintable(cell: str | UnreadCell) -> Unprintable | None:
    if isinstance(cell, UnreadCell):
        return None
    return next(iter(unprintable(cell, allowed="\t\r\n")), None)


def _column_name(cell: str | UnreadCell) -> str:
    """Normalize a header cell to a key of `COLUMNS`: lower case, single spaces."""
    if isinstance(cell, UnreadCell):
        return "?"  # not a column
    return _WORD_BREAK.sub(" ", unicodedata.normalize("NFC", cell.strip()).casefold()).strip()


def _read_row(
    row: TableRow, names: tuple[str, ...], ids: dict[str, int], table: Table, file: str
) -> RosterRow | BadRow:
    """Read one row; `ids` are those of the rows before, and their lines."""
    cells = list(row.cells)
    while len(cells) > len(names) and not is_filled(cells[-1]):
        cells.pop()
    if len(cells) == len(names):
        values, faults = _read_cells(names, cells)
    else:
        values, faults = {}, [(0, "", *_width_fault(cells, len(names), table))]
    id_ = values.get("id")
    if id_ is not None:
        first = ids.setdefault(id_.casefold(), row.number)  # some file systems ignore case
        if first != row.number:
            message = f"is the id of line {first} too, capitals or not"
            faults.append((names.index("id"), "id", message, "give each row its own"))
    if faults:
        start = row.first_column
        problems = (Problem(file, row.number, start + i, *fault) for i, *fault in faults)
        return BadRow(row.number, id_, tuple(sorted(problems)))
    named = {name: values.pop(name) for name in ("id", "pattern", "copies") if name in values}
    return RosterRow(row.number, **named, values=values)


def _read_cells(
    names: tuple[str, ...], cells: list[str | UnreadCell]
) -> tuple[dict[str, Any], list[Fault]]:
    """Return the values by the fields of `RosterRow`, and the faults."""
    values: dict[str, Any] = {}
    faults: list[Fault] = []
    for i, (name, cell) in enumerate(zip(names, cells, strict=True)):
        try:
            value = read_cell(COLUMNS[name], cell)
        except CellError as bad:
            faults += [(i, name, *fault) for fault in bad.faults]
            continue
        if value is not None:
            values[name.replace(" ", "_")] = value
    return values, faults


def _width_fault(cells: list[str | UnreadCell], width: int, table: Table) -> tuple[str, str]:
    """Describe a row with another number of cells than the header."""
    bad = _first_unprintable(cells[0]) if len(cells) == 1 else None
    if bad:  # such as the Ctrl-Z with which old programs end a file
        return f"holds {bad.name}", bad.hint
    hint = table.short_row_hint if len(cells) < width else table.long_row_hint
    counted = "1 cell" if len(cells) == 1 else f"{len(cells)} cells"
    return f"has {counted}, the header has {width}", hint
