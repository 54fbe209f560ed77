"""Read a CSV file strictly: its rows, each with its line number, or an error at its line."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from handouts.roster.encodings import SAVE_AS_UTF_8, decode, line_number
from handouts.roster.table import Table, TableRow
from patterns.errors import Problem, UserError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab"}  # the header decides which one it is

MAX_ROW = 100_000  # characters in one row; below the `csv` module's own limit for a cell

MAX_TITLE_LINES = 30  # lines without a separator, of which the first with one decides

_SEPARATOR_LINE = re.compile(r' *+"?+ *+sep *+= *+(.?) *+"?+ *+', re.IGNORECASE)
"""Possessive: backtracking over spaces would take time of the third power of their number."""


def read_csv(
    source: bytes,
    file: str,
    encoding: str | None = None,
    is_header: Callable[[str], bool] = lambda _: False,
) -> Table:
    """Read CSV as Excel and other programs write it.

    A byte order mark overrides `encoding`; without either the file is UTF-8. `is_header` tells
    whether a line names columns. Raises `UserError` for bytes that are not text; iterating over the
    rows raises it for a misplaced quote.
    """
    text = decode(source, file, encoding, is_header)
    if "\0" in text:
        line = line_number(text[: text.index("\0")])
        raise _error(file, line, "holds U+0000 NULL", SAVE_AS_UTF_8)
    stream = io.StringIO(text, newline="")
    skipped, separator = _find_header(stream, file)
    sign = SEPARATORS[separator]
    short, long = (
        f"write a {sign} for each empty cell too",
        f"put a cell that holds a {sign} in quotes",
    )
    return Table(_rows(stream, skipped, separator, file), short, long)


def _find_header(stream: io.StringIO, file: str) -> tuple[int, str]:
    """Move to the header; return the number of lines before it and the separator.

    A line such as `sep=;` before the header, which Excel understands, states the separator.
    """
    skipped, stated = 0, ""
    while True:
        start = stream.tell()
        line = stream.readline()
        text = line.rstrip("\r\n")
        match = _SEPARATOR_LINE.fullmatch(text)
        if not line or (text.strip() and not match):
            separator = stated or _separator(stream, line)
            stream.seek(start)
            return skipped, separator
        skipped += 1
        if match:
            stated = match[1]
            if stated not in SEPARATORS:
                hint = "use a comma, a semicolon or a tab"
                raise _error(file, skipped, "the separator after sep= is not known", hint)


def _separator(stream: io.StringIO, line: str) -> str:
    """Return the separator that the header has; the lines of a title above it may have none."""
    for _ in range(MAX_TITLE_LINES):
        if not line or any(map(line.count, SEPARATORS)):
            break
        line = stream.readline()
    return max(SEPARATORS, key=line.count)


def _rows(stream: io.StringIO, skipped: int, separator: str, file: str) -> Iterator[TableRow]:
    source = _LineSource(stream)
    # Without skipinitialspace a quote after a space would be part of the cell.
    reader = csv.reader(source, delimiter=separator, strict=True, skipinitialspace=True)
    number = skipped + 1
    while True:
        source.begin_row()
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            if source.trimmer is None:  # spaces after a quote are rare, and slow to find
                source.trimmer = _QuoteTrimmer(separator)
                source.rewind()
                continue
            raise _error(file, number, *source.diagnosis()) from None
        yield TableRow(number, tuple(cells), ended=source.ended)
        number += source.lines


class _LineSource:
    """An iterator over lines for `csv.reader` that can repeat a row and explain its error."""

    def __init__(self, stream: io.StringIO) -> None:
        self.lines = 0
        self.ended = True  # whether the last line has its line break
        self.trimmer: _QuoteTrimmer | None = None
        self._stream = stream
        self._row_start = self._length = 0
        self._at_end = False

    def __iter__(self) -> _LineSource:
        return self

    def __next__(self) -> str:
        line = self._stream.readline()
        if not line:
            self._at_end = True
            raise StopIteration
        self.lines += 1
        self.ended = line.endswith(("\n", "\r"))
        self._length += len(line)
        if self._length > MAX_ROW:  # an open quote would take in the rest of the file
            raise csv.Error
        return self.trimmer.trim(line) if self.trimmer else line

    def begin_row(self) -> None:
        """Reset the counts of the row."""
        self.lines = self._length = 0
        self._at_end = False
        self._row_start = self._stream.tell()

    def rewind(self) -> None:
        """Go back to the start of the row."""
        self._stream.seek(self._row_start)

    def diagnosis(self) -> tuple[str, str]:
        """Return the message and the hint for a row that `csv.reader` refused."""
        twice = 'write a quote inside a cell twice: ""'
        if self._at_end:
            return "a quote that opens in this row is never closed", f"close it, and {twice}"
        if self._length > MAX_ROW and self.lines == 1:
            return f"the row has more than {MAX_ROW:,} characters", "shorten it"
        if self.lines > 1:
            return "a quote that opens in this row is not closed where its cell ends", twice
        return "text follows the quote that closes a cell", twice


class _QuoteTrimmer:
    """Removes spaces between a closing quote and the separator or the end of the line.

    The `csv` module would read such a quote as one inside the cell, which may have several lines.
    """

    def __init__(self, separator: str) -> None:
        blank = " " if separator == "\t" else " \t"
        self._outside = re.compile(rf'(?: *"|[^{separator}]*{separator}?)')
        self._inside = re.compile(r'[^"]*(?:""[^"]*)*')
        self._closing = re.compile(rf'"[{blank}]*(?=[{separator}\r\n]|\Z)')
        self._open = False

    def trim(self, line: str) -> str:
        """Return the next line without those spaces."""
        if '"' not in line:
            return line
        parts, at = [], 0
        while at < len(line):
            found = (self._inside if self._open else self._outside).match(line, at)
            part = found.group() if found else line[at:]
            parts.append(part)
            at += len(part)
            if not self._open:
                self._open = part.lstrip(" ") == '"'
            elif at < len(line):
                closing = self._closing.match(line, at)
                parts.append('"')
                at = closing.end() if closing else at + 1
                self._open = False
        return "".join(parts)


def _error(file: str, line: int, message: str, hint: str) -> UserError:
    return UserError([Problem(file, line, 1, "", message, hint)])
