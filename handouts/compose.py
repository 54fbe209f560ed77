"""Decides what one client's sheet says: a pattern, a plan, a brand and a notice in, a Handout out.

Each section has one small function; the table `COMPOSERS` gives their order. The side is chosen
once, in `Session`, and every sentence, picture and mark follows it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from math import ceil
from typing import TYPE_CHECKING, Literal

from handouts.handout import (
    Beside,
    Block,
    Caution,
    Choice,
    Choices,
    Column,
    Columns,
    Contact,
    Doses,
    Field,
    Handout,
    Pairs,
    Paragraph,
    PictureBlock,
    PlacedLabel,
    PlacedMark,
    Points,
    Section,
    Sequence,
    Sequences,
    Subheading,
    WeekChart,
    WriteIn,
)
from handouts.words import Words, load_words, say_date
from patterns.errors import UserError, did_you_mean
from patterns.guidance import load_red_flags, load_safety
from patterns.model import SECTIONS, Ball, CareDose, HoldDose, NotAdvised, Patch, Stretch
from patterns.text import Rich, Run, Side, Speaker, runs

if TYPE_CHECKING:
    from handouts.brand import Brand
    from handouts.plan import Plan
    from patterns.catalog import Entry
    from patterns.model import Combination, Pattern, WeekRow
    from patterns.notice import Notice


@dataclass(frozen=True, slots=True)
class Session:
    """Everything the sections are composed from, with the side and the choices settled."""

    pattern: Pattern
    plan: Plan
    brand: Brand
    notice: Notice
    words: Words
    speaker: Speaker
    side: Side

    def say(self, sentence: str) -> Rich:
        """Give a sentence of the pattern in words for this client."""
        return self.speaker.say(sentence)

    def says(self, sentences: tuple[str, ...]) -> tuple[Rich, ...]:
        """Give several sentences in words for this client."""
        return tuple(self.say(sentence) for sentence in sentences)

    def safety(self, remedy: str) -> tuple[Rich, ...]:
        """Give the lines that must print with a remedy in the country of the notice."""
        return self.says(load_safety().lines(remedy, self.notice.country))

    @property
    def brief(self) -> bool:
        """Whether reasons and tips are left out: where the plan says so, or chooses sections."""
        detail = self.plan.detail or ("brief" if self.plan.sections else "full")
        return detail == "brief"

    def in_full(self, *blocks: Block) -> tuple[Block, ...]:
        """Give blocks that only a full sheet prints."""
        return () if self.brief else blocks

    def wants(self, section: str) -> bool:
        """Tell whether the plan prints a section."""
        return self.plan.sections is None or section in self.plan.sections

    def stretches(self) -> tuple[Stretch, ...]:
        """Give the stretches of the stretch section that the plan prints."""
        chosen = self.plan.stretches
        return tuple(
            stretch
            for stretch in self.pattern.stretches
            if stretch.level != "flare" and (chosen is None or stretch.id in chosen)
        )


def compose(entry: Entry, plan: Plan, brand: Brand, notice: Notice) -> Handout:
    """Compose the handout; raise `UserError` for a choice the pattern does not offer."""
    pattern = entry.pattern
    _check_choices(pattern, plan)
    side: Side = (plan.side or "both") if pattern.sided else "both"
    words = load_words(notice.language)
    session = Session(pattern, plan, brand, notice, words, _speaker(pattern, side, notice), side)
    subtitle = session.speaker.say_plainly(pattern.subtitle)
    sections = tuple(
        section
        for name, composer in COMPOSERS.items()
        if name not in SECTIONS or session.wants(name)
        for section in composer(session)
    )
    strip = words.strip
    return Handout(
        title=pattern.title,
        subtitle=subtitle,
        language=notice.language,
        side_label=strip.side if pattern.sided else "",
        side=words.side[side] if pattern.sided else "",
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


def _speaker(pattern: Pattern, side: Side, notice: Notice) -> Speaker:
    sided = {name: words.on(side) for name, words in pattern.words.items()}
    local = {
        name: words.by_country.get(notice.country, words.other)
        for name, words in pattern.local_words.items()
    }
    return Speaker(words={**sided, **local}, terms=pattern.terms)


def _check_choices(pattern: Pattern, plan: Plan) -> None:
    """Refuse a site, a stretch or a missing confirmation before anything is composed."""
    sites = [site.id for site in pattern.patch.sites] if isinstance(pattern.patch, Patch) else []
    if plan.site is not None and plan.site not in sites:
        raise UserError.one(
            f"{pattern.id} has no such patch site", where="site", hint=did_you_mean(plan.site, sites)
        )
    stretches = [stretch.id for stretch in pattern.stretches]
    for stretch in plan.stretches or ():
        if stretch not in stretches:
            raise UserError.one(
                f"{pattern.id} has no such stretch",
                where="stretches",
                hint=did_you_mean(stretch, stretches),
            )
    if pattern.gate is not None and pattern.gate.id not in plan.confirmed:
        raise UserError.one(
            f"{pattern.id} prints only after you have checked: {pattern.gate.ask}",
            where="confirmed",
            hint=f'then add "confirmed: [{pattern.gate.id}]" to the plan',
        )


def _footer(session: Session) -> str:
    pattern, words = session.pattern, session.words
    awaiting = pattern.review.status == "awaiting clinical review"
    return words.footer.format(
        title=pattern.title,
        side=words.side[session.side],
        version=pattern.version,
        due=say_date(pattern.review.next_review, session.notice.language, short=True),
        status=words.footer_awaiting if awaiting else "",
    )


MARGINS: dict[str, dict[str, Literal["left", "right"]]] = {
    "left": {"sore": "left", "other": "right"},
    "right": {"sore": "right", "other": "left"},
}
"""A plate shows the body from behind, so its left is the client's left."""


