"""Choices in, complete orders out: every file they name is read, what is left open settled."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from handouts.brand.model import load_brand, plain_brand
from handouts.pipeline import Order
from handouts.request.plan import Plan
from patterns.catalog import Entry, load
from patterns.errors import Problem, UserError, collect_errors
from patterns.library_paths import checked_library, pattern_folders
from patterns.notice import load_notice

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from handouts.brand.model import Brand
    from handouts.request.choice import SheetRequest

LETTER_COUNTRIES = frozenset({"US", "CA"})
"""Where paper is Letter rather than A4 (ISO 216 holds elsewhere)."""

PLAN_FIELDS = ("side", "site", "sections", "detail", "edition", "stretches", "confirmed")
"""What a choice and a plan both say."""


class OrderLoader:
    """Reads brands and patterns, each once; one for each run."""

    def __init__(self) -> None:
        self._brands: dict[Path | None, Brand] = {None: plain_brand()}
        self._entries: dict[tuple[str, Path | None], Entry] = {}

    def order(self, choice: SheetRequest, day: date) -> Order:
        """Make the order of a choice; raise `UserError` with every problem of a file it names."""
        brand = self._brand(choice)
        notice = load_notice(choice.notice or brand.notice)
        paper = choice.paper or ("letter" if notice.country in LETTER_COUNTRIES else "a4")
        return Order(self._entry(choice), plan_from(choice), brand, notice, paper, day)

    def _brand(self, choice: SheetRequest) -> Brand:
        path = choice.brand
        if path not in self._brands and path is not None:
            self._brands[path] = load_brand(path)
        brand = self._brands[path]
        if choice.practitioner is None:
            return brand
        return brand.model_copy(update={"practitioner": choice.practitioner})

    def _entry(self, choice: SheetRequest) -> Entry:
        key = choice.pattern, choice.library
        if key not in self._entries:
            self._entries[key] = load(choice.pattern, checked_library(choice.library))
        return self._entries[key]


def plan_from(choice: SheetRequest) -> Plan:
    """Give the part of a choice that is a plan's; ids are held against the pattern's later."""
    chosen: dict[str, Any] = {name: getattr(choice, name) for name in PLAN_FIELDS}
    return Plan.model_construct(**chosen)


def load_orders(choices: Sequence[SheetRequest], day: date) -> list[Order]:
    """Make an order for each choice; raise `UserError` with every problem of all of them."""
    reader = OrderLoader()
    orders, problems = collect_errors(partial(reader.order, choice, day) for choice in choices)
    if problems:
        raise UserError(problems)
    return orders


def read_library(own: Path | None) -> tuple[list[Entry], list[Problem]]:
    """Read every pattern of the shipped library and of the clinic's own folder."""
    known = pattern_folders(checked_library(own))
    return collect_errors(partial(load, name, own) for name in sorted(known))
