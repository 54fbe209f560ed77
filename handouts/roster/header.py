"""Find the header of a table, and choose the cells that make each column of a roster."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from handouts.roster.columns import COLUMNS, REQUIRED
from handouts.roster.mapping import EXAMPLE, OPTION, column_name, format_mapping
from handouts.roster.table import UnreadCell
from patterns.characters import unprintable
from patterns.errors import Problem, UserError, closest, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from handouts.roster.mapping import Mapped
    from handouts.roster.table import TableRow
    from patterns.characters import Unprintable

MAX_COLUMNS = 100  # a first row with more is refused as a whole, not reported column by column
MAX_TITLE_ROWS = 30  # above the header, among which it is looked for
MAX_SHOWN = 40  # characters of the name of a column that is not used
ADD_HEADER = "begin with a header, such as id,pattern,client"

Fault = tuple[int, str, str, str]  # a column from 0, what the fault is about, a message and a hint

_FIRST = ("first name", "client first name", "patient first name", "given name", "firstname")
_LAST = ("last name", "client last name", "patient last name", "surname", "lastname")
USUAL_NAMES: dict[str, tuple[tuple[str, ...], ...]] = {
    "client": (
        *zip(_FIRST, _LAST, strict=True),
        *(("first name", "surname"), ("given name", "family name")),
        *(("client name",), ("patient name",), ("customer name",), ("full name",), ("name",)),
        *(("patient",), ("customer",)),
    ),
    "id": (
        *(("appointment id",), ("client id",), ("patient id",), ("customer id",)),
        *(("client number",), ("patient number",), ("file number",), ("chart number",)),
        *(("square customer id",), ("reference id",), ("patient guid",)),
    ),
    "date": (
        *(("appointment date",), ("visit date",), ("session date",), ("date of service",)),
        *(("start date",), ("start time",), ("appointment start",), ("start",), ("starts at",)),
    ),
    "practitioner": (
        *(("practitioner name",), ("therapist",), ("provider",), ("staff member",)),
        *(("staff member name",), ("staff name",), ("employee",)),
    ),
    "next visit": (("next appointment",), ("next appointment date",), ("next visit date",)),
}
"""What booking programs call the columns of a roster; of several names each, best first.

