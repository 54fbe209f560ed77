"""Decides what one client's sheet says: a pattern, a plan, a brand and a notice in, a Handout out.

Each section has one small function; the table `COMPOSERS` gives their order. The side is chosen
once, in `handouts.compose.context`, and every sentence, picture and mark follows it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from handouts.compose.closing_sections import notice, record, signs, together, week
from handouts.compose.context import make_context
from handouts.compose.figures import with_picture
from handouts.compose.locale import say_date
from handouts.compose.remedy_sections import ball, flare, patch, pillow, stretches
from handouts.document import Columns, Field, Handout, Pairs, Paragraph, RemedyColumn, Section
from patterns.sections import SECTIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from handouts.brand.model import Brand
    from handouts.compose.context import ComposeContext
    from handouts.request.plan import Plan
    from patterns.catalog import Entry
    from patterns.notice import Notice


def compose(entry: Entry, plan: Plan, brand: Brand, notice: Notice) -> Handout:
    """Compose the handout; raise `UserError` for a choice the pattern does not offer."""
    session = make_context(entry.pattern, plan, brand, notice)
    pattern, words, strip = session.pattern, session.words, session.words.strip
    sections = tuple(
        section
        for name, composer in COMPOSERS.items()
        if name not in SECTIONS or session.wants(name)
        for section in composer(session)
    )
    return Handout(
        title=session.name(pattern.title),
        subtitle=session.name(pattern.subtitle),
        language=notice.language,
        side_label=strip.side if pattern.sided else "",
        side=words.side[session.side] if pattern.sided else "",
        fields=(
            Field("client", strip.client),
            Field("date", strip.date),
            Field("next-visit", strip.next_visit),
            Field("note", strip.note, lines=2),
        ),
        sections=sections,
        footer=_footer(session),
        page_of=words.page,
    )


def _footer(session: ComposeContext) -> str:
    pattern, words = session.pattern, session.words
    awaiting = pattern.review.status == "awaiting clinical review"
    sided = (words.side[session.side],) if pattern.sided else ()
    return words.footer.format(
        title=" · ".join((session.name(pattern.title), *sided)),
        version=pattern.version,
        due=say_date(pattern.review.next_review, session.notice.language, short=True),
        status=words.footer_awaiting if awaiting else "",
    )


def _short(session: ComposeContext) -> Iterator[Section]:
    short = session.pattern.in_short
    today = [step for step in short.today if session.wants(step.about)]
    columns = tuple(
        RemedyColumn(session.name(step.label), (Paragraph(session.say(step.do)),)) for step in today
    )
    message = session.name(short.message)
    heading = f"{session.words.headings.short}: {message[0].lower()}{message[1:]}"
    yield Section("short", heading, (Columns(columns),) if columns else (), "message")


def _hurts(session: ComposeContext) -> Iterator[Section]:
    hurts = session.pattern.hurts
    blocks = (
        Paragraph(session.say(hurts.feels)),
        Paragraph(session.say(hurts.where, _point(session))),
        *(Paragraph(session.say(sentence)) for sentence in hurts.why),
    )
    yield Section(
        "hurts", session.words.headings.hurts, with_picture(session, hurts.picture, *blocks)
    )


def _point(session: ComposeContext) -> str:
    """Say where the sore spot lies; for some patterns that is not where it hurts."""
    hurts = session.pattern.hurts
    under = session.words.hurts.under_pain if hurts.point_under_pain else ""
    return " ".join(sentence for sentence in (under, hurts.point) if sentence)


def _triggers(session: ComposeContext) -> Iterator[Section]:
    words = session.words.triggers
    rows = tuple(
        (session.say(trigger.what), session.say(trigger.instead))
        for trigger in session.pattern.triggers
    )
    table = Pairs((words.what, words.instead), rows)
    yield Section("triggers", session.words.headings.triggers, (table,))


COMPOSERS: dict[str, Callable[[ComposeContext], Iterator[Section]]] = {
    "short": _short,
    "hurts": _hurts,
    "triggers": _triggers,
    "pillow": pillow,
    "patch": patch,
    "ball": ball,
    "stretches": stretches,
    "flare": flare,
    "together": together,
    "week": week,
    "help": signs,
    "notice": notice,
    "credits": record,
}
"""The sections in reading order; those a plan cannot choose always print."""
