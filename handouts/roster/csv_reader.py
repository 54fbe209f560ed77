"""The bytes of a CSV file go in; its lines come out, strictly read, each with its true number."""

from __future__ import annotations

import codecs
import csv
import io
import re
from typing import TYPE_CHECKING

from handouts.roster.table import Table, TableRow
from patterns.errors import Problem, UserError, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator

SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab"}
"""What may stand between two cells; the header alone decides."""

MAX_LINE = 100_000
"""Characters of one row; the `csv` module's own limit for a cell lies above it."""

ENCODINGS = (
    "big5", "cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257",
    "cp1258", "cp437", "cp850", "cp852", "cp932", "cp949", "euc_kr", "gb18030", "iso8859-1",
    "iso8859-15", "iso8859-2", "koi8-r", "mac-roman", "utf-16", "utf-8",
)  # fmt: skip
"""What spreadsheet programs save text in, by Python's names; their other names are known too."""

_MARKS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
_SAVE = 'save it as "CSV UTF-8"'
_SEPARATOR_LINE = re.compile(r' *"? *sep *= *(.) *"? *', re.IGNORECASE)


def read_delimited(source: bytes, file: str, encoding: str | None = None) -> Table:
    """Read CSV as Excel and others write it.

    A byte order mark tells UTF-8 or UTF-16 and counts more than `encoding`; without either the
    file is UTF-8. Raises `UserError` for what is not text; the lines raise it for an open quote.
    """
    text = _decode(source, file, encoding)
    if "\0" in text:
        raise _fault(file, _line_at(text[: text.index("\0")]), "holds U+0000 NULL", _SAVE)
    stream = io.StringIO(text, newline="")
    skipped, separator = _begin(stream, file)
    return Table(
        _lines(stream, skipped, separator, file),
        if_short=f"write a {SEPARATORS[separator]} for each empty cell too",
        if_long=f"put a cell that holds a {SEPARATORS[separator]} in quotes",
    )


def _decode(source: bytes, file: str, encoding: str | None) -> str:
    name = _known(encoding) if encoding is not None else "utf-8"
    mark = next((mark for mark in _MARKS if source.startswith(mark)), b"")
    name = _MARKS.get(mark, name)
    source = source.removeprefix(mark)
    try:
        return source.decode(name)
    except UnicodeDecodeError as error:
        line = _line_at(source[: error.start].decode(name, "ignore"))
        shown = name.removesuffix("-le").removesuffix("-be").upper()
        message = f"byte {source[error.start]:02X} is not {shown} text"
        other = "" if mark or encoding else ", or give --encoding cp1252"
        raise _fault(file, line, message, f"{_SAVE}{other}") from None


def _known(encoding: str) -> str:
    """Give Python's name of an encoding that tables are saved in."""
    try:
        name = codecs.lookup(encoding).name.removesuffix("-sig")
    except (LookupError, ValueError):  # a name with a NUL is a ValueError
        name = ""
    if name not in ENCODINGS:
        raise UserError.one(
            "is no encoding known here",
            field="--encoding",
            hint=did_you_mean(encoding, ENCODINGS),
        )
    return name


def _begin(stream: io.StringIO, file: str) -> tuple[int, str]:
    """Go to the header; give the lines before it and the separator it is written with."""
    skipped, told = 0, ""
    while True:
        here = stream.tell()
        line = stream.readline()
        words = line.rstrip("\r\n")
        if not line or (words.strip() and not (found := _SEPARATOR_LINE.fullmatch(words))):
            stream.seek(here)
            return skipped, told or max(SEPARATORS, key=line.count)
        skipped += 1
        if words.strip() and found:
            told = found[1]
            if told not in SEPARATORS:
                hint = "use a comma, a semicolon or a tab"
                raise _fault(file, skipped, "the separator after sep= is not known", hint)


def _lines(stream: io.StringIO, skipped: int, separator: str, file: str) -> Iterator[TableRow]:
    feed = _Feed(stream)
    # Spaces before a quote are passed over, or the quote would not count.
    reader = csv.reader(feed, delimiter=separator, strict=True, skipinitialspace=True)
    number = skipped + 1
    while True:
        feed.begin_row()
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            if feed.trimmer is None:  # spaces after a quote are rare, and slow to look for
                feed.trimmer = _Trimmer(separator)
                feed.rewind()
                continue
            raise _fault(file, number, *feed.verdict()) from None
        yield TableRow(number, tuple(cells))
        number += feed.lines


class _Feed:
    """The lines of a text on their way to the `csv` module, and what became of the last row."""

    def __init__(self, stream: io.StringIO) -> None:
        self.lines = 0
        self.trimmer: _Trimmer | None = None
        self._stream = stream
        self._begin = self._length = 0
        self._over = False

    def __iter__(self) -> _Feed:
        return self

    def __next__(self) -> str:
        line = self._stream.readline()
        if not line:
            self._over = True
            raise StopIteration
        self.lines += 1
        self._length += len(line)
        if self._length > MAX_LINE:  # an open quote would swallow the file
            raise csv.Error
        return self.trimmer.trim(line) if self.trimmer else line

    def begin_row(self) -> None:
        """Count afresh."""
        self.lines = self._length = 0
        self._over = False
        self._begin = self._stream.tell()

    def rewind(self) -> None:
        """Go back to where the row begins."""
        self._stream.seek(self._begin)

    def verdict(self) -> tuple[str, str]:
        """Say what is wrong with the row that could not be read, and the way out."""
        twice = 'write a quote inside a cell twice: ""'
        if self._over:
            return "a quote that opens in this row is never closed", f"close it, and {twice}"
        if self._length > MAX_LINE and self.lines == 1:
            return f"the row has more than {MAX_LINE:,} characters", "shorten it"
        if self.lines > 1:
            return "a quote that opens in this row is not closed where its cell ends", twice
        return "text follows the quote that closes a cell", twice


class _Trimmer:
    """Takes the spaces away between the quote that closes a cell and what follows the cell.

    The `csv` module would take such a quote for one inside the cell. Lines come one by one; a cell
    may go on over several.
    """

    def __init__(self, separator: str) -> None:
        blank = " " if separator == "\t" else " \t"
        self._outside = re.compile(rf'(?: *"|[^{separator}]*{separator}?)')
        self._inside = re.compile(r'[^"]*(?:""[^"]*)*')
        self._closing = re.compile(rf'"[{blank}]*(?=[{separator}\r\n]|\Z)')
        self._open = False

    def trim(self, line: str) -> str:
        """Give the line without those spaces."""
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


def _line_at(before: str) -> int:
    """Give the number of the line that a piece of text ends on."""
    return len(re.findall("\r\n|\r|\n", before)) + 1


def _fault(file: str, line: int, message: str, hint: str) -> UserError:
    return UserError([Problem(file, line, 1, "", message, hint)])
