"""Compose the last sections: best together, the week, when to get help, the notice, the credits."""

from __future__ import annotations

from math import ceil, prod
from typing import TYPE_CHECKING

from handouts.compose.locale import format_date
from handouts.document import (
    Columns,
    ContactBlock,
    HeadedColumn,
    Paragraph,
    Points,
    Section,
    Sequence,
    Sequences,
    WeekChart,
)
from patterns.guidance import load_red_flags
from patterns.model import BallUse, Patch
from patterns.remedies import REMEDIES
from patterns.text import StyledRun

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handouts.compose.context import ComposeContext
    from patterns.field_types import IntRange
    from patterns.model import Combination, Use, WeekRow
    from patterns.sections import SectionId

SECTION_OF_USE: dict[Use, SectionId] = {
    "patch-off": REMEDIES["patch"].section,
    **{name: remedy.section for name, remedy in REMEDIES.items()},
}
"""The section that explains each use; a combination prints only if all of its sections do."""


def together(context: ComposeContext) -> Iterator[Section]:
    """Compose the best combinations of what the sheet prints."""
    sequences = tuple(
        Sequence(
            title=context.render_plain(combination.title),
            parts=tuple(context.render_plain(step.say) for step in combination.steps),
            joint=combination.joint,
            note=context.render(combination.note or "", _night_limit(context, combination)),
        )
        for combination in context.pattern.together
        if all(context.includes(SECTION_OF_USE[step.use]) for step in combination.steps)
    )
    if sequences:
        yield Section("together", context.locale.headings.together, (Sequences(sequences),))


def _night_limit(context: ComposeContext, combination: Combination) -> str:
    """Write when a patch that is worn at night comes off; empty for any other combination."""
    patch, locale = context.pattern.patch, context.locale
    worn = combination.when == "night" and any(s.use == "patch" for s in combination.steps)
    if not worn or not isinstance(patch, Patch):
        return ""
    return locale.format_fact(locale.patch.night, {"hours": patch.dose.hours})


def week(context: ComposeContext) -> Iterator[Section]:
    """Compose a chart to tick, with a row for each remedy that is printed."""
    printed = {stretch.id for stretch in context.stretches()}
    rows = tuple(
        _week_label(context, row)
        for row in context.pattern.week
        if context.includes(row.about) and (row.stretch is None or row.stretch in printed)
    )
    if rows:
        locale = context.locale
        minutes = _minutes_a_day(context)
        head = locale.week.minutes.format(n=minutes) if minutes else locale.week.remedy
        yield Section("week", locale.headings.week, (WeekChart(head, locale.week.days, rows),))


def _week_label(context: ComposeContext, row: WeekRow) -> str:
    """Label a row of the chart, with how often where the pattern gives a dose."""
    label, pattern = context.render_plain(row.label), context.pattern
    times = None
    if row.stretch is not None:
        times = pattern.stretch(row.stretch).dose.times_a_day
    elif row.about == "ball" and isinstance(pattern.ball, BallUse):
        times = pattern.ball.dose.times_a_day
    return f"{label}, {context.locale.format_times(times)}" if times else label


def _minutes_a_day(context: ComposeContext) -> str:
    """Add up the exercise of a day, in minutes rounded up to the next five; empty if none."""
    exercises = tuple(_exercises(context))
    if not exercises:
        return ""
    least = sum(seconds * prod(span.low for span in spans) for seconds, spans in exercises)
    most = sum(seconds * prod(span.high for span in spans) for seconds, spans in exercises)
    low, high = (5 * ceil(seconds / 300) for seconds in (least, most))
    return str(low) if low == high else context.locale.range.format(low=low, high=high)


def _exercises(context: ComposeContext) -> Iterator[tuple[int, tuple[IntRange, ...]]]:
    """Give a day of each printed exercise as factors: seconds, and the ranges of its dose.

    The minutes of the ball are those in all, on whichever sides; a stretch is held on each sore
    side. The stretch of a flare-up is not for every day.
    """
    ball = context.pattern.ball
    if isinstance(ball, BallUse) and context.includes("ball"):
        yield 60, (ball.dose.minutes_in_all, ball.dose.times_a_day)
    for stretch in context.stretches() if context.includes("stretches") else ():
        dose = stretch.dose
        sides = 2 if context.on_each_side else 1
        yield sides, (dose.hold_seconds, dose.repeats, dose.times_a_day)


def warning_signs(context: ComposeContext) -> Iterator[Section]:
    """Compose when to stop and get help, by the regions of the pattern."""
    flags = load_red_flags().of(context.pattern.regions)
    words = context.locale.help
    now = words.now.format(emergency=context.notice.emergency)
    columns = Columns(
        (
            HeadedColumn(now, (Points(context.render_all(flags.now)),)),
            HeadedColumn(words.soon, (Points(context.render_all(flags.soon)),)),
        )
    )
    yield Section("help", context.locale.headings.help, (columns,), "warning")


def notice(context: ComposeContext) -> Iterator[Section]:
    """Compose the notice, whole; a brand may add sentences and never remove one."""
    sentences = (
        *context.notice.sentences,
        *context.brand.notice_additions,
        context.render_plain(context.pattern.evidence),
    )
    text = Paragraph((StyledRun(" ".join(sentences)),), "notice")
    yield Section("notice", context.notice.title, (text,), "small")


def clinic_and_sources(context: ComposeContext) -> Iterator[Section]:
    """Compose how to reach the clinic, who made the sheet, from what, and when."""
    brand, words = context.brand, context.locale.credits
    reach = " · ".join(f"{line.label} {line.text}" for line in brand.contact)
    maker = ", ".join(part for part in (brand.practitioner, brand.credentials) if part)
    offers_large_print = not context.brief and context.request.edition != "large-print"
    more = (
        words.prepared_by.format(name=maker) if maker else "",
        words.large_print if offers_large_print else "",
    )
    contact = ContactBlock(
        reach=reach or words.no_contact,
        write_in=not reach,
        more=" ".join(part for part in more if part),
        link=brand.link.url if brand.link else "",
        link_label=f"{brand.link.label}: {brand.link.shown}" if brand.link else "",
        link_alt=words.link_alt,
        record=(StyledRun(_record(context)),),
    )
    yield Section("credits", context.locale.headings.credits, (contact,), "card")


def _record(context: ComposeContext) -> str:
    """Write the version, the review and the sources of the pattern."""
    pattern, words = context.pattern, context.locale.credits
    language, review = context.notice.language, pattern.review
    sentences = (
        words.record.format(
            version=pattern.version,
            author=review.author,
            reviewed=format_date(review.reviewed_on, language),
            due=format_date(review.next_review, language),
        ),
        words.reviewed.format(name=review.reviewed_by) if review.reviewed_by else words.awaiting,
        words.sources.format(cites="; ".join(source.cite for source in pattern.sources.values())),
    )
    return " ".join(sentences)
