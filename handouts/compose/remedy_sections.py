"""Composes the sections of the remedies: pillow, patch, ball, stretches, and care of a flare-up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handouts.compose.figures import show, with_picture, with_sites
from handouts.document import (
    Beside,
    Caution,
    Doses,
    OptionItem,
    OptionList,
    Paragraph,
    Points,
    Section,
    Subheading,
    WriteIn,
)
from patterns.guidance import load_safety
from patterns.model import NotAdvised
from patterns.text import StyledRun

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handouts.compose.context import ComposeContext
    from handouts.document import Block
    from patterns.model import BallUse, CareDose, HoldDose, Patch, Stretch


def pillow(session: ComposeContext) -> Iterator[Section]:
    """How to lie, one section for each position."""
    for position in session.pattern.positions:
        blocks = (
            Points(session.says(position.steps)),
            *session.in_full(position.why, position.pillow or ""),
        )
        heading = session.name(position.title)
        yield Section("pillow", heading, with_picture(session, position.picture, *blocks))


def patch(session: ComposeContext) -> Iterator[Section]:
    """Where the patch goes and for how long, or why there is none."""
    advice = session.pattern.patch
    if isinstance(advice, NotAdvised):
        yield _not_advised(session, "patch", advice)
        return
    words = session.words
    dose = advice.dose
    facts = {"hours": dose.hours, "a_day": dose.a_day, "days": dose.days}
    sizes = [size.say for size in advice.sizes if size.fits(session.notice.country)]
    blocks = (
        *session.in_full(advice.lead),
        OptionList(tuple(_site_choices(session, advice))),
        Paragraph(session.say(advice.tie_break)),
        *session.in_full(*sizes, advice.expect),
    )
    top: tuple[Block, ...] = blocks
    if advice.picture is not None:
        top = (Beside(with_sites(session, advice, show(session, advice.picture)), blocks),)
    yield Section(
        "patch",
        session.name(advice.title),
        (
            *top,
            Doses(tuple(words.fact(fact, facts) for fact in words.dose.patch)),
            WriteIn(words.patch.write_in, words.fact(words.patch.limit, facts)),
            Caution(session.safety("patch")),
        ),
    )


def _site_choices(session: ComposeContext, patch: Patch) -> Iterator[OptionItem]:
    for site in patch.sites:
        chosen = site.id == session.plan.site
        text = session.say(f"**{site.when}**", site.put)
        yield OptionItem(text, chosen, session.words.patch.chosen if chosen else "")


def ball(session: ComposeContext) -> Iterator[Section]:
    """Where to roll, how, and for how long, or why not."""
    advice = session.pattern.ball
    if isinstance(advice, NotAdvised):
        yield _not_advised(session, "ball", advice)
        return
    blocks = (
        Points(session.says(advice.steps), numbered=True),
        *session.in_full(*advice.tips),
        _ball_dose(session, advice),
    )
    yield Section(
        "ball",
        session.name(advice.title),
        (
            *with_picture(session, advice.picture, *blocks),
            Caution(session.safety("ball")),
        ),
    )


def _ball_dose(session: ComposeContext, ball: BallUse) -> Doses:
    words, dose = session.words, ball.dose
    facts = {
        "seconds": words.span(dose.seconds_a_spot),
        "minutes": words.span(dose.minutes_in_all),
        "times": words.often(dose.times_a_day),
    }
    return Doses(tuple(words.fact(fact, facts) for fact in words.dose.ball))


def _hold_dose(session: ComposeContext, dose: HoldDose) -> Doses:
    words = session.words
    facts = {
        "seconds": words.span(dose.hold_seconds),
        "repeats": words.often(dose.repeats),
        "times": words.often(dose.times_a_day),
    }
    each_side = (words.dose.each_side,) if session.side == "both" and session.pattern.sided else ()
    return Doses((*(words.fact(fact, facts) for fact in words.dose.hold), *each_side))


def _care_dose(session: ComposeContext, dose: CareDose) -> Doses:
    words = session.words
    facts = {"minutes": words.span(dose.minutes), "hours": words.span(dose.hours_apart)}
    return Doses(tuple(words.fact(fact, facts) for fact in words.dose.care))


def _not_advised(session: ComposeContext, section: str, remedy: NotAdvised) -> Section:
    text = session.say(remedy.why_not, remedy.instead)
    return Section(section, session.name(remedy.title), (Paragraph(text),))


def _stretch(session: ComposeContext, stretch: Stretch, *safety: str) -> tuple[Block, ...]:
    return with_picture(
        session,
        stretch.picture,
        *session.in_full(stretch.lead or ""),
        Points(session.says(stretch.steps), numbered=True),
        _hold_dose(session, stretch.dose),
        Caution(session.says((stretch.not_if, *safety))),
    )


def stretches(session: ComposeContext) -> Iterator[Section]:
    """Each stretch is a section of its own; the first one says how to stretch at all."""
    for i, stretch in enumerate(session.stretches()):
        safety = () if i else load_safety().lines("stretch", session.notice.country)
        heading = session.name(stretch.title)
        yield Section("stretches", heading, _stretch(session, stretch, *safety))


def flare(session: ComposeContext) -> Iterator[Section]:
    """Say what to do if it flares up: a stretch, heat, cold."""
    pattern = session.pattern
    heading = session.name(pattern.flare.title) if pattern.flare else _care_heading(session)
    blocks = (*_flare_steps(session), *_heat(session), *_cold(session))
    if blocks:
        yield Section("flare", heading, blocks)


def _care_heading(session: ComposeContext) -> str:
    """Name a section that holds no more than heat, or cold, or both."""
    care, pattern = session.words.care, session.pattern
    if pattern.heat and pattern.cold:
        return care.both
    return care.heat if pattern.heat else care.cold


def _flare_steps(session: ComposeContext) -> Iterator[Block]:
    advice = session.pattern.flare
    if advice is None:
        return
    yield Paragraph(session.say(advice.lead))
    if advice.stretch is not None:
        stretch = session.pattern.stretch(advice.stretch)
        yield Subheading(session.name(stretch.title))
        yield from _stretch(session, stretch)


def _heat(session: ComposeContext) -> Iterator[Block]:
    heat = session.pattern.heat
    if heat is not None:
        dose = " · ".join(_care_dose(session, heat.dose).items)
        yield Paragraph((*session.say(heat.say), StyledRun(f" {dose}.", strong=True)))
        yield Caution(session.safety("heat"))


def _cold(session: ComposeContext) -> Iterator[Block]:
    cold = session.pattern.cold
    if cold is not None:
        if session.pattern.flare is not None:
            yield Subheading(session.words.care.then_cold)
        blocks = (
            Paragraph(session.say(cold.say, cold.why or "")),
            _care_dose(session, cold.dose),
            Caution(session.safety("cold")),
        )
        # The place of the ice is shown with the patch; a sheet without that shows it here.
        yield from with_picture(session, None if session.wants("patch") else cold.picture, *blocks)
