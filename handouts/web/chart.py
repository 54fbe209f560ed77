"""Write what was given as a text for the client's chart, without the client's name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handouts.compose.doses import dose_facts
from handouts.compose.remedy_sections import title_of
from handouts.web.words import words

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator, Sequence

    from handouts.commands.build import BuiltHandout
    from handouts.compose.care import CareItem
    from handouts.compose.context import ComposeContext
    from handouts.web.cards import Card


def chart_lines(
    context: ComposeContext, shown: Sequence[Card], day: datetime.date, made: BuiltHandout
) -> Iterator[str]:
    """Yield the lines: the day, the pattern and its version, each remedy with its dose."""
    text, locale, pattern = words().chart, context.locale, context.pattern
    country = context.notice.country
    yield text.given.format(day=locale.format_date(day, country))
    side = context.texts.words.sides[context.side]
    title = context.render_plain(pattern.title)
    about = text.sided if pattern.sided else text.unsided
    yield about.format(title=title, side=side, version=pattern.version)
    moments = {card.id: card.moment for card in shown}
    for item in context.care:
        sides_done = context.sides_of(item) if item.activity else 1
        facts = ", ".join(
            fact.text for fact in dose_facts(locale, item.remedy, item.dose, sides_done)
        )
        title = title_of(context, item)
        if place := _place_of(context, item):
            title = text.at_place.format(title=title, place=place)
        yield text.remedy.format(title=title, dose=facts, moment=moments[item.id])
    yield text.printed.format(n=made.sides, number=made.info.number)


def _place_of(context: ComposeContext, item: CareItem) -> str:
    """Name the place that was chosen for a patch; empty if none was, or it is no patch."""
    sites = item.part.sites if item.id == "patch" else ()
    chosen = [site.name for site in sites if site.id == context.request.site]
    return context.render_plain(chosen[0]) if chosen else ""
