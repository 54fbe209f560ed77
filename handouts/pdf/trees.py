"""Write the page tree, number trees and the outline of a PDF file incrementally.

Each class writes a node whenever one is full, so memory stays small however long the file gets.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from handouts.pdf.writer import Writer

NODE_SIZE = 400  # entries in a full node; two levels hold 160,000


def references(numbers: Iterable[int]) -> bytes:
    """Write an array of references to objects."""
    return b"[%b]" % b" ".join(b"%d 0 R" % number for number in numbers)


class PageTree:
    """The pages of a file in order; `count` is their number so far."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self._root = writer.reserve()
        self._nodes: list[int] = []
        self._kids: list[int] = []
        self.count = 0

    def add(self, page: int) -> int:
        """Add a page and return the object number of its parent node."""
        if not self._kids or len(self._kids) == NODE_SIZE:
            self._write_node()
            self._nodes.append(self._writer.reserve())
        self._kids.append(page)
        self.count += 1
        return self._nodes[-1]

    def close(self) -> int:
        """Write what is left and return the object number of the root."""
        self._write_node()
        kids = references(self._nodes)
        self._writer.pack(self._root, b"<</Type/Pages/Count %d/Kids%b>>" % (self.count, kids))
        return self._root

    def _write_node(self) -> None:
        if self._kids:
            node = b"<</Type/Pages/Parent %d 0 R/Count %d/Kids%b>>"
            values = (self._root, len(self._kids), references(self._kids))
            self._writer.pack(self._nodes[-1], node % values)
        self._kids = []


class NumberTree:
    """A map from integers to values; keys are added in ascending order."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self._nodes: list[int] = []
        self._keys: list[int] = []
        self._values: list[bytes] = []

    def add(self, key: int, value: bytes) -> None:
        """Add a value under a key greater than all before it."""
        if len(self._keys) == NODE_SIZE:
            self._write_node()
        self._keys.append(key)
        self._values.append(value)

    def close(self) -> bytes:
        """Write what is left and return the root as a dictionary."""
        if not self._nodes:
            return b"<</Nums%b>>" % self._numbers()
        self._write_node()
        return b"<</Kids%b>>" % references(self._nodes)

    def _write_node(self) -> None:
        number = self._writer.reserve()
        limits = (self._keys[0], self._keys[-1], self._numbers())
        self._writer.pack(number, b"<</Limits[%d %d]/Nums%b>>" % limits)
        self._nodes.append(number)
        self._keys, self._values = [], []

    def _numbers(self) -> bytes:
        pairs = zip(self._keys, self._values, strict=True)
        return b"[%b]" % b" ".join(b"%d %b" % pair for pair in pairs)


class Outline:
    """A flat list of bookmarks; each is written once the next has an object number."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self._root = writer.reserve()
        self._first = self._last = self._count = 0
        self._pending = b""

    def add(self, title: bytes, destination: bytes) -> None:
        """Add a bookmark: its title as a PDF string, and the array of its destination."""
        number = self._writer.reserve()
        previous = b"/Prev %d 0 R" % self._last if self._last else b""
        self._write_pending(b"/Next %d 0 R" % number)
        values = (title, self._root, previous, destination)
        self._pending = b"<</Title%b/Parent %d 0 R%b/Dest%b" % values
        self._first, self._last = self._first or number, number
        self._count += 1

    def close(self) -> int:
        """Write what is left and return the object number of the root."""
        self._write_pending(b"")
        ends = b"/First %d 0 R/Last %d 0 R" % (self._first, self._last) if self._count else b""
        self._writer.pack(self._root, b"<</Type/Outlines%b/Count %d>>" % (ends, self._count))
        return self._root

    def _write_pending(self, following: bytes) -> None:
        if self._pending:
            self._writer.pack(self._last, b"%b%b>>" % (self._pending, following))
