"""A member of a workbook goes in, XML; its elements go by one at a time, with every door shut."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING
from xml.parsers import expat

if TYPE_CHECKING:
    from handouts.roster.xlsx.safe_zip import Archive

MAX_DEPTH = 50
"""Elements within elements; the parser keeps a record of each that is open."""

MAX_ELEMENTS = 8_000_000
"""The fullest roster, 200,000 rows of twelve texts, has 7.4 million."""

_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class Walk:
    """Goes through one member; what is to be done at each element is added by those who need it.

    Names of elements come without their prefix. What is not UTF-8 is damaged: no program writes
    workbooks in anything else.
    """

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._depth = self._count = 0
        # What reads the cells takes all for UTF-8, and gives nothing for UTF-16.
        self._parser = expat.ParserCreate("utf-8")
        self._parser.StartDoctypeDeclHandler = self._stop
        self._parser.StartElementHandler = self._open
        self._parser.EndElementHandler = self._close

    def go(self, source: bytes) -> None:
        """Go through all of it; raise `UserError` for what is no XML, or has a document type."""
        if source.startswith(_UTF_16) or b"\0" in source[:2]:  # whatever the parser was told
            raise self._archive.damaged()
        try:
            self._parser.Parse(source, True)
        except expat.ExpatError:
            raise self._archive.damaged() from None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Do what is to be done where an element begins."""

    def end(self, name: str) -> None:
        """Do what is to be done where an element ends."""

    def _open(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        self._count += 1
        if self._depth > MAX_DEPTH or self._count > MAX_ELEMENTS:
            raise self._archive.too_large()
        self.start(name.rpartition(":")[2], attributes)

    def _close(self, name: str) -> None:
        self._depth -= 1
        self.end(name.rpartition(":")[2])

    def _stop(self, *_: object) -> None:
        """Refuse a document type: no entity is ever declared."""
        raise self._archive.damaged()
