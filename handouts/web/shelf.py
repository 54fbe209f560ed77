"""Keep finished sheets in memory for a while, each under an address that no one can guess."""

from __future__ import annotations

import secrets
from collections import OrderedDict
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from handouts.request.given import GivenSheet

MAX_AGE = 1800.0
"""Seconds that a sheet is kept after it was last asked for."""

MAX_SHEETS_OF_TAB = 3
"""The one that is shown, the one that is coming, and one more."""

MAX_SHEETS = 60

TOKEN_BYTES = 16


class ShelvedSheet(NamedTuple):
    """A finished sheet: whose tab it is for, its file and name, and whether it may be printed.

    `given` is what is recorded of it once it is printed, if a record is kept.
    """

    tab: str
    pdf: bytes
    sides: int
    file_name: str
    ready: bool
    given: GivenSheet | None = None


class Shelf:
    """Sheets by their token; `timer` is a monotonic clock in seconds."""

    def __init__(self, timer: Callable[[], float]) -> None:
        self._timer = timer
        self._sheets: OrderedDict[str, ShelvedSheet] = OrderedDict()
        self._used: dict[str, float] = {}

    def put(self, sheet: ShelvedSheet) -> str:
        """Keep a sheet; return its token."""
        token = secrets.token_urlsafe(TOKEN_BYTES)
        self._sheets[token] = sheet
        self._used[token] = self._timer()
        of_tab = [name for name, other in self._sheets.items() if other.tab == sheet.tab]
        for name in of_tab[:-MAX_SHEETS_OF_TAB]:
            self._drop(name)
        while len(self._sheets) > MAX_SHEETS:
            self._drop(next(iter(self._sheets)))
        return token

    def get(self, token: str) -> ShelvedSheet | None:
        """Return a sheet, None if it is not kept any more."""
        self._drop_old()
        if token in self._used:
            self._used[token] = self._timer()
        return self._sheets.get(token)

    def clear(self, tab: str) -> None:
        """Forget all sheets of a tab: its client has gone."""
        for name in [name for name, sheet in self._sheets.items() if sheet.tab == tab]:
            self._drop(name)

    def __len__(self) -> int:
        """Return how many sheets are kept."""
        return len(self._sheets)

    def _drop_old(self) -> None:
        oldest = self._timer() - MAX_AGE
        for name in [name for name, used in self._used.items() if used < oldest]:
            self._drop(name)

    def _drop(self, name: str) -> None:
        del self._sheets[name]
        del self._used[name]
