"""Compose the sections of the remedies: one for each activity and application, and the flare-up.

Each remedy ends with its caution: what to stop for, and the safety lines of its kind.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from handouts.compose.doses import dose_block
from handouts.compose.figures import beside, frames, plates
from handouts.document import (
    OptionItem,
    OptionList,
    Paragraph,
    Points,
    Section,
    Subheading,
    WriteIn,
)
from patterns.text import StyledRun

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from handouts.compose.care import CareItem
    from handouts.compose.context import ComposeContext
    from handouts.document import Block
    from patterns.model.pattern import FlareStep

    Blocks = tuple[Block, ...]


def care(context: ComposeContext) -> Iterator[Section]:
    """Compose a section for each remedy; the last says what is not advised."""
    items = [item for item in context.care if item.section == "care"]
    for item in items:
        blocks = [*remedy_blocks(context, item)]
        if item is items[-1]:
            blocks += _not_advised(context)
        moment = context.locale.moments[item.moment]
        yield Section(item.id, title_of(context, item), tuple(blocks), moment=moment)


def title_of(context: ComposeContext, item: CareItem) -> str:
    """Return the title of a remedy on this sheet."""
    if item.choice and item.choice.title:
        return context.render_plain(item.choice.title)
    inner = context.within(item.activity) if item.activity else context
    return inner.render_plain(item.part.title)


def remedy_blocks(context: ComposeContext, item: CareItem) -> Iterator[Block]:
    """Compose what a remedy says: how, how much, and what to stop for."""
    say = item.choice.say if item.choice else None
    lead = (Paragraph(context.render(say)),) if say else ()
    yield from COMPOSERS.get(item.id, _activity)(context, item, lead)


def flare(context: ComposeContext) -> Iterator[Section]:
    """Compose what to do if the pain flares up, in the order of the pattern.

    Sentences about remedies that stand elsewhere on the sheet become lists between the others.
    """
    advice, items = context.pattern.flare, {i.id: i for i in context.care if i.section == "flare"}
    blocks: list[Block] = []
    for printed, steps in groupby(advice.steps if advice else (), lambda step: step.use in items):
        if printed:
            for step in steps:
                blocks += _flare_remedy(context, step, items[step.use or ""])
        else:
            blocks += _flare_sentences(context, steps)
    if advice and blocks:
        yield Section("flare", context.render_plain(advice.title), tuple(blocks))


def _flare_remedy(context: ComposeContext, step: FlareStep, item: CareItem) -> Iterator[Block]:
    """Compose a remedy whole, under its title."""
    yield Subheading(title_of(context, item))
    if step.say:
        yield Paragraph(context.render(step.say))
    yield from remedy_blocks(context, item)


def _flare_sentences(context: ComposeContext, steps: Iterable[FlareStep]) -> Iterator[Block]:
    """Compose the sentences of steps whose remedies are on the sheet."""
    said = tuple(
        context.render(step.say)
        for step in steps
        if step.say and context.includes(step.use or step.stop or "")
    )
    if len(said) == 1:
        yield Paragraph(said[0])
    elif said:
        yield Points(said)


def _not_advised(context: ComposeContext) -> Iterator[Block]:
    words = context.locale.not_advised
    for advice in context.pattern.not_advised:
        what = context.locale.inside_sentence(context.render_plain(advice.what))
        lead = StyledRun(f"{words.format(what=what)} ", strong=True)
        yield Paragraph((lead, *context.render(advice.because, advice.instead or "")))


def _activity(context: ComposeContext, item: CareItem, lead: Blocks) -> Iterator[Block]:
    activity, locale = item.part, context.locale
    inner = context.within(activity)
    stop = activity.stop_if and locale.stop_if.format(
        sentence=locale.inside_sentence(activity.stop_if)
    )
    words = (
        *lead,
        *inner.in_full(activity.lead or "", _needs(inner, activity.needs)),
        Points(inner.render_all(activity.steps), numbered=True),
        *_tips(inner, activity.tips),
    )
    pictures = frames(inner, item)
    foot = (
        dose_block(context, item),
        *(inner.once(locale.dose.scale) if item.dose.discomfort else ()),
        *inner.caution(activity.kind, *((stop,) if stop else ())),
    )
    yield from beside(pictures, words, foot)


def _needs(context: ComposeContext, needs: tuple[str, ...]) -> str:
    """Write what an activity needs as a sentence; empty if it needs nothing."""
    return context.locale.needs.format(things=", ".join(needs)) if needs else ""


def _tips(context: ComposeContext, tips: tuple[str, ...]) -> Iterator[Block]:
    """Compose the tips of a full sheet: one as a paragraph, more as a list."""
    if len(tips) == 1:
        yield from context.in_full(*tips)
    elif tips and not context.brief:
        yield Points(context.render_all(tips))


def _patch(context: ComposeContext, item: CareItem, lead: Blocks) -> Iterator[Block]:
    locale, patch = context.locale, item.part
    sizes = [size.say for size in patch.sizes if size.fits(context.notice.country)]
    words = (
        *lead,
        *context.in_full(patch.lead),
        OptionList(tuple(_site_options(context, item))),
        *((Paragraph(context.render(patch.tie_break)),) if patch.tie_break else ()),
        *context.in_full(*sizes, patch.expect),
    )
    pictures = plates(context, patch.picture, patch.sites)
    figures = {"hours": item.dose.hours.high if item.dose.hours else 0}
    foot = (
        dose_block(context, item),
        WriteIn(locale.patch.write_in, locale.format_fact(locale.patch.limit, figures)),
        *context.caution("patch"),
    )
    yield from beside(pictures, words, foot)


def _site_options(context: ComposeContext, item: CareItem) -> Iterator[OptionItem]:
    for site in item.part.sites:
        chosen = site.id == context.request.site
        text = context.render(f"**{site.when}**", site.put)
        yield OptionItem(text, chosen, context.locale.patch.chosen if chosen else "")


def _cold_or_heat(context: ComposeContext, item: CareItem, lead: Blocks) -> Iterator[Block]:
    # The picture that the patch section prints shows the place of the ice too.
    patch = context.pattern.patch if context.includes("patch") else None
    shown = patch is not None and patch.picture == item.part.picture
    words = (*lead, Paragraph(context.render(item.part.say, item.part.why or "")))
    pictures = plates(context, None if shown else item.part.picture)
    foot = (dose_block(context, item), *context.caution(item.remedy))
    yield from beside(pictures, words, foot)


COMPOSERS: dict[str, Callable[[ComposeContext, CareItem, Blocks], Iterator[Block]]] = {
    "patch": _patch,
    "cold": _cold_or_heat,
    "heat": _cold_or_heat,
}
"""How each application is composed, after its lead; every activity is composed alike."""
