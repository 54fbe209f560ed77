"""Parse the XML of one member as events, without document types or entities, within limits."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING, Self
from xml.parsers import expat

if TYPE_CHECKING:
    from handouts.roster.xlsx.safe_zip import Archive

MAX_DEPTH = 50  # nested elements; expat keeps a record of each open one
MAX_ELEMENTS = 8_000_000  # the largest roster, 200,000 rows of twelve texts, has 7.4 million

_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class MemberParser:
    """Parses one member. Subclasses override `start_element` and `end_element`.

    Names of elements come without their prefix. A member that is not UTF-8 counts as damaged: no
    program writes workbooks in another encoding.
    """

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._depth = self._count = 0
        # calamine assumes UTF-8, and finds no cells in UTF-16.
        self._parser = expat.ParserCreate("utf-8")
        self._parser.StartDoctypeDeclHandler = self._refuse  # so no entity can be declared
        self._parser.StartElementHandler = self._open
        self._parser.EndElementHandler = self._close

    def parse(self, source: bytes) -> Self:
        """Parse a member and return this; raise `UserError` unless it is XML without a DOCTYPE."""
        if source.startswith(_UTF_16) or b"\0" in source[:2]:  # expat detects UTF-16 regardless
            raise self._archive.damaged()
        try:
            self._parser.Parse(source, True)
        except expat.ExpatError:
            raise self._archive.damaged() from None
        return self

    def start_element(self, name: str, attributes: dict[str, str]) -> None:
        """Handle the start of an element."""

    def end_element(self, name: str) -> None:
        """Handle the end of an element."""

    def _open(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        self._count += 1
        if self._depth > MAX_DEPTH or self._count > MAX_ELEMENTS:
            raise self._archive.too_large()
        self.start_element(name.rpartition(":")[2], attributes)

    def _close(self, name: str) -> None:
        self._depth -= 1
        self.end_element(name.rpartition(":")[2])

    def _refuse(self, *_: object) -> None:
        raise self._archive.damaged()
