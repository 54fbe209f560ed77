"""What one sheet is made from: the choices that shape it, and the client's own lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import datetime
    from pathlib import Path


class SheetRequest(NamedTuple):
    """Everything that shapes a sheet, and no word of the client; None leaves it open.

    `pattern` is an id or the path of a file. What is left open is settled by the brand, by the
    country of its notice, or by what is usual.
    """

    pattern: str
    library: Path | None = None
    brand: Path | None = None
    notice: str | None = None
    paper: str | None = None
    practitioner: str | None = None
    side: str | None = None
    site: str | None = None
    sections: tuple[str, ...] | None = None
    detail: str | None = None
    edition: str | None = None
    stretches: tuple[str, ...] | None = None
    confirmed: tuple[str, ...] = ()


class ClientText(NamedTuple):
    """The client's own lines and the day of the session."""

    date: datetime.date
    client: str | None = None
    next_visit: str | None = None
    note: str | None = None

    def __repr__(self) -> str:
        """Say nothing of the client, wherever this may be shown."""
        return "ClientText(...)"

    @property
    def texts(self) -> tuple[str, ...]:
        """The lines that are there."""
        return tuple(text for text in (self.client, self.next_visit, self.note) if text)
