"""Read a roster, CSV or a workbook, into valid rows and bad rows."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from handouts.roster.columns import COLUMNS, read_cell
from handouts.roster.csv_reader import SEPARATORS, read_csv
from handouts.roster.days import NOT_SETTLED, NumericDay, order_told, settle_days
from handouts.roster.header import first_unprintable, is_header, read_header
from handouts.roster.other_files import kind_of_file
from handouts.roster.table import MAX_BYTES, MAX_ROWS, CellError, UnreadCell, is_filled
from patterns.errors import Problem, UserError
from patterns.files import read_file

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from handouts.roster.header import Fault, HeaderLayout
    from handouts.roster.mapping import Mapped
    from handouts.roster.table import Table, TableRow

WORKBOOK_SIGNATURES = (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0")
"""First bytes of a zip file, an empty zip file and an OLE file, as Excel wrote until 2003."""

MAX_NAMED = 8  # unused columns that are named


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
    """The valid rows and the bad rows of a file, both in file order.

    `remarks` tell what was not used, and how days of two readings were read.
    """

    file: str
    rows: tuple[RosterRow, ...]
    bad: tuple[BadRow, ...]
    remarks: tuple[Problem, ...] = ()


def read_roster(
    path: Path,
    *,
    data: bytes | None = None,
    sheet: str | None = None,
    encoding: str | None = None,
    mapped: Mapped | None = None,
    takes_suggested: bool = False,
    country: Callable[[], str] = lambda: "",
) -> Roster:
    """Read a roster; its first bytes decide how.

    `data` are its bytes if they are in memory already; then `path` is but what messages call it.
    `sheet` names one of a workbook; the default is the first visible one. `encoding` is for CSV
    that is not UTF-8. `mapped` names the columns of the file that make those of a roster; without
    it, `takes_suggested` takes those of a booking program for what they suggest. `country`
    tells whose order days such as 03/04/2026 have; it is called only if there are any. Raises
    `UserError` for a problem of the whole file.
    """
    file = str(path)
    if data is None:
        data = read_file(path, name=file, limit=MAX_BYTES)
    table = _read_table(data, file, sheet, encoding)
    rows = (row for row in table.rows if not row.empty)
    layout = read_header(rows, file, mapped or {}, takes_suggested=takes_suggested)
    reader = _RowReader(layout, table, file)
    for count, row in enumerate(rows, 1):
        if count > MAX_ROWS:
            raise UserError.one(f"has more than {MAX_ROWS:,} rows", file=file, hint="split it")
        reader.read(row)
    if not reader.found:
        hint = "add a row for each handout"
        raise UserError.one("has a header and no rows", file=file, hint=hint)
    remarks = [
        *([table.remark] if table.remark else []),
        *(
            (remark, "")
            for remark in (*_taken(layout), *_unused(layout), *reader.settle_days(country))
        ),
    ]
    told = tuple(Problem(file, 0, 0, "", *remark) for remark in remarks)
    bad = tuple(row for row in reader.found if isinstance(row, BadRow))
    good = tuple(row for row in reader.found if isinstance(row, RosterRow))
    return Roster(file, good, bad, told)


def _read_table(source: bytes, file: str, sheet: str | None, encoding: str | None) -> Table:
    """Choose the reader by the first bytes; refuse an option for the other kind of file."""
    if source.startswith(WORKBOOK_SIGNATURES):
        if encoding is not None:
            raise UserError.one("is no CSV file", file=file, hint="leave --encoding out")
        from handouts.roster.workbooks import read_workbook

        return read_workbook(source, file, sheet)
    if other := kind_of_file(source):
        raise UserError.one(other[0], file=file, hint=other[1])
    if sheet is not None:
        raise UserError.one("is no workbook and has no sheets", file=file, hint="leave --sheet out")
    return read_csv(source, file, encoding, _is_header_line)


def _is_header_line(line: str) -> bool:
    separator = max(SEPARATORS, key=line.count)
    return is_header([cell.strip('" \r\n') for cell in line.split(separator)])


class _RowReader:
    """Reads the rows of a table one by one into `found`."""

    def __init__(self, layout: HeaderLayout, table: Table, file: str) -> None:
        self.found: list[RosterRow | BadRow] = []
        self._layout, self._table, self._file = layout, table, file
        self._places = {name: places[0] for name, places in layout.columns}
        self._ids: dict[str, int] = {}  # those of the rows before, and their lines
        self._open_days: list[tuple[int, NumericDay]] = []  # by the index in `found`

    def read(self, row: TableRow) -> None:
        """Read one row."""
        values, faults = self._values(row)
        id_ = values.get("id")
        if id_ is not None:
            first = self._ids.setdefault(
                id_.casefold(), row.number
            )  # some file systems ignore case
            if first != row.number:
                message = f"is the id of line {first} too, capitals or not"
                faults.append((self._places["id"], "id", message, "give each row its own"))
        if isinstance(day := values.get("date"), NumericDay):
            self._open_days.append((len(self.found), day))
        if faults:
            problems = (self._problem(row.number, *fault) for fault in faults)
            self.found.append(BadRow(row.number, id_, tuple(sorted(problems))))
            return
        named = {name: values.pop(name) for name in ("id", "pattern", "copies") if name in values}
        self.found.append(RosterRow(row.number, **named, values=values))

    def _values(self, row: TableRow) -> tuple[dict[str, Any], list[Fault]]:
        cells, width = list(row.cells), self._layout.width
        while len(cells) > width and not is_filled(cells[-1]):
            cells.pop()
        if fault := _width_fault(row, cells, width, self._table):
            return {}, [(0, "", *fault)]
        # Excel leaves out empty cells at the end of rows far below the header.
        return _read_cells(self._layout, cells + [""] * (width - len(cells)))

    def _problem(self, line: int, place: int, *fault: str) -> Problem:
        return Problem(self._file, line, self._layout.first_column + place, *fault)

    def settle_days(self, country: Callable[[], str]) -> list[str]:
        """Replace days such as 03/04/2026 by those that are meant; return a remark on how.

        A row whose day stays open becomes a bad one.
        """
        if not self._open_days:
            return []
        days = [day for _, day in self._open_days]
        settled = settle_days(days, country())
        for (i, _), day in zip(self._open_days, settled, strict=True):
            row = self.found[i]
            if day is None:
                problem = self._problem(row.line, self._places["date"], "date", *NOT_SETTLED)
                known = row.problems if isinstance(row, BadRow) else ()
                self.found[i] = BadRow(row.line, row.id, tuple(sorted((*known, problem))))
            elif isinstance(row, RosterRow):
                self.found[i] = replace(row, values={**row.values, "date": day})
        return order_told(days, settled)


def _read_cells(
    layout: HeaderLayout, cells: list[str | UnreadCell]
) -> tuple[dict[str, Any], list[Fault]]:
    """Return the values by the fields of `RosterRow`, and the faults."""
    values: dict[str, Any] = {}
    faults: list[Fault] = []
    for name, places in layout.columns:
        try:
            value = read_cell(COLUMNS[name], *map(cells.__getitem__, places))
        except CellError as bad:
            faults += [(places[0], name, *fault) for fault in bad.faults]
            continue
        if value is not None:
            values[name.replace(" ", "_")] = value
    return values, faults


def _width_fault(
    row: TableRow, cells: list[str | UnreadCell], width: int, table: Table
) -> tuple[str, str] | None:
    """Describe a row that has other cells than the header, unless only empty ones are missing."""
    bad = first_unprintable(cells[0]) if len(cells) == 1 else None
    if bad:  # such as the Ctrl-Z with which old programs end a file
        return f"holds {bad.name}", bad.hint
    counted = "1 cell" if len(cells) == 1 else f"{len(cells)} cells"
    if len(cells) > width:
        return f"has {counted}, the header has {width}", table.long_row_hint
    if len(cells) < width and not row.ended:
        message = f"has {counted}, the header has {width}, and the file ends here"
        hint = f"it may be cut off: save it again, or {table.short_row_hint}"
        return message, hint
    return None


def _taken(layout: HeaderLayout) -> list[str]:
    """Say which columns of a booking program were taken for those of a roster."""
    made = (f"{name} from {' and '.join(parts)}" for name, parts in layout.taken.items())
    return [f"has columns that were read as others: {', '.join(made)}"] if layout.taken else []


def _unused(layout: HeaderLayout) -> list[str]:
    """Name the columns that a mapping leaves out."""
    if not layout.unused:
        return []
    more = len(layout.unused) - MAX_NAMED
    named = ", ".join(layout.unused[:MAX_NAMED])
    return [f"has columns that are not used: {named}{f' and {more} more' if more > 0 else ''}"]
