"""Decides what one client's sheet says: a pattern, a plan, a brand and a notice in, a Handout out.

Each section has one small function; the table `COMPOSERS` gives their order. The side is chosen
once, in `Session`, and every sentence, picture and mark follows it.
"""

from __future__ import annotations

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
from patterns.text import OTHER, Rich, Run, Side, Speaker

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from handouts.brand import Brand
    from handouts.plan import Plan
    from patterns.catalog import Entry
    from patterns.model import Combination, PatchSite, Pattern, WeekRow
    from patterns.notice import Notice


MARGINS: dict[str, dict[str, Literal["left", "right"]]] = {
    "left": {"sore": "left", "other": "right"},
    "right": {"sore": "right", "other": "left"},
}
"""A plate shows the body from behind, so its left is the client's left."""


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

    def say(self, *sentences: str) -> Rich:
        """Give sentences of the pattern as one text in words for this client."""
        return self.speaker.say(" ".join(sentence for sentence in sentences if sentence))

    def name(self, label: str) -> str:
        """Give a heading or a label in words for this client, all in one weight."""
        return self.speaker.say_plainly(label)

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

    def in_full(self, *sentences: str) -> tuple[Block, ...]:
        """Give sentences that only a full sheet prints, as one paragraph."""
        said = () if self.brief else self.say(*sentences)
        return (Paragraph(said),) if said else ()

    def margin(self, which: str) -> Literal["left", "right"]:
        """Find the margin of a plate that lies at the sore side or at the other."""
        return MARGINS["right" if self.side == "right" else "left"][which]

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
    speaker = _speaker(pattern, side, notice, words, plan.edition)
    session = Session(pattern, plan, brand, notice, words, speaker, side)
    sections = tuple(
        section
        for name, composer in COMPOSERS.items()
        if name not in SECTIONS or session.wants(name)
        for section in composer(session)
    )
    strip = words.strip
    return Handout(
        title=session.name(pattern.title),
        subtitle=session.name(pattern.subtitle),
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


def _speaker(
    pattern: Pattern, side: Side, notice: Notice, words: Words, edition: str | None
) -> Speaker:
    sided = {name: sided.on(side) for name, sided in pattern.words.items()}
    local = {
        name: local.by_country.get(notice.country, local.other)
        for name, local in pattern.local_words.items()
    }
    given = {**sided, **local, **_from_doses(pattern, words), **_mark_names(edition, words)}
    return Speaker(words=given, terms=pattern.terms)


def _mark_names(edition: str | None, words: Words) -> dict[str, str]:
    """Name the marks as they look in an edition: with their colour, or by their shape alone."""
    if edition == "ink-saver":
        return dict(words.colourless)
    return {name: name for name in words.colourless}


def _from_doses(pattern: Pattern, words: Words) -> dict[str, str]:
    """Say the figures that sentences may name (see `patterns.integrity.FROM_DOSES`)."""
    ball = pattern.ball
    return {"ache": words.span(ball.dose.discomfort)} if isinstance(ball, Ball) else {}


def _check_choices(pattern: Pattern, plan: Plan) -> None:
    """Refuse a side, a site, a stretch or a missing confirmation before anything is composed."""
    if plan.side in OTHER and not pattern.sided:
        raise UserError.one(
            f"{pattern.id} is the same on both sides", where="side", hint="leave the side out"
        )
    sites = [site.id for site in pattern.patch.sites] if isinstance(pattern.patch, Patch) else []
    if plan.site is not None and plan.site not in sites:
        raise UserError.one(
            f"{pattern.id} has no such patch site",
            where="site",
            hint=did_you_mean(plan.site, sites),
        )
    stretches = [stretch.id for stretch in pattern.stretches if stretch.level != "flare"]
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
    sided = (words.side[session.side],) if pattern.sided else ()
    return words.footer.format(
        title=" · ".join((session.name(pattern.title), *sided)),
        version=pattern.version,
        due=say_date(pattern.review.next_review, session.notice.language, short=True),
        status=words.footer_awaiting if awaiting else "",
    )


def _picture(session: Session, picture_id: str | None) -> PictureBlock | None:
    """Give a picture on the right side of the body; a figure of one person shows one side."""
    if picture_id is None:
        return None
    picture = session.pattern.pictures[picture_id]
    plate = bool(picture.labels)
    marks = tuple(PlacedMark(mark.kind, mark.at) for mark in picture.marks)
    return PictureBlock(
        pattern=session.pattern.id,
        id=picture_id,
        variant="left" if session.side == "both" and not plate else session.side,
        alt=" ".join((session.name(picture.alt), *_spoken(session, marks))),
        caption=session.say(picture.caption),
        marks=marks,
        labels=(
            *(
                PlacedLabel(label.at, session.name(label.text), session.margin(label.margin))
                for label in picture.labels
            ),
            *_mark_labels(session, marks),
        ),
        plate=plate,
    )


def _mark_labels(session: Session, marks: tuple[PlacedMark, ...]) -> tuple[PlacedLabel, ...]:
    """Name each kind of mark once, in the margin of the sore side; dots are told by the caption."""
    named = {
        mark.kind: mark.at
        for mark in reversed(marks)
        if mark.kind in session.words.marks and not mark.outlined
    }
    margin = session.margin("sore")
    return tuple(
        PlacedLabel(at, session.words.marks[kind], margin, strong=True)
        for kind, at in named.items()
    )


def _with_picture(session: Session, picture_id: str | None, *blocks: Block) -> tuple[Block, ...]:
    picture = _picture(session, picture_id)
    return (Beside(picture, blocks),) if picture else blocks


def _short(session: Session) -> Iterator[Section]:
    short = session.pattern.in_short
    today = [step for step in short.today if session.wants(step.about)]
    columns = tuple(
        Column(session.name(step.label), (Paragraph(session.say(step.do)),)) for step in today
    )
    message = session.name(short.message)
    heading = f"{session.words.headings.short}: {message[0].lower()}{message[1:]}"
    yield Section("short", heading, (Columns(columns),) if columns else (), "message")


def _hurts(session: Session) -> Iterator[Section]:
    hurts = session.pattern.hurts
    blocks = (
        Paragraph(session.say(hurts.feels)),
        Paragraph(session.say(hurts.where, hurts.point)),
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
            *session.in_full(position.why, position.pillow or ""),
        )
        heading = session.name(position.title)
        yield Section("pillow", heading, _with_picture(session, position.picture, *blocks))


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
        *session.in_full(patch.lead),
        Choices(tuple(_site_choices(session, patch))),
        Paragraph(session.say(patch.tie_break)),
        *session.in_full(*sizes, patch.expect),
    )
    picture = _picture(session, patch.picture)
    if picture is not None:
        marked = _with_sites(session, patch, picture)
        top: tuple[Block, ...] = (Beside(marked, blocks),)
    else:
        top = blocks
    yield Section(
        "patch",
        session.name(patch.title),
        (
            *top,
            Doses(tuple(fact.format(**facts) for fact in words.dose.patch)),
            WriteIn(words.patch.write_in, words.patch.limit.format(hours=dose.hours)),
            Caution(session.safety("patch")),
        ),
    )