def _picture(session: Session, picture_id: str | None) -> PictureBlock | None:
    """Give a picture on the right side of the body; a figure of one person shows one side."""
    if picture_id is None:
        return None
    picture = session.pattern.pictures[picture_id]
    plate = bool(picture.labels)
    margins = MARGINS["left" if session.side == "both" else session.side]
    return PictureBlock(
        pattern=session.pattern.id,
        id=picture_id,
        variant="left" if session.side == "both" and not plate else session.side,
        alt=session.speaker.say_plainly(picture.alt),
        caption=session.say(picture.caption),
        marks=tuple(PlacedMark(mark.kind, mark.at) for mark in picture.marks),
        labels=tuple(
            PlacedLabel(label.at, label.text, margins[label.margin]) for label in picture.labels
        ),
        plate=plate,
    )


def _with_picture(session: Session, picture_id: str | None, *blocks: Block) -> tuple[Block, ...]:
    picture = _picture(session, picture_id)
    return (Beside(picture, blocks),) if picture else blocks


def _short(session: Session) -> Iterator[Section]:
    short = session.pattern.in_short
    today = [step for step in short.today if session.wants(step.about)]
    columns = tuple(
        Column(step.label, (Paragraph(session.say(step.do)),)) for step in today
    )
    heading = f"{session.words.headings.short}: {short.message[0].lower()}{short.message[1:]}"
    yield Section("short", heading, (Columns(columns),) if columns else (), "message")


def _hurts(session: Session) -> Iterator[Section]:
    hurts = session.pattern.hurts
    blocks = (
        Paragraph(session.say(hurts.feels)),
        Paragraph((*session.say(hurts.where), Run(" "), *session.say(hurts.point))),
        *(Paragraph(session.say(sentence)) for sentence in hurts.why),
    )
    yield Section(
        "hurts", session.words.headings.hurts, _with_picture(session, hurts.picture, *blocks)
    )


def _triggers(session: Session) -> Iterator[Section]:
    words = session.words.triggers
    rows = tuple(
        (session.say(trigger.what), session.say(trigger.instead))
        for trigger in session.pattern.triggers
    )
    table = Pairs((words.what, words.instead), rows)
    yield Section("triggers", session.words.headings.triggers, (table,))


def _pillow(session: Session) -> Iterator[Section]:
    for position in session.pattern.positions:
        blocks = (
            Points(session.says(position.steps)),
            *session.in_full(Paragraph(_joined(session, position.why, position.pillow or ""))),
        )
        yield Section(
            "pillow", position.title, _with_picture(session, position.picture, *blocks)
        )


def _patch(session: Session) -> Iterator[Section]:
    patch = session.pattern.patch
    if isinstance(patch, NotAdvised):
        yield _not_advised(session, "patch", patch)
        return
    words = session.words
    dose = patch.dose
    facts = {"hours": dose.hours, "a_day": dose.a_day, "days": dose.days}
    sizes = [size.say for size in patch.sizes if size.fits(session.notice.country)]
    blocks = (
        *session.in_full(Paragraph(session.say(patch.lead))),
        Choices(tuple(_site_choices(session, patch))),
        Paragraph(session.say(patch.tie_break)),
    )
    picture = _picture(session, patch.picture)
    if picture is not None:
        marked = _with_sites(session, patch, picture)
        top: tuple[Block, ...] = (Beside(marked, blocks),)
    else:
        top = blocks
    yield Section(
        "patch",
        patch.title,
        (
            *top,
            *session.in_full(Paragraph(_joined(session, *sizes, patch.expect))),
            Doses(tuple(fact.format(**facts) for fact in words.dose.patch)),
            WriteIn(words.patch.write_in, words.patch.limit.format(hours=dose.hours)),
            Caution(session.safety("patch")),
        ),
    )


