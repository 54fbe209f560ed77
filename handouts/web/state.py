"""What all requests of a run share: the library, the sheets, the thread that makes them."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

from handouts.files.own_files import own_brand
from handouts.web.clinic import ClinicEditor
from handouts.web.library import Library, load_library
from handouts.web.sheets import SheetMaker
from handouts.web.shelf import Shelf
from handouts.web.summaries import summarize_activity, summarize_pattern

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from handouts.web.admission import Admission
    from handouts.web.friday import Friday
    from handouts.web.presence import Presence
    from handouts.web.settings import Settings
    from handouts.web.summaries import ActivitySummary, PatternSummary

R = TypeVar("R")

MAX_ROSTERS = 3
"""Rosters of so many tabs are kept in memory."""


class PageState:
    """The state of one run of the page."""

    def __init__(self, settings: Settings, admission: Admission, presence: Presence) -> None:
        self.settings = settings
        self.admission = admission
        self.presence = presence
        self.shelf = Shelf(settings.timer)
        self.clinic = ClinicEditor(settings.config)
        self.sheets = SheetMaker(settings.store)
        self._worker = ThreadPoolExecutor(1, "sheets")
        self._fridays: dict[str, Friday] = {}
        self._library: Library | None = None
        self._summaries: tuple[list[PatternSummary], list[ActivitySummary]] | None = None

    def start(self, task: Callable[[], object]) -> None:
        """Begin a task in the thread in which all sheets are made, without waiting for it."""
        self._worker.submit(task)

    def put_friday(self, tab: str, friday: Friday) -> None:
        """Keep the roster of a tab in memory, in the place of its last one."""
        self.forget_friday(tab)
        self._fridays[tab] = friday
        while len(self._fridays) > MAX_ROSTERS:
            self.forget_friday(next(iter(self._fridays)))

    def forget_friday(self, tab: str) -> None:
        """Stop and forget the roster of a tab."""
        if tab in self._fridays:
            self._fridays.pop(tab).stop()

    def friday(self, tab: str) -> Friday | None:
        """Return the roster of a tab."""
        return self._fridays.get(tab)

    async def work(self, task: Callable[[], R]) -> R:
        """Do a task in the thread in which all sheets are made."""
        return await asyncio.get_running_loop().run_in_executor(self._worker, task)

    def warm(self) -> None:
        """Begin to load what the first page needs, before it is asked for."""
        self._worker.submit(lambda: self.summaries)

    @property
    def brand(self) -> Path | None:
        """The brand of all sheets: the one that was named on opening, or else the clinic's."""
        return self.settings.brand or own_brand(self.settings.config)

    def close(self) -> None:
        """End the thread, after the task that it does."""
        self._worker.shutdown(wait=False, cancel_futures=True)
        self.clinic.close()

    def reload(self) -> None:
        """Read the library and the brand anew when they are next needed."""
        self._library = self._summaries = None
        self.sheets.reload()

    @property
    def library(self) -> Library:
        """The patterns and activities, loaded once; call it in the thread of `work`."""
        if self._library is None:
            self._library = load_library(self.settings.library)
        return self._library

    @property
    def summaries(self) -> tuple[list[PatternSummary], list[ActivitySummary]]:
        """The patterns and the activities as lists show them, by title."""
        if self._summaries is None:
            self._summaries = (
                sorted(map(summarize_pattern, self.library.patterns.values()), key=_title),
                sorted(map(summarize_activity, self.library.activities.values()), key=_title),
            )
        return self._summaries


def _title(summary: PatternSummary | ActivitySummary) -> str:
    return summary.title.casefold()
