"""Build PDF objects whose object numbers are filled in later."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handouts.pdf.writer import text_string
from handouts.template.model import ObjectTemplate

if TYPE_CHECKING:
    from typing import Self


class ObjectBuilder:
    """Collects objects, one a line; every method but `template` returns the builder."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []
        self._slots: list[int] = []

    def add(self, text: str) -> Self:
        """Add PDF syntax unchanged."""
        return self.raw(text.encode("ascii"))

    def raw(self, data: bytes) -> Self:
        """Add bytes unchanged; raise `ValueError` for a line break, which would end the object."""
        if b"\n" in data:
            raise ValueError("an object of a PDF holds a line break")
        self._parts.append(data.replace(b"%", b"%%"))
        return self

    def text(self, text: str) -> Self:
        """Add a text string (ISO 32000-1, 7.9.2.2)."""
        return self.raw(text_string(text))

    def ref(self, *slots: int) -> Self:
        """Add references to the objects of some slots, with a space before each."""
        self._parts.append(b" %d 0 R" * len(slots))
        self._slots += slots
        return self

    def number(self, slot: int) -> Self:
        """Add the object number of a slot."""
        self._parts.append(b"%d")
        self._slots.append(slot)
        return self

    def end(self) -> Self:
        """End the object."""
        self._parts.append(b"\n")
        return self

    def template(self) -> ObjectTemplate:
        """Return the objects written so far."""
        return ObjectTemplate(b"".join(self._parts).removesuffix(b"\n"), tuple(self._slots))