def _joined(session: Session, *sentences: str) -> Rich:
    return session.say(" ".join(sentences))


def _site_choices(session: Session, patch: Patch) -> Iterator[Choice]:
    for site in patch.sites:
        chosen = site.id == session.plan.site
        text = (*runs(f"**{site.when}** "), *session.say(site.put))
        yield Choice(text, chosen, session.words.patch.chosen if chosen else "")


def _with_sites(session: Session, patch: Patch, picture: PictureBlock) -> PictureBlock:
    """Add a star for each site: full where the therapist chose it, or everywhere if none is."""
    chosen = session.plan.site
    stars = tuple(
        PlacedMark("star", site.at, outlined=chosen is not None and site.id != chosen)
        for site in patch.sites
        if site.at is not None
    )
    return replace(picture, marks=(*picture.marks, *stars))


def _ball(session: Session) -> Iterator[Section]:
    ball = session.pattern.ball
    if isinstance(ball, NotAdvised):
        yield _not_advised(session, "ball", ball)
        return
    blocks = (
        Points(session.says(ball.steps), numbered=True),
        *session.in_full(Paragraph(_joined(session, *ball.tips))),
    )
    yield Section(
        "ball",
        ball.title,
        (
            *_with_picture(session, ball.picture, *blocks),
            _ball_dose(session, ball),
            Caution(session.safety("ball")),
        ),
    )


def _ball_dose(session: Session, ball: Ball) -> Doses:
    words, dose = session.words, ball.dose
    facts = {
        "seconds": words.span(dose.seconds_a_spot),
        "minutes": words.span(dose.minutes_in_all),
        "times": words.often(dose.times_a_day),
        "discomfort": words.span(dose.discomfort),
    }
    return Doses(tuple(fact.format(**facts) for fact in words.dose.ball))


def _hold_dose(session: Session, dose: HoldDose) -> Doses:
    words = session.words
    facts = {
        "seconds": words.span(dose.hold_seconds),
        "repeats": words.often(dose.repeats),
        "times": words.often(dose.times_a_day),
    }
    return Doses(tuple(fact.format(**facts) for fact in words.dose.hold))


def _care_dose(session: Session, dose: CareDose) -> Doses:
    words = session.words
    facts = {"minutes": words.span(dose.minutes), "hours": words.span(dose.hours_apart)}
    return Doses(tuple(fact.format(**facts) for fact in words.dose.care))


def _not_advised(session: Session, section: str, remedy: NotAdvised) -> Section:
    text = _joined(session, remedy.why_not, remedy.instead)
    return Section(section, remedy.title, (Paragraph(text),))


def _stretch(session: Session, stretch: Stretch, *safety: str) -> tuple[Block, ...]:
    return _with_picture(
        session,
        stretch.picture,
        *session.in_full(Paragraph(session.say(stretch.lead))),
        Points(session.says(stretch.steps), numbered=True),
        _hold_dose(session, stretch.dose),
        Caution(session.says((stretch.not_if, *safety))),
    )


def _stretches(session: Session) -> Iterator[Section]:
    """Each stretch is a section of its own; the first one says how to stretch at all."""
    for i, stretch in enumerate(session.stretches()):
        safety = () if i else load_safety().lines("stretch", session.notice.country)
        yield Section("stretches", stretch.title, _stretch(session, stretch, *safety))


def _flare(session: Session) -> Iterator[Section]:
    pattern = session.pattern
    heading = pattern.flare.title if pattern.flare else session.words.headings.care
    blocks = (*_flare_steps(session), *_heat(session), *_cold(session))
    if blocks:
        yield Section("flare", heading, blocks)


def _flare_steps(session: Session) -> Iterator[Block]:
    flare = session.pattern.flare
    if flare is None:
        return
    yield Paragraph(session.say(flare.lead))
    if flare.stretch is not None:
        stretch = session.pattern.stretch(flare.stretch)
        yield Subheading(stretch.title)
        yield from _stretch(session, stretch)


def _heat(session: Session) -> Iterator[Block]:
    heat = session.pattern.heat
    if heat is not None:
        dose = " · ".join(_care_dose(session, heat.dose).items)
        yield Paragraph((*session.say(heat.say), Run(f" {dose}.", strong=True)))
        yield Caution(session.safety("heat"))


