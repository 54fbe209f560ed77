"""Composes the last sections: best together, the week, when to get help, the notice, the record."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from handouts.compose.locale import say_date
from handouts.document import (
    Columns,
    ContactBlock,
    Paragraph,
    Points,
    RemedyColumn,
    Section,
    Sequence,
    Sequences,
    WeekChart,
)
from patterns.guidance import load_red_flags
from patterns.model import BallUse, Patch
from patterns.text import StyledRun

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handouts.compose.context import ComposeContext
    from patterns.model import Combination, WeekRow

SECTION_OF = {
    "pillow": "pillow",
    "patch": "patch",
    "patch-off": "patch",
    "ball": "ball",
    "stretch": "stretches",
    "heat": "flare",
    "cold": "flare",
}
"""The section that explains each use; a combination prints only when all of its sections do."""


def together(session: ComposeContext) -> Iterator[Section]:
    """Give the best combinations of what the sheet prints."""
    sequences = tuple(
        Sequence(
            title=session.name(combination.title),
            parts=tuple(session.name(step.say) for step in combination.steps),
            joint=combination.joint,
            note=session.say(combination.note or "", _take_off(session, combination)),
        )
        for combination in session.pattern.together
        if all(session.wants(SECTION_OF[step.use]) for step in combination.steps)
    )
    if sequences:
        yield Section("together", session.words.headings.together, (Sequences(sequences),))


def _take_off(session: ComposeContext, combination: Combination) -> str:
    """Say when a patch that is worn at night comes off."""
    patch = session.pattern.patch
    worn = combination.when == "night" and any(s.use == "patch" for s in combination.steps)
    if not worn or not isinstance(patch, Patch):
        return ""
    return session.words.fact(session.words.patch.night, {"hours": patch.dose.hours})


def week(session: ComposeContext) -> Iterator[Section]:
    """Give a chart to tick, a row for each remedy that is printed."""
    printed = {stretch.id for stretch in session.stretches()}
    rows = tuple(
        _week_label(session, row)
        for row in session.pattern.week
        if session.wants(row.about) and (row.stretch is None or row.stretch in printed)
    )
    if not rows:
        return
    words = session.words.week
    minutes = _minutes_a_day(session)
    head = words.minutes.format(n=minutes) if minutes else words.remedy
    yield Section("week", session.words.headings.week, (WeekChart(head, words.days, rows),))


def _week_label(session: ComposeContext, row: WeekRow) -> str:
    """Name a row of the chart, with how often where the pattern says so."""
    label, pattern = session.name(row.label), session.pattern
    times = None
    if row.stretch is not None:
        times = pattern.stretch(row.stretch).dose.times_a_day
    elif row.about == "ball" and isinstance(pattern.ball, BallUse):
        times = pattern.ball.dose.times_a_day
    return f"{label}, {session.words.often(times)}" if times else label


def _minutes_a_day(session: ComposeContext) -> str:
    """Add up the exercise of a day, in minutes rounded up to the next five; empty if none."""
    least = most = 0
    ball = session.pattern.ball
    if session.wants("ball") and isinstance(ball, BallUse):
        least += 60 * ball.dose.minutes_in_all.low * ball.dose.times_a_day.low
        most += 60 * ball.dose.minutes_in_all.high * ball.dose.times_a_day.high
    for stretch in session.stretches() if session.wants("stretches") else ():
        dose = stretch.dose
        least += dose.hold_seconds.low * dose.repeats.low * dose.times_a_day.low
        most += dose.hold_seconds.high * dose.repeats.high * dose.times_a_day.high
    if not most:
        return ""
    low, high = (5 * ceil(seconds / 300) for seconds in (least, most))
    return str(low) if low == high else session.words.range.format(low=low, high=high)


def signs(session: ComposeContext) -> Iterator[Section]:
    """When to stop and get help, by the regions of the pattern."""
    flags = load_red_flags().of(session.pattern.regions)
    words = session.words.help
    columns = Columns(
        (
            RemedyColumn(
                words.now.format(emergency=session.notice.emergency),
                (Points(session.says(flags.now)),),
            ),
            RemedyColumn(words.soon, (Points(session.says(flags.soon)),)),
        )
    )
    yield Section("help", session.words.headings.help, (columns,), "warning")


def notice(session: ComposeContext) -> Iterator[Section]:
    """Give the notice, whole; a brand may add sentences and never take one away."""
    sentences = (
        *session.notice.sentences,
        *session.brand.notice_additions,
        session.name(session.pattern.evidence),
    )
    text = Paragraph((StyledRun(" ".join(sentences)),), "notice")
    yield Section("notice", session.notice.title, (text,), "small")


def record(session: ComposeContext) -> Iterator[Section]:
    """How to reach the clinic, who made the sheet, from what, and when."""
    pattern, brand, words = session.pattern, session.brand, session.words.credits
    language, review = session.notice.language, session.pattern.review
    reach = tuple(f"{line.label} {line.text}" for line in brand.contact)
    maker = ", ".join(part for part in (brand.practitioner, brand.credentials) if part)
    history = (
        words.record.format(
            version=pattern.version,
            author=review.author,
            reviewed=say_date(review.reviewed_on, language),
            due=say_date(review.next_review, language),
        ),
        words.reviewed.format(name=review.reviewed_by) if review.reviewed_by else words.awaiting,
        words.sources.format(cites="; ".join(source.cite for source in pattern.sources.values())),
    )
    contact = ContactBlock(
        reach=" · ".join(reach) if reach else words.no_contact,
        write_in=not reach,
        more=" ".join(
            part
            for part in (
                words.prepared_by.format(name=maker) if maker else "",
                "" if session.brief or session.plan.edition == "large-print" else words.large_print,
            )
            if part
        ),
        link=brand.link.url if brand.link else "",
        link_label=f"{brand.link.label}: {brand.link.shown}" if brand.link else "",
        link_alt=words.link_alt,
        record=(StyledRun(" ".join(history)),),
    )
    yield Section("credits", session.words.headings.credits, (contact,), "card")
