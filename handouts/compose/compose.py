"""Compose the handout of one client from a pattern, a request, a brand and a notice.

Each section has a small function; the table `COMPOSERS` gives their order. The side is chosen once,
in `handouts.compose.context`, and every sentence, picture and mark follows it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from handouts.compose.check_first import check_first
from handouts.compose.closing_sections import (
    clinic_and_sources,
    maker_of,
    notice,
    together,
    warning_signs,
    week,
)
from handouts.compose.context import make_context
from handouts.compose.figures import beside, habits, plates
from handouts.compose.remedy_sections import care, flare
from handouts.document import Columns, Field, Handout, HeadedColumn, Pairs, Paragraph, Section
from handouts.request.values import PRACTITIONER
from patterns.sections import SECTIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from handouts.brand.model import Brand
    from handouts.compose.context import ComposeContext
    from handouts.compose.locale import StripLabels
    from handouts.request.values import SheetRequest
    from patterns.catalog import Entry
    from patterns.notice import Notice


def compose(entry: Entry, request: SheetRequest, brand: Brand, notice: Notice) -> Handout:
    """Compose the handout; raise `UserError` for a choice the pattern does not offer."""
    context = make_context(entry, request, brand, notice)
    pattern, locale, strip = context.pattern, context.locale, context.locale.strip
    sections = tuple(
        section
        for name, composer in COMPOSERS.items()
        if name not in SECTIONS or context.includes(name)
        for section in composer(context)
    )
    return Handout(
        title=context.render_plain(pattern.title),
        subtitle=context.render_plain(pattern.subtitle),
        language=notice.language,
        side=strip.sides[context.side] if pattern.sided else "",
        fields=strip_fields(strip),
        sections=sections,
        footer=footer_of(context),
        page_of=locale.page,
        signs_at=locale.signs_at,
        date_forms=locale.date_forms(notice.country),
        pile_title=locale.pile.title,
        number_as=locale.number,
        prepared_by=maker_of(context, PRACTITIONER) if request.practitioner_stamped else "",
    )


def strip_fields(strip: StripLabels) -> tuple[Field, ...]:
    """Return the fields of the strip under the title."""
    return (
        Field("client", strip.client),
        Field("date", strip.date),
        Field("next-visit", strip.next_visit),
        Field("note", strip.note, lines=2),
    )


def footer_of(context: ComposeContext) -> str:
    """Write the foot of every side: what the sheet is, its version and its review."""
    pattern, locale = context.pattern, context.locale
    awaiting = pattern.review.status == "awaiting clinical review"
    sided = (context.texts.words.sides[context.side],) if pattern.sided else ()
    title = " · ".join((context.render_plain(pattern.title), *sided))
    if context.request.edition == "large-print":
        return title  # the rest, which has no room on one line, stands in the record
    return locale.footer.format(
        title=title,
        version=pattern.version,
        due=locale.format_month(pattern.review.next_review),
        status=locale.footer_awaiting if awaiting else "",
    )


def _short(context: ComposeContext) -> Iterator[Section]:
    short, locale = context.pattern.in_short, context.locale
    columns = tuple(
        HeadedColumn(context.render_plain(step.label), (Paragraph(context.render(step.do)),))
        for step in short.today
        if context.includes(step.about)
    )
    message = locale.inside_sentence(context.render_plain(short.message))
    heading = locale.headings.short.format(message=message)
    yield Section("short", heading, (Columns(columns),) if columns else (), "message")


def _hurts(context: ComposeContext) -> Iterator[Section]:
    hurts, locale = context.pattern.hurts, context.locale
    # The sore spot of some patterns does not lie where it hurts.
    under = locale.under_pain if hurts.point_under_pain else ""
    blocks = (
        Paragraph(context.render(hurts.feels)),
        Paragraph(context.render(hurts.where, under, hurts.point or "")),
        *(block for sentence in hurts.why for block in context.in_full(sentence)),
    )
    yield Section("hurts", locale.headings.hurts, beside(plates(context, hurts.picture), blocks))


def _triggers(context: ComposeContext) -> Iterator[Section]:
    rows = tuple(
        (context.render(trigger.what), context.render(trigger.instead))
        for trigger in context.pattern.triggers
    )
    locale = context.locale
    yield Section(
        "triggers", locale.headings.triggers, (*habits(context), Pairs(locale.triggers, rows))
    )


COMPOSERS: dict[str, Callable[[ComposeContext], Iterator[Section]]] = {
    "short": _short,
    "hurts": _hurts,
    "care": care,
    "flare": flare,
    "triggers": _triggers,
    "together": together,
    "check": check_first,
    "help": warning_signs,
    "week": week,
    "notice": notice,
    "credits": clinic_and_sources,
}
"""The sections in reading order; those a request cannot choose always print."""
