"""What the page is opened with: folders, the brand, and the clocks."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable
    from pathlib import Path

    from handouts.template.store import TemplateStore


class Settings(NamedTuple):
    """Everything that comes from outside.

    `config` is the folder of the clinic's brand and packs, None where the system has no place for
    one. `brand` is the brand that was named on opening, `library` the clinic's own folder.
    `today` gives the day, `timer` is a monotonic clock in seconds.
    """

    store: TemplateStore
    config: Path | None
    brand: Path | None
    library: Path | None
    today: Callable[[], datetime.date]
    timer: Callable[[], float]
