"""Compose the card of a sheet: a row a remedy, with its dose and boxes to tick for a week.

The card says again what the sheet says of each remedy, with the same items and words. It goes with
the sheet and never stands for it: it has no notice, and refers to the sheet by its number.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from handouts.compose.check_first import names_of
from handouts.compose.compose import footer_of
from handouts.compose.context import make_context
from handouts.compose.doses import dose_block, exercise_minutes
from handouts.compose.figures import frames, plates
from handouts.compose.remedy_sections import title_of
from handouts.document import CardRow, CardStrip, Field, Handout, Section
from patterns.text import runs

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from handouts.brand.model import Brand
    from handouts.compose.care import CareItem
    from handouts.compose.context import ComposeContext
    from handouts.document import PictureBlock
    from handouts.request.values import SheetRequest
    from patterns.catalog import Entry
    from patterns.notice import Notice
    from patterns.text import Rich

MAX_PICTURES = 2
"""The most pictures of a remedy: of more, the first and the last are shown."""

MAX_BOXES = 3
"""The most boxes of a day."""


def compose_card(
    entry: Entry, request: SheetRequest, brand: Brand, notice: Notice, number: str
) -> Handout:
    """Compose the card of a sheet; raise `UserError` for a choice the pattern does not offer.

    `number` is that of the sheet.
    """
    context = make_context(entry, request, brand, notice)
    pattern, locale, strip = context.pattern, context.locale, context.locale.strip
    daily = (item for item in context.care if item.activity and item.section == "care")
    minutes = exercise_minutes(context, daily)
    daily_time = locale.card.minutes.format(n=minutes) if minutes else ""
    names = _names(context)
    rows = tuple(_row(context, item, names[item.id]) for item in context.care)
    return Handout(
        title=context.render_plain(pattern.title),
        subtitle=" · ".join(filter(None, (locale.card.week, daily_time))),
        language=notice.language,
        side=strip.sides[context.side] if pattern.sided else "",
        fields=(Field("client", strip.client), Field("date", strip.date)),
        sections=(*rows, Section("stop", "", (_strip(context, names, number),), "warning")),
        footer=footer_of(context),
        page_of=locale.card.page,
        signs_at="",
        date_forms=locale.date_forms(notice.country),
        pile_title=locale.pile.title,
        number_as=locale.number,
        number=number,
    )


def _names(context: ComposeContext) -> dict[str, str]:
    """Name each remedy in a few words, with a capital; no two have the same name."""
    names = zip(context.care, names_of(context, list(context.care)), strict=True)
    return {item.id: name[:1].upper() + name[1:] for item, name in names}


def _row(context: ComposeContext, item: CareItem, name: str) -> Section:
    row = CardRow(
        short=name,
        pictures=tuple(_pictures(context, item)),
        doses=dose_block(context, item),
        stop=runs(_stop(context, item)),
        days=context.locale.week.days,
        boxes=_boxes(item),
    )
    moment = context.locale.moments[item.moment]
    return Section(item.id, title_of(context, item), (row,), moment=moment)


def _pictures(context: ComposeContext, item: CareItem) -> Iterator[PictureBlock]:
    """Compose the pictures of a remedy, without the words and numbers that its steps explain."""
    if item.activity:
        drawn = frames(context.within(item.activity), item)
    else:
        sites = item.part.sites if item.id == "patch" else ()
        drawn = plates(context, item.part.picture, sites)
    shown = drawn if len(drawn) <= MAX_PICTURES else (drawn[0], drawn[-1])
    for picture in shown:
        yield replace(picture, caption=(), labels=(), steps=())


def _stop(context: ComposeContext, item: CareItem) -> str:
    """Write what to stop an activity for, empty for nothing; the sheet explains its terms."""
    sentence = item.activity and item.activity.stop_if
    if not item.activity or not sentence:
        return ""
    said = context.locale.inside_sentence(context.within(item.activity).render_plain(sentence))
    return context.locale.card.stop.format(sentence=said)


def _boxes(item: CareItem) -> int:
    """Count the boxes of a day: one for each time that a remedy is used at most."""
    often = item.dose.times_a_day or item.dose.a_day
    return min(often.high, MAX_BOXES) if often else 1


def _strip(context: ComposeContext, names: Mapping[str, str], number: str) -> CardStrip:
    words = context.locale.card
    parts = [words.goes_with.format(number=number)]
    if any(item.cautions for item in context.care):
        parts.append(words.check.format(check=context.locale.headings.check))
    return CardStrip(
        stops=_stops(context, names, own=False),
        every_stop=_stops(context, names, own=True),
        signs=runs(words.signs.format(emergency=context.notice.emergency)),
        goes_with=runs(" ".join(parts)),
    )


def _stops(context: ComposeContext, names: Mapping[str, str], *, own: bool) -> Rich:
    """Write what to stop for by remedy; a line that several share names them all.

    With `own` each remedy has its own line too.
    """
    country, about = context.notice.country, dict[str, list[str]]()
    for item in context.care:
        lines = map(context.render_plain, context.texts.safety.stop_lines(item.remedy, country))
        for line in (*lines, *((_stop(context, item),) if own else ())):
            if line:
                about.setdefault(line, []).append(names[item.id])
    said: dict[str, list[str]] = {}
    for line, named in about.items():
        said.setdefault(", ".join(dict.fromkeys(named)), []).append(line)
    template = context.locale.card.named
    return runs(
        " ".join(
            template.format(names=named, sentences=" ".join(lines)) for named, lines in said.items()
        )
    )
