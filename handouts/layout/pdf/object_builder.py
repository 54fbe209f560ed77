"""Syntax, texts and references in, objects of a PDF with open numbers out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handouts.pdf.writer import text_string
from handouts.template.model import ObjectTemplate

if TYPE_CHECKING:
    from typing import Self


class ObjectBuilder:
    """Objects that are being written, one a line; every call gives the same builder back."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []
        self._slots: list[int] = []

    def add(self, text: str) -> Self:
        """Add syntax of PDF as it is."""
        return self.raw(text.encode("ascii"))

    def raw(self, data: bytes) -> Self:
        """Add bytes as they are; raise `ValueError` for a line break, which ends an object."""
        if b"\n" in data:
            raise ValueError("an object of a PDF holds a line break")
        self._parts.append(data.replace(b"%", b"%%"))
        return self

    def say(self, text: str) -> Self:
        """Add a text for people."""
        return self.raw(text_string(text))

    def refer(self, *slots: int) -> Self:
        """Add references to the objects of slots, with a space before each."""
        self._parts.append(b" %d 0 R" * len(slots))
        self._slots += slots
        return self

    def number(self, slot: int) -> Self:
        """Add the number of a slot alone."""
        self._parts.append(b"%d")
        self._slots.append(slot)
        return self

    def end(self) -> Self:
        """End an object."""
        self._parts.append(b"\n")
        return self

    def blank(self) -> ObjectTemplate:
        """Give what has been written."""
        return ObjectTemplate(b"".join(self._parts).removesuffix(b"\n"), tuple(self._slots))
