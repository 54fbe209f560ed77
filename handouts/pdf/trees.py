"""The trees of a PDF file, grown as it is written: pages, numbered things, bookmarks.

Each takes one entry after the other and writes a node whenever it is full, so that what it keeps
stays small however long the file gets.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from handouts.pdf.writer import Writer

FULL = 400
"""How many entries a node holds; a reader comes to any of 160,000 in two steps."""


def references(numbers: Iterable[int]) -> bytes:
    """Write an array of references to objects."""
    return b"[%b]" % b" ".join(b"%d 0 R" % number for number in numbers)


class PageTree:
    """The sides of a file, in order; `count` says how many there are so far."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self._root = writer.number()
        self._nodes: list[int] = []
        self._kids: list[int] = []
        self.count = 0

    def add(self, page: int) -> int:
        """Add a page; give the number of the node that it belongs to."""
        if not self._kids or len(self._kids) == FULL:
            self._write_node()
            self._nodes.append(self._writer.number())
        self._kids.append(page)
        self.count += 1
        return self._nodes[-1]

    def close(self) -> int:
        """Write what is left; give the number of the root."""
        self._write_node()
        kids = references(self._nodes)
        line = b"<</Type/Pages/Count %d/Kids%b>>" % (self.count, kids)
        self._writer.pack(self._root, line)
        return self._root

    def _write_node(self) -> None:
        if self._kids:
            line = b"<</Type/Pages/Parent %d 0 R/Count %d/Kids%b>>"
            values = (self._root, len(self._kids), references(self._kids))
            self._writer.pack(self._nodes[-1], line % values)
        self._kids = []


class NumberTree:
    """Values under whole numbers that only grow."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self._nodes: list[int] = []
        self._keys: list[int] = []
        self._values: list[bytes] = []

    def add(self, key: int, value: bytes) -> None:
        """Add a value."""
        if len(self._keys) == FULL:
            self._write_node()
        self._keys.append(key)
        self._values.append(value)

    def close(self) -> bytes:
        """Write what is left; give the root as a dictionary."""
        if not self._nodes:
            return b"<</Nums%b>>" % self._numbers()
        self._write_node()
        return b"<</Kids%b>>" % references(self._nodes)

    def _write_node(self) -> None:
        number = self._writer.number()
        limits = (self._keys[0], self._keys[-1], self._numbers())
        self._writer.pack(number, b"<</Limits[%d %d]/Nums%b>>" % limits)
        self._nodes.append(number)
        self._keys, self._values = [], []

    def _numbers(self) -> bytes:
        pairs = zip(self._keys, self._values, strict=True)
        return b"[%b]" % b" ".join(b"%d %b" % pair for pair in pairs)


class Outline:
    """Bookmarks one below the other; each is written once the one behind it has a number."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self._root = writer.number()
        self._first = self._last = self._count = 0
        self._open = b""

    def add(self, title: bytes, place: bytes) -> None:
        """Add a bookmark: its title as a string of PDF, and the place it leads to."""
        number = self._writer.number()
        before = b"/Prev %d 0 R" % self._last if self._last else b""
        self._write_open(b"/Next %d 0 R" % number)
        self._open = b"<</Title%b/Parent %d 0 R%b/Dest%b" % (title, self._root, before, place)
        self._first, self._last = self._first or number, number
        self._count += 1

    def close(self) -> int:
        """Write what is left; give the number of the root."""
        self._write_open(b"")
        ends = b"/First %d 0 R/Last %d 0 R" % (self._first, self._last) if self._count else b""
        line = b"<</Type/Outlines%b/Count %d>>" % (ends, self._count)
        self._writer.pack(self._root, line)
        return self._root

    def _write_open(self, behind: bytes) -> None:
        if self._open:
            self._writer.pack(self._last, b"%b%b>>" % (self._open, behind))
