"""Read the items of the instruments from `items.yaml`, and find the check that decides each."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Literal

from pydantic import model_validator

from handouts.report.checks import advice, numbers, structure, wording
from patterns.schema.base import Model
from patterns.schema.loader import read_shipped

if TYPE_CHECKING:
    from collections.abc import Callable

    from handouts.report.outcome import Outcome
    from handouts.report.sheet import Sheet

Instrument = Literal["pemat-p", "cdc-index", "reading"]

_CHECKS: tuple[Callable[[Sheet], Outcome], ...] = (
    advice.actions,
    advice.call_to_action,
    advice.directions,
    advice.doubt,
    advice.reasons,
    advice.risks,
    advice.risks_and_benefits,
    numbers.easy_numbers,
    numbers.no_sums,
    numbers.numbers_explained,
    numbers.odds_in_words,
    numbers.sums_explained,
    structure.captions,
    structure.charts_explained,
    structure.message_first,
    structure.message_stands_out,
    structure.one_main_message,
    structure.pictures,
    structure.short_chunks,
    structure.short_lists,
    structure.simple_tables,
    structure.small_steps,
    structure.summary,
    structure.telling_headings,
    structure.tools,
    structure.visual_cues,
    wording.active_message,
    wording.active_voice,
    wording.everyday_words,
    wording.grade,
    wording.longest_sentence,
    wording.mean_sentence,
    wording.no_distractions,
    wording.plain_purpose,
    wording.speaks_to_reader,
    wording.terms_explained,
)
CHECKS = {check.__name__: check for check in _CHECKS}
"""The checks by name."""


class Item(Model):
    """One thing that an instrument asks: who decides it, and what to do if it is not met."""

    id: str
    instrument: Instrument
    words: str
    decided_by: Literal["program", "person"]
    check: str = ""
    mend: str = ""

    @model_validator(mode="after")
    def _check_is_known(self) -> Item:
        """Check that a program has a check and a way out, and a person neither."""
        if self.decided_by == "person" and (self.check or self.mend):
            raise ValueError("is decided by a person, and so has no check")
        if self.decided_by == "program" and not (self.check in CHECKS and self.mend):
            raise ValueError("is decided by a program, and so needs a check and a way out")
        return self


class Items(Model):
    """The instruments by id, and their items."""

    instruments: dict[Instrument, str]
    items: tuple[Item, ...]


@cache
def load_items() -> Items:
    """Read the items of the report."""
    return read_shipped("handouts.report", "items.yaml", Items)
