"""Compose the sections of the remedies: pillow, patch, ball, stretches, and care of a flare-up.

`BLOCKS` holds how each remedy of `patterns.remedies` is composed. Each of its functions ends with
the caution of its remedy, so that no section can print one without the other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from handouts.compose.figures import beside_picture
from handouts.document import (
    Doses,
    OptionItem,
    OptionList,
    Paragraph,
    Points,
    Section,
    Subheading,
    WriteIn,
)
from patterns.model import NotAdvised, Patch
from patterns.remedies import REMEDIES
from patterns.text import StyledRun
from patterns.traverse import values_at

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from handouts.compose.context import ComposeContext
    from handouts.document import Block
    from patterns.model import BallUse, CareDose, Cold, Heat, HoldDose, Position, Stretch
    from patterns.remedies import RemedyName


def remedy_sections(remedy: RemedyName, context: ComposeContext) -> Iterator[Section]:
    """Compose a section for each part of a remedy, such as a stretch, or the advice against it."""
    section, path = REMEDIES[remedy].section, REMEDIES[remedy].path
    parts: Any = [part for _, part in values_at(context.pattern, path)]
    if remedy == "stretch":
        parts = context.stretches()
    for part in parts:
        heading = context.render_plain(part.title)
        compose = _not_advised if isinstance(part, NotAdvised) else BLOCKS[remedy]
        yield Section(section, heading, tuple(compose(context, part)))


def flare(context: ComposeContext) -> Iterator[Section]:
    """Compose what to do if the pain flares up: a stretch, heat, cold."""
    pattern = context.pattern
    blocks = (
        *_flare_steps(context),
        *(_heat(context, pattern.heat) if pattern.heat else ()),
        *(_cold(context, pattern.cold) if pattern.cold else ()),
    )
    if blocks:
        yield Section("flare", _flare_heading(context), blocks)


def _flare_heading(context: ComposeContext) -> str:
    """Head the section by its steps, or where it has none by heat, cold or both."""
    words, pattern = context.locale.care, context.pattern
    if pattern.flare:
        return context.render_plain(pattern.flare.title)
    if pattern.heat and pattern.cold:
        return words.both
    return words.heat if pattern.heat else words.cold


def _flare_steps(context: ComposeContext) -> Iterator[Block]:
    advice = context.pattern.flare
    if advice is None:
        return
    yield Paragraph(context.render(advice.lead))
    if advice.stretch is not None:
        stretch = context.pattern.stretch(advice.stretch)
        yield Subheading(context.render_plain(stretch.title))
        yield from _stretch(context, stretch)


def _not_advised(context: ComposeContext, advice: NotAdvised) -> Iterator[Block]:
    yield Paragraph(context.render(advice.why_not, advice.instead))


def _pillow(context: ComposeContext, position: Position) -> Iterator[Block]:
    yield from beside_picture(
        context,
        position.picture,
        Points(context.render_all(position.steps)),
        *context.in_full(position.why, position.pillow or ""),
        *context.caution("pillow"),
    )


def _patch(context: ComposeContext, patch: Patch) -> Iterator[Block]:
    locale, dose = context.locale, patch.dose
    sizes = [size.say for size in patch.sizes if size.fits(context.notice.country)]
    figures = {"hours": dose.hours, "a_day": dose.a_day, "days": dose.days}
    yield from beside_picture(
        context,
        patch.picture,
        *context.in_full(patch.lead),
        OptionList(tuple(_site_options(context, patch))),
        Paragraph(context.render(patch.tie_break)),
        *context.in_full(*sizes, patch.expect),
        sites=patch.sites,
    )
    yield _doses(context, locale.dose.patch, figures)
    yield WriteIn(locale.patch.write_in, locale.format_fact(locale.patch.limit, figures))
    yield from context.caution("patch")


def _site_options(context: ComposeContext, patch: Patch) -> Iterator[OptionItem]:
    for site in patch.sites:
        chosen = site.id == context.request.site
        text = context.render(f"**{site.when}**", site.put)
        yield OptionItem(text, chosen, context.locale.patch.chosen if chosen else "")


def _ball(context: ComposeContext, ball: BallUse) -> Iterator[Block]:
    locale, dose = context.locale, ball.dose
    figures = {
        "seconds": locale.format_range(dose.seconds_a_spot),
        "minutes": locale.format_range(dose.minutes_in_all),
        "times": locale.format_times(dose.times_a_day),
    }
    yield from beside_picture(
        context,
        ball.picture,
        Points(context.render_all(ball.steps), numbered=True),
        *context.in_full(*ball.tips),
        _doses(context, locale.dose.ball, figures),
    )
    yield from context.caution("ball")


def _stretch(context: ComposeContext, stretch: Stretch) -> Iterator[Block]:
    yield from beside_picture(
        context,
        stretch.picture,
        *context.in_full(stretch.lead or ""),
        Points(context.render_all(stretch.steps), numbered=True),
        _hold_dose(context, stretch.dose),
        *context.caution("stretch", stretch.not_if),
    )


def _hold_dose(context: ComposeContext, dose: HoldDose) -> Doses:
    locale = context.locale
    figures = {
        "seconds": locale.format_range(dose.hold_seconds),
        "repeats": locale.format_times(dose.repeats),
        "times": locale.format_times(dose.times_a_day),
    }
    each_side = (locale.dose.each_side,) if context.on_each_side else ()
    return _doses(context, (*locale.dose.hold, *each_side), figures)


def _heat(context: ComposeContext, heat: Heat) -> Iterator[Block]:
    dose = " · ".join(_care_dose(context, heat.dose).items)
    yield Paragraph((*context.render(heat.say), StyledRun(f" {dose}.", strong=True)))
    yield from context.caution("heat")


def _cold(context: ComposeContext, cold: Cold) -> Iterator[Block]:
    pattern = context.pattern
    if pattern.flare is not None:
        yield Subheading(context.locale.care.then_cold)
    # The picture that the patch section prints shows the place of the ice too.
    patch = pattern.patch if context.includes("patch") else None
    shown = isinstance(patch, Patch) and patch.picture == cold.picture
    yield from beside_picture(
        context,
        None if shown else cold.picture,
        Paragraph(context.render(cold.say, cold.why or "")),
        _care_dose(context, cold.dose),
        *context.caution("cold"),
    )


def _care_dose(context: ComposeContext, dose: CareDose) -> Doses:
    format_range = context.locale.format_range
    figures = {"minutes": format_range(dose.minutes), "hours": format_range(dose.hours_apart)}
    return _doses(context, context.locale.dose.care, figures)


def _doses(context: ComposeContext, facts: tuple[str, ...], figures: dict[str, Any]) -> Doses:
    return Doses(tuple(context.locale.format_fact(fact, figures) for fact in facts))


BLOCKS: dict[RemedyName, Callable[[ComposeContext, Any], Iterator[Block]]] = {
    "pillow": _pillow,
    "patch": _patch,
    "ball": _ball,
    "stretch": _stretch,
    "heat": _heat,
    "cold": _cold,
}
"""How each remedy is composed, from the context and its part of the pattern."""
