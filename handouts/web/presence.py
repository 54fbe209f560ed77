"""Know how many pages are open, and tell when the last one has been closed for a while."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

AFTER_CLOSING = 60.0
"""Seconds after which a closed page does not come back; a page that is loaded anew takes one."""

BEFORE_TELLING = 5.0
"""Seconds after which a page that is closed was not only left for the next one."""

BEFORE_OPENING = 600.0
"""Seconds in which someone should have opened the address."""


class Presence:
    """Counts the pages that are open; `timer` is a monotonic clock in seconds."""

    def __init__(self, timer: Callable[[], float]) -> None:
        self._timer = timer
        self._open = 0
        self._until = timer() + BEFORE_OPENING
        self._ended = False
        self.was_open = False

    @contextmanager
    def page(self) -> Iterator[None]:
        """Count a page as open for as long as its stream is."""
        self._open += 1
        self.was_open = True
        try:
            yield
        finally:
            self._open -= 1
            self.note()

    def note(self) -> None:
        """Note a sign of life of a page that has no stream."""
        self.was_open = True
        self._until = self._timer() + AFTER_CLOSING

    def end(self) -> None:
        """End, although pages are open."""
        self._ended = True

    @property
    def closed(self) -> bool:
        """Whether there was a page and none is open any more."""
        since = self._until - AFTER_CLOSING
        return self.was_open and self._open == 0 and self._timer() > since + BEFORE_TELLING

    @property
    def over(self) -> bool:
        """Whether the last page has been closed for long enough, or none was ever opened."""
        return self._ended or (self._open == 0 and self._timer() > self._until)

    @property
    def streams(self) -> int:
        """How many pages have a stream open."""
        return self._open