def _cold(session: Session) -> Iterator[Block]:
    cold = session.pattern.cold
    if cold is not None:
        if session.pattern.flare is not None:
            yield Subheading(session.words.care.then_cold)
        yield Paragraph(_joined(session, cold.say, cold.why or ""))
        yield _care_dose(session, cold.dose)
        yield Caution(session.safety("cold"))


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


def _together(session: Session) -> Iterator[Section]:
    sequences = tuple(
        Sequence(
            title=combination.title,
            parts=tuple(session.speaker.say_plainly(step.say) for step in combination.steps),
            joint=combination.joint,
            note=_joined(session, combination.note or "", _take_off(session, combination)),
        )
        for combination in session.pattern.together
        if all(session.wants(SECTION_OF[step.use]) for step in combination.steps)
    )
    if sequences:
        yield Section("together", session.words.headings.together, (Sequences(sequences),))


def _take_off(session: Session, combination: Combination) -> str:
    """Say when a patch that is worn at night comes off."""
    patch = session.pattern.patch
    worn = combination.when == "night" and any(s.use == "patch" for s in combination.steps)
    if not worn or not isinstance(patch, Patch):
        return ""
    return session.words.patch.night.format(hours=patch.dose.hours)


def _week(session: Session) -> Iterator[Section]:
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
    hint = words.minutes.format(n=minutes) if minutes else words.tick
    chart = WeekChart(words.remedy, words.days, rows)
    yield Section("week", session.words.headings.week, (Paragraph(runs(hint)), chart))


def _week_label(session: Session, row: WeekRow) -> str:
    """Name a row of the chart, with how often where the pattern says so."""
    dose = None
    if row.stretch is not None:
        dose = session.pattern.stretch(row.stretch).dose
    elif row.about == "ball" and isinstance(session.pattern.ball, Ball):
        dose = session.pattern.ball.dose
    return f"{row.label}, {session.words.often(dose.times_a_day)}" if dose else row.label


def _minutes_a_day(session: Session) -> str:
    """Add up the exercise of a day, in minutes rounded up to the next five; empty if none."""
    least = most = 0
    ball = session.pattern.ball
    if session.wants("ball") and isinstance(ball, Ball):
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


def _help(session: Session) -> Iterator[Section]:
    signs = load_red_flags().of(session.pattern.regions)
    words = session.words.help
    columns = Columns(
        (
            Column(
                words.now.format(emergency=session.notice.emergency),
                (Points(session.says(signs.now)),),
            ),
            Column(words.soon, (Points(session.says(signs.soon)),)),
        )
    )
    yield Section("help", session.words.headings.help, (columns,), "warning")


def _notice(session: Session) -> Iterator[Section]:
    """The notice, whole; a brand may add sentences and never take one away."""
    sentences = (
        *session.notice.sentences,
        *session.brand.notice_additions,
        session.speaker.say_plainly(session.pattern.evidence),
    )
    text = Paragraph((Run(" ".join(sentences)),), "notice")
    yield Section("notice", session.notice.title, (text,), "small")


def _credits(session: Session) -> Iterator[Section]:
    pattern, brand, words = session.pattern, session.brand, session.words.credits
    language, review = session.notice.language, session.pattern.review
    reach = tuple(line.text for line in brand.contact)
    maker = ", ".join(part for part in (brand.practitioner, brand.credentials) if part)
    record = (
        words.record.format(
            version=pattern.version,
            author=review.author,
            reviewed=say_date(review.reviewed_on, language),
            due=say_date(review.next_review, language),
        ),
        words.reviewed.format(name=review.reviewed_by) if review.reviewed_by else words.awaiting,
        words.sources.format(cites="; ".join(source.cite for source in pattern.sources.values())),
    )
    contact = Contact(
        reach=" · ".join(reach) if reach else words.no_contact,
        write_in=not reach,
        more=" ".join(
            part
            for part in (words.prepared_by.format(name=maker) if maker else "", words.large_print)
            if part
        ),
        link=brand.link.url if brand.link else "",
        link_label=f"{brand.link.label}: {brand.link.shown}" if brand.link else "",
        link_alt=words.link_alt,
    )
    blocks = (contact, Paragraph((Run(" ".join(record)),), "small"))
    yield Section("credits", session.words.headings.credits, blocks, "card")


COMPOSERS: dict[str, Callable[[Session], Iterator[Section]]] = {
    "short": _short,
    "hurts": _hurts,
    "triggers": _triggers,
    "pillow": _pillow,
    "patch": _patch,
    "ball": _ball,
    "stretches": _stretches,
    "flare": _flare,
    "together": _together,
    "week": _week,
    "help": _help,
    "notice": _notice,
    "credits": _credits,
}
"""The sections in reading order; those a plan cannot choose always print."""