def _site_choices(session: Session, patch: Patch) -> Iterator[Choice]:
    for site in patch.sites:
        chosen = site.id == session.plan.site
        text = session.say(f"**{site.when}**", site.put)
        yield Choice(text, chosen, session.words.patch.chosen if chosen else "")


def _spoken(session: Session, marks: tuple[PlacedMark, ...]) -> tuple[str, ...]:
    """Say each kind of mark once, for readers who do not see it."""
    spoken, given = session.words.spoken, session.speaker.words
    names = {"stripes": given["green striped area"], "dots": given["Red dots"]}
    kinds = dict.fromkeys(mark.kind for mark in marks)
    return tuple(_sentence(spoken[kind].format(**names)) for kind in kinds)


def _spoken_site(session: Session, site: PatchSite, *, outlined: bool) -> str:
    """Say where a star stands and whether it is the chosen one."""
    template = session.words.spoken["outlined" if outlined else "star"]
    star = session.speaker.words["green star"]
    return _sentence(template.format(star=star, place=session.name(site.name)))


def _sentence(text: str) -> str:
    return text[0].upper() + text[1:]


def _with_sites(session: Session, patch: Patch, picture: PictureBlock) -> PictureBlock:
    """Add a star for each site: full where the therapist chose it, or everywhere if none is."""
    chosen = session.plan.site
    stars, said = [], [picture.alt]
    for site in patch.sites:
        if site.at is not None:
            outlined = chosen is not None and site.id != chosen
            stars.append(PlacedMark("star", site.at, outlined=outlined))
            said.append(_spoken_site(session, site, outlined=outlined))
    return replace(
        picture,
        alt=" ".join(said),
        marks=(*picture.marks, *stars),
        labels=(*picture.labels, *_mark_labels(session, tuple(stars))),
    )