A date of birth is no day of a session.
"""

_OF_A_CLIENT = {"client", "email", "phone", "dob", "date of birth"} | {
    name for way in USUAL_NAMES["client"] for name in way
}
"""Columns that tell who a client is."""

_FOR_THE_CLINIC = {"notes", "client notes", "patient notes", "appointment notes"}
"""Notes of booking programs, which no client should read: never taken for the column note."""

_KNOWN = (
    COLUMNS.keys()
    | _FOR_THE_CLINIC
    | {name for ways in USUAL_NAMES.values() for way in ways for name in way}
)


class HeaderLayout(NamedTuple):
    """What the cells of a row are: for each column the cells that make it, from 0.

    `width` is the number of cells of the header, which begins in `first_column` of the file.
    `unused` are the names of the cells that make nothing. `taken` is what was suggested and taken.
    """

    columns: tuple[tuple[str, tuple[int, ...]], ...]
    width: int
    first_column: int
    unused: tuple[str, ...]
    taken: Mapped = {}  # noqa: RUF012 - it is replaced, never changed


def read_header(
    rows: Iterator[TableRow], file: str, mapped: Mapped, *, takes_suggested: bool = False
) -> HeaderLayout:
    """Read the first row as the header; the rows behind it are left in the iterator.

    With `takes_suggested` the columns of a booking program are taken for those of a roster that
    they suggest. Raises `UserError` with every problem of the header.
    """
    header = next(rows, None)
    if header is None:
        raise UserError.one("is empty", file=file, hint=ADD_HEADER)
    names, taken = _names(header), {}
    if takes_suggested and not mapped:
        taken = suggested_mapping(header)
        mapped = {name: tuple(map(column_name, parts)) for name, parts in taken.items()}
    if faults := list(_faults(header, names, mapped, rows)):
        start = header.first_column
        raise UserError(Problem(file, header.number, start + i, *fault) for i, *fault in faults)
    return _layout(header, names, mapped)._replace(taken=taken)


def is_header(cells: Sequence[str | UnreadCell]) -> bool:
    """Whether cells name columns of a roster, or what booking programs call them."""
    names = {column_name(cell) for cell in cells if isinstance(cell, str)}
    return names.issuperset(REQUIRED) or len(names & _KNOWN) > 1


def suggested_mapping(header: TableRow) -> dict[str, tuple[str, ...]]:
    """Return the columns of a roster that a file of a booking program has, as it spells them."""
    spelled = {
        column_name(cell): " ".join(cell.split()) for cell in header.cells if isinstance(cell, str)
    }
    found = {}
    for name, ways in USUAL_NAMES.items():
        way = next((way for way in ways if all(part in spelled for part in way)), None)
        if name not in spelled and way:
            found[name] = tuple(spelled[part] for part in way)
    return found


def first_unprintable(cell: str | UnreadCell) -> Unprintable | None:
    """Return the first character of a cell that cannot be printed."""
    if isinstance(cell, UnreadCell):
        return None
    return next(iter(unprintable(cell, allowed="\t\r\n")), None)


def _names(header: TableRow) -> list[str]:
    """Return the names in a row, without the empty ones at its end."""
    names = ["?" if isinstance(cell, UnreadCell) else column_name(cell) for cell in header.cells]
    while names and not names[-1]:
        names.pop()
    return names


def _layout(header: TableRow, names: list[str], mapped: Mapped) -> HeaderLayout:
    made = {name: tuple(map(names.index, parts)) for name, parts in mapped.items()}
    used = {i for places in made.values() for i in places}
    for i, name in enumerate(names):
        if name in COLUMNS and name not in made and i not in used:
            made[name] = (i,)
    used = {i for places in made.values() for i in places}
    unused = tuple(
        " ".join(str(cell).split())[:MAX_SHOWN]
        for i, (cell, name) in enumerate(zip(header.cells, names, strict=False))
        if name and i not in used
    )
    return HeaderLayout(tuple(made.items()), len(names), header.first_column, unused)


def _faults(
    header: TableRow, names: list[str], mapped: Mapped, rows: Iterator[TableRow]
) -> Iterator[Fault]:
    start = header.first_column
    if len(names) > MAX_COLUMNS:
        message = f"the first row has more than {MAX_COLUMNS} columns"
        yield 0, "", message, "keep the columns of a roster"
        return
    hidden = {
        i: bad
        for i, cell in enumerate(header.cells)
        if not mapped and (bad := first_unprintable(cell))
    }
    for i, bad in hidden.items():
        yield i, f"column {start + i}", f"holds {bad.name}", bad.hint
    if not hidden and not set(REQUIRED) & set(names) and not set(names) & _wanted(mapped):
        later = next((row for row in _next_rows(rows) if is_header(row.cells)), None)
        if later:
            message = f"the first row is no header; line {later.number} looks like it"
            yield 0, "", message, "delete the lines above it"
            return
        if not is_header(names) and not COLUMNS.keys() & set(names):
            yield 0, "", "the first row names no column of a roster", ADD_HEADER
            return
    if mapped:
        yield from _mapping_faults(names, mapped)
    else:
        yield from _name_faults(header, names, hidden)
    made = {*names, *mapped} if mapped else {*names, *suggested_mapping(header)}
    for name in REQUIRED:
        if name not in made and not hidden:  # a hidden character may be why it is not found
            hint = f"add it; needed are {' and '.join(REQUIRED)}"
            yield 0, name, "the column is missing", hint


def _wanted(mapped: Mapped) -> set[str]:
    return {part for parts in mapped.values() for part in parts}


def _next_rows(rows: Iterator[TableRow]) -> Iterator[TableRow]:
    return (row for row, _ in zip(rows, range(MAX_TITLE_ROWS), strict=False))


def _mapping_faults(names: list[str], mapped: Mapped) -> Iterator[Fault]:
    for name, parts in mapped.items():
        for part in parts:
            if part not in names:
                message = f"what {name} is made from is not in the header"
                yield 0, OPTION, message, "write the name as it stands there"
            elif names.count(part) > 1:
                message = f"what {name} is made from is there twice"
                yield _last(names, part), OPTION, message, "rename one of them"
            elif name == "id" and part in {*_OF_A_CLIENT, *mapped.get("client", ())}:
                message = "what id is made from tells who the client is, and an id is in the names"
                hint = "choose a column of numbers, or add one with 1, 2, 3"
                yield names.index(part), OPTION, f"{message} of files", hint
    for name in COLUMNS.keys() - mapped.keys() - _wanted(mapped):
        if names.count(name) > 1:
            yield _last(names, name), name, "is there twice", "keep one of them"


def _last(names: list[str], name: str) -> int:
    return len(names) - 1 - names[::-1].index(name)


def _name_faults(
    header: TableRow, names: list[str], hidden: dict[int, Unprintable]
) -> Iterator[Fault]:
    start, others = header.first_column, []
    is_export = bool(suggested_mapping(header))  # whose columns are no typing errors
    for i, name in enumerate(names):
        place = f"column {start + i}"
        if i in hidden:
            continue
        if not name:
            yield i, place, "has no name", "name it, or delete the column"
        elif name not in COLUMNS:
            known = tuple(sorted(COLUMNS.keys() - set(names)))
            if not is_export and name not in _KNOWN and closest(name, known):
                yield i, place, "is no column of a roster", did_you_mean(name, known)
            else:
                others.append(i)
        elif names.index(name) < i:
            first = start + names.index(name)
            yield i, name, f"is there twice, first as column {first}", "keep one of them"
    if others:
        yield others[0], *_others(header, [start + i for i in others])


def _others(header: TableRow, numbers: list[int]) -> tuple[str, str, str]:
    """Describe all the columns that a roster does not have in one problem."""
    suggested = suggested_mapping(header)
    if suggested:
        hint = f"to use some and leave the others out, add {format_mapping(suggested)}"
    else:
        hint = f"delete what is not needed, or name what is, such as {OPTION} {EXAMPLE}"
    if len(numbers) == 1:
        return f"column {numbers[0]}", "is no column of a roster", hint
    return f"columns {_listed(numbers)}", "are no columns of a roster", hint


def _listed(numbers: list[int]) -> str:
    """Write numbers in order, runs of three or more as `1 to 3`."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    parts = [
        part
        for run in runs
        for part in ([f"{run[0]} to {run[-1]}"] if len(run) > 2 else map(str, run))
    ]
    return " and ".join(filter(None, [", ".join(parts[:-1]), parts[-1]]))
