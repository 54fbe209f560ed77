"""The structure tree of a document: elements in reading order with their marked content.

`canvas` builds it while it draws, and `structure_objects` writes it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Content:
    """A piece of marked content: its side, counted from 0, and its number (MCID) on that side."""

    side: int
    mcid: int


@dataclass(slots=True)
class Element:
    """A structure element.

    `box` is the rectangle of a figure, a link or a heading, in points from the bottom left corner
    of its side. `url` is the target of a link, `title` the text of a heading's bookmark.
    """

    role: str
    kids: list[Element | Content] = field(default_factory=list)
    alt: str = ""
    title: str = ""
    scope: str = ""
    url: str = ""
    box: tuple[float, float, float, float] | None = None

    def child(self, role: str, alt: str = "") -> Element:
        """Add an element inside this one."""
        made = Element(role, alt=alt)
        self.kids.append(made)
        return made

    def walk(self) -> Iterator[Element]:
        """Walk this element and all below it in reading order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.walk()

    def side(self) -> int | None:
        """Return the side on which the element begins, or None if it is empty."""
        for kid in self.kids:
            side = kid.side if isinstance(kid, Content) else kid.side()
            if side is not None:
                return side
        return None


def scope_headers(root: Element) -> None:
    """Set the scope of every header cell: its column in the first row of a table, else its row."""
    for table in root.walk():
        if table.role != "Table":
            continue
        rows = [kid for kid in table.kids if isinstance(kid, Element)]
        for i, row in enumerate(rows):
            for cell in row.kids:
                if isinstance(cell, Element) and cell.role == "TH":
                    cell.scope = "Row" if i else "Column"
