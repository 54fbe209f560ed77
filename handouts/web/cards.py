"""Describe each remedy that a sheet may print as a card: its words, its dose, the bounds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from handouts.compose.care import offered_care
from handouts.compose.doses import UPPER_END
from handouts.compose.remedy_sections import title_of
from handouts.web.words import words
from patterns.model.dose import changed
from patterns.remedies import REMEDIES
from patterns.rules.doses import load_dose_limits

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handouts.compose.care import CareItem
    from handouts.compose.context import ComposeContext
    from patterns.catalog import Entry
    from patterns.model.dose import Dose, Figure


class DoseInput(NamedTuple):
    """A figure of a dose that can be changed: its name, label and unit, its value and its bounds.

    `low` and `high` are the usual value.
    """

    name: Figure
    label: str
    unit: str
    low: int
    high: int
    least: int
    most: int


class PlaceChoice(NamedTuple):
    """A place for the patch: its id, its letter on the picture, its name and when to choose it."""

    id: str
    letter: str
    name: str
    when: str


class Card(NamedTuple):
    """A remedy that can be ticked.

    `dose` are its facts, each as a figure between two stretches of words. `movable` says whether
    its place can be changed; what is done in a flare-up keeps the order of the pattern. `frames` is
    the number of its pictures.
    """

    id: str
    moment: str
    title: str
    dose: tuple[tuple[str, str, str], ...]
    picture: str
    frames: int
    added: bool
    movable: bool
    inputs: tuple[DoseInput, ...]
    places: tuple[PlaceChoice, ...] = ()


def cards(entry: Entry, context: ComposeContext) -> tuple[Card, ...]:
    """Return a card for each remedy of the pattern and each that was added, in its order."""
    changes = dict(context.request.doses)
    used = entry.pattern.used()
    return tuple(
        Card(
            id=item.id,
            moment=context.locale.moments[item.moment],
            title=title_of(context, item),
            dose=tuple(_facts(context, item, _with_change(item, changes))),
            picture=picture_address(context, item),
            frames=len(item.part.frames) if item.activity else 1,
            added=item.id not in used,
            movable=item.section == "care",
            inputs=tuple(_inputs(item)),
            places=tuple(_places(context, item)),
        )
        for item in offered_care(entry, context.request)
    )


def _with_change(item: CareItem, changes: dict[str, Any]) -> Dose:
    return changed(item.dose, changes[item.id]) if item.id in changes else item.dose


def _facts(context: ComposeContext, item: CareItem, dose: Dose) -> Iterator[tuple[str, str, str]]:
    """Yield each part of a dose in few words: what stands before its figure, that, and the rest."""
    says = context.locale.dose
    for name, span in dose.figures.items():
        low, high = (span.high if name in UPPER_END else span.low), span.high
        figure = str(high) if low == high else says.numeral_range.format(low=low, high=high)
        before, _, after = words().dose[name].short.partition("{n}")
        yield before, figure, after
    if item.activity and context.sides_of(item) == 2 and not dose.minutes_in_all:
        yield says.each_side, "", ""
    for flag in dose.flags:
        yield says.flags[flag], "", ""


def _inputs(item: CareItem) -> Iterator[DoseInput]:
    limits, labels = load_dose_limits().remedies[item.remedy], words().dose
    for name, span in item.dose.figures.items():
        least, most, _ = limits.figures[name]
        if name == "minutes" and not item.activity:
            place = REMEDIES[item.remedy].time_limit(item.part.site)
            most = min(most, place.minutes) if place else most
        if name == "hours":
            most = min(most, item.part.product_allows_hours)
        text = labels[name]
        yield DoseInput(name, text.label, text.unit, span.low, span.high, least, most)


def _places(context: ComposeContext, item: CareItem) -> Iterator[PlaceChoice]:
    if item.id == "patch":
        for letter, site in zip("ABCD", item.part.sites, strict=False):
            when = context.render_plain(site.when)
            yield PlaceChoice(site.id, letter, context.render_plain(site.name), when)


def picture_address(context: ComposeContext, item: CareItem) -> str:
    """Return the address of the picture of a remedy on the sore side; empty if it has none."""
    side = context.side
    if item.activity:
        shown = "right" if side == "right" else "left"
        return f"/art/activity/{item.id}/{shown}.svg" if item.activity.frames else ""
    picture = item.part.picture
    return f"/art/pattern/{context.pattern.id}/{item.id}/{side}.svg" if picture else ""
