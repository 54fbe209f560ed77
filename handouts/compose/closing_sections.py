"""Compose the last sections: best together, the week, when to get help, the notice, the credits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handouts.compose.doses import fact, minutes_a_day
from handouts.document import (
    ContactBlock,
    Field,
    Paragraph,
    Section,
    Sequence,
    Sequences,
    Tier,
    Tiers,
    WeekChart,
)
from patterns.model.pattern import PATCH_OFF
from patterns.text import StyledRun

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handouts.compose.context import ComposeContext
    from patterns.field_types import Region
    from patterns.model.parts import Source
    from patterns.model.pattern import Combination
    from patterns.pattern import Activity

DAYS_A_WEEK = 7


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
        if all(
            context.includes("patch" if step.use == PATCH_OFF else step.use)
            for step in combination.steps
        )
    )
    if sequences:
        yield Section("together", context.locale.headings.together, (Sequences(sequences),))


def _night_limit(context: ComposeContext, combination: Combination) -> str:
    """Write when a patch that is worn at night comes off; empty for any other combination."""
    worn = combination.when == "night" and any(s.use == "patch" for s in combination.steps)
    hours = next((item.dose.hours for item in context.care if item.id == "patch"), None)
    if not worn or hours is None:
        return ""
    return context.locale.format_fact(context.locale.patch.night, {"hours": hours.high})


def week(context: ComposeContext) -> Iterator[Section]:
    """Compose a chart to tick, with a row for each remedy that is printed."""
    rows = (
        *(
            _week_label(context, row.about, context.render_plain(row.label))
            for row in context.pattern.week
            if context.includes(row.about)
        ),
        *(
            _week_label(context, activity.id, context.within(activity).render_plain(activity.title))
            for activity in _added(context)
        ),
    )
    if rows:
        words, daily = context.locale.week, [i for i in context.care if i.section == "care"]
        use = Paragraph(context.render(words.use, minutes_a_day(context, daily)))
        chart = WeekChart(words.remedy, words.days, rows)
        yield Section("week", context.locale.headings.week, (use, chart))


def _added(context: ComposeContext) -> tuple[Activity, ...]:
    """Return the activities that a therapist added to those of the pattern."""
    added = (item for item in context.care if item.choice is None and item.section == "care")
    return tuple(item.activity for item in added if item.activity)


def _week_label(context: ComposeContext, about: str, label: str) -> str:
    """Label a row of the chart, with how often where the remedy has a dose that says so."""
    locale = context.locale
    dose = next((item.dose for item in context.care if item.id == about), None)
    if dose is None:
        return label
    if dose.days_a_week and dose.days_a_week.low < DAYS_A_WEEK:
        return f"{label}, {fact(locale, 'days_a_week', dose.days_a_week).text}"
    if dose.times_a_day:
        return f"{label}, {fact(locale, 'times_a_day', dose.times_a_day).text}"
    return label


def warning_signs(context: ComposeContext) -> Iterator[Section]:
    """Compose how long it should take, and when to stop and get help, in up to three tiers."""
    signs, words = context.texts.signs.of(_regions(context)), context.locale.help
    country, emergency = context.notice.country, context.notice.emergency
    tiers = tuple(
        Tier(heading.in_country(country).format(emergency=emergency), said)
        for heading, found in (
            (words.now, signs.now),
            (words.today, signs.today),
            (words.soon, signs.soon),
        )
        if (said := context.render_all(tuple(sign.say for sign in found)))
    )
    outlook = Paragraph(context.render(context.pattern.outlook.say))
    yield Section("help", context.locale.headings.help, (outlook, Tiers(tiers)), "warning")


def _regions(context: ComposeContext) -> tuple[Region, ...]:
    """Name the regions of the pattern, and those of added activities."""
    added = (region for activity in _added(context) for region in activity.regions)
    return tuple(dict.fromkeys((*context.pattern.regions, *added)))


def notice(context: ComposeContext) -> Iterator[Section]:
    """Compose the notice, whole; a brand may add sentences and never remove one."""
    evidence = context.render_plain(context.pattern.evidence)
    paragraphs = (*context.notice.paragraphs, (*context.brand.notice_additions, evidence))
    texts = (StyledRun(" ".join(sentences)) for sentences in paragraphs)
    blocks = tuple(Paragraph((text,), "notice") for text in texts)
    yield Section("notice", context.notice.title, blocks, "small")


def clinic_and_sources(context: ComposeContext) -> Iterator[Section]:
    """Compose how to reach the clinic, who made the sheet, from what, and when."""
    brand, words = context.brand, context.locale.credits
    reach = " · ".join(f"{line.label} {line.text}" for line in brand.contact)
    stamped = context.request.practitioner_stamped
    maker = "" if stamped else maker_of(context, brand.practitioner)
    offers_large_print = not context.brief and context.request.edition != "large-print"
    more = (
        maker,
        words.large_print if offers_large_print else "",
    )
    contact = ContactBlock(
        reach=reach or words.no_contact,
        write_in=not reach,
        more=" ".join(part for part in more if part),
        maker=Field("practitioner", "") if stamped else None,
        link=brand.link.url if brand.link else "",
        link_label=f"{brand.link.label}: {brand.link.shown}" if brand.link else "",
        record=(StyledRun(_record(context)),),
    )
    yield Section("credits", context.locale.headings.credits, (contact,), "card")


def maker_of(context: ComposeContext, name: str | None) -> str:
    """Write who gives the sheet, with the credentials of the brand; empty for neither."""
    maker = ", ".join(part for part in (name, context.brand.credentials) if part)
    return context.locale.credits.prepared_by.format(name=maker) if maker else ""


def _record(context: ComposeContext) -> str:
    """Write the version, the review and the sources of the pattern."""
    pattern, words = context.pattern, context.locale.credits
    country, review = context.notice.country, pattern.review
    sources = (*pattern.sources.values(), *_activity_sources(context))
    cites = dict.fromkeys(source.cite for source in sources)
    sentences = (
        words.record.format(
            version=pattern.version,
            author=review.author,
            reviewed=context.locale.format_date(review.reviewed_on, country),
            due=context.locale.format_date(review.next_review, country),
        ),
        words.reviewed.format(name=review.reviewed_by) if review.reviewed_by else words.awaiting,
        words.sources.format(cites="; ".join(cites)),
    )
    return " ".join(sentences)


def _activity_sources(context: ComposeContext) -> Iterator[Source]:
    for item in context.care:
        if item.activity:
            yield from item.activity.sources.values()