def _ball(session: Session) -> Iterator[Section]:
    ball = session.pattern.ball
    if isinstance(ball, NotAdvised):
        yield _not_advised(session, "ball", ball)
        return
    blocks = (
        Points(session.says(ball.steps), numbered=True),
        *session.in_full(*ball.tips),
        _ball_dose(session, ball),
    )
    yield Section(
        "ball",
        session.name(ball.title),
        (
            *_with_picture(session, ball.picture, *blocks),
            Caution(session.safety("ball")),
        ),
    )


def _ball_dose(session: Session, ball: Ball) -> Doses:
    words, dose = session.words, ball.dose
    facts = {
        "seconds": words.span(dose.seconds_a_spot),
        "minutes": words.span(dose.minutes_in_all),
        "times": words.often(dose.times_a_day),
    }
    return Doses(tuple(fact.format(**facts) for fact in words.dose.ball))


def _hold_dose(session: Session, dose: HoldDose) -> Doses:
    words = session.words
    facts = {
        "seconds": words.span(dose.hold_seconds),
        "repeats": words.often(dose.repeats),
        "times": words.often(dose.times_a_day),
    }
    each_side = (words.dose.each_side,) if session.side == "both" and session.pattern.sided else ()
    return Doses((*(fact.format(**facts) for fact in words.dose.hold), *each_side))


def _care_dose(session: Session, dose: CareDose) -> Doses:
    words = session.words
    facts = {"minutes": words.span(dose.minutes), "hours": words.span(dose.hours_apart)}
    return Doses(tuple(fact.format(**facts) for fact in words.dose.care))


def _not_advised(session: Session, section: str, remedy: NotAdvised) -> Section:
    text = session.say(remedy.why_not, remedy.instead)
    return Section(section, session.name(remedy.title), (Paragraph(text),))


def _stretch(session: Session, stretch: Stretch, *safety: str) -> tuple[Block, ...]:
    return _with_picture(
        session,
        stretch.picture,
        *session.in_full(stretch.lead),
        Points(session.says(stretch.steps), numbered=True),
        _hold_dose(session, stretch.dose),
        Caution(session.says((stretch.not_if, *safety))),
    )


def _stretches(session: Session) -> Iterator[Section]:
    """Each stretch is a section of its own; the first one says how to stretch at all."""
    for i, stretch in enumerate(session.stretches()):
        safety = () if i else load_safety().lines("stretch", session.notice.country)
        heading = session.name(stretch.title)
        yield Section("stretches", heading, _stretch(session, stretch, *safety))


def _flare(session: Session) -> Iterator[Section]:
    pattern = session.pattern
    heading = session.name(pattern.flare.title) if pattern.flare else _care_heading(session)
    blocks = (*_flare_steps(session), *_heat(session), *_cold(session))
    if blocks:
        yield Section("flare", heading, blocks)


def _care_heading(session: Session) -> str:
    """Name a section that holds no more than heat, or cold, or both."""
    care, pattern = session.words.care, session.pattern
    if pattern.heat and pattern.cold:
        return care.both
    return care.heat if pattern.heat else care.cold


def _flare_steps(session: Session) -> Iterator[Block]:
    flare = session.pattern.flare
    if flare is None:
        return
    yield Paragraph(session.say(flare.lead))
    if flare.stretch is not None:
        stretch = session.pattern.stretch(flare.stretch)
        yield Subheading(session.name(stretch.title))
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
        yield Paragraph(session.say(cold.say, cold.why or ""))
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
    head = words.minutes.format(n=minutes) if minutes else words.remedy
    yield Section("week", session.words.headings.week, (WeekChart(head, words.days, rows),))


def _week_label(session: Session, row: WeekRow) -> str:
    """Name a row of the chart, with how often where the pattern says so."""
    label, pattern = session.name(row.label), session.pattern
    times = None
    if row.stretch is not None:
        times = pattern.stretch(row.stretch).dose.times_a_day
    elif row.about == "ball" and isinstance(pattern.ball, Ball):
        times = pattern.ball.dose.times_a_day
    return f"{label}, {session.words.often(times)}" if times else label


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
    """Give the notice, whole; a brand may add sentences and never take one away."""
    sentences = (
        *session.notice.sentences,
        *session.brand.notice_additions,
        session.name(session.pattern.evidence),
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
            for part in (
                words.prepared_by.format(name=maker) if maker else "",
                "" if session.brief or session.plan.edition == "large-print" else words.large_print,
            )
            if part
        ),
        link=brand.link.url if brand.link else "",
        link_label=f"{brand.link.label}: {brand.link.shown}" if brand.link else "",
        link_alt=words.link_alt,
        record=(Run(" ".join(record)),),
    )
    yield Section("credits", session.words.headings.credits, (contact,), "card")


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
