"""Compose the sections of the remedies: one for each activity and application, and the flare-up.

Each remedy ends with its caution: what to stop for, and the safety lines of its kind.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from handouts.compose.doses import dose_block
from handouts.compose.figures import beside_frames, beside_plate
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
    from collections.abc import Callable, Iterator

    from handouts.compose.care import CareItem
    from handouts.compose.context import ComposeContext
    from handouts.document import Block
    from patterns.model.pattern import FlareStep


def care(context: ComposeContext) -> Iterator[Section]:
    """Compose a section for each remedy; the last says what is not advised."""
    items = [item for item in context.care if item.section == "care"]
    for item in items:
        blocks = [*remedy_blocks(context, item)]
        if item is items[-1]:
            blocks += _not_advised(context)
        yield Section(item.id, _heading(context, item), tuple(blocks))


def _heading(context: ComposeContext, item: CareItem) -> str:
    moment = context.locale.moments[item.moment]
    title = context.locale.inside_sentence(_title(context, item))
    return context.locale.headings.care.format(moment=moment, title=title)


def _title(context: ComposeContext, item: CareItem) -> str:
    if item.choice and item.choice.title:
        return context.render_plain(item.choice.title)
    inner = context.within(item.activity) if item.activity else context
    return inner.render_plain(item.part.title)


def remedy_blocks(context: ComposeContext, item: CareItem) -> Iterator[Block]:
    """Compose what a remedy says: how, how much, and what to stop for."""
    if item.choice and item.choice.say:
        yield Paragraph(context.render(item.choice.say))
    yield from COMPOSERS.get(item.id, _activity)(context, item)


def flare(context: ComposeContext) -> Iterator[Section]:
    """Compose what to do if the pain flares up, in the order of the pattern."""
    advice, items = context.pattern.flare, {i.id: i for i in context.care if i.section == "flare"}
    steps = advice.steps if advice else ()
    blocks = [block for step in steps for block in _flare_step(context, step, items)]
    if advice and blocks:
        yield Section("flare", context.render_plain(advice.title), tuple(blocks))


def _flare_step(
    context: ComposeContext, step: FlareStep, items: dict[str, CareItem]
) -> Iterator[Block]:
    """Compose a remedy whole, or a sentence about one that stands elsewhere on the sheet."""
    item = items.get(step.use or "")
    if item:
        yield Subheading(_title(context, item))
    if step.say and (item or context.includes(step.use or step.stop or "")):
        yield Paragraph(context.render(step.say))
    if item:
        yield from remedy_blocks(context, item)


def _not_advised(context: ComposeContext) -> Iterator[Block]:
    words = context.locale.not_advised
    for advice in context.pattern.not_advised:
        what = context.locale.inside_sentence(context.render_plain(advice.what))
        lead = StyledRun(f"{words.format(what=what)} ", strong=True)
        yield Paragraph((lead, *context.render(advice.because, advice.instead or "")))


def _activity(context: ComposeContext, item: CareItem) -> Iterator[Block]:
    activity, locale = item.part, context.locale
    inner = context.within(activity)
    stop = activity.stop_if and locale.stop_if.format(
        sentence=locale.inside_sentence(activity.stop_if)
    )
    yield from beside_frames(
        inner,
        item,
        *inner.in_full(activity.lead or "", _needs(inner, activity.needs)),
        Points(inner.render_all(activity.steps), numbered=True),
        *_tips(inner, activity.tips),
        dose_block(context, item),
        *(inner.once(locale.dose.scale) if item.dose.discomfort else ()),
    )
    yield from inner.caution(activity.kind, *((stop,) if stop else ()))


def _needs(context: ComposeContext, needs: tuple[str, ...]) -> str:
    """Write what an activity needs as a sentence; empty if it needs nothing."""
    return context.locale.needs.format(things=", ".join(needs)) if needs else ""


def _tips(context: ComposeContext, tips: tuple[str, ...]) -> Iterator[Block]:
    """Compose the tips of a full sheet: one as a paragraph, more as a list."""
    if len(tips) == 1:
        yield from context.in_full(*tips)
    elif tips and not context.brief:
        yield Points(context.render_all(tips))


def _patch(context: ComposeContext, item: CareItem) -> Iterator[Block]:
    locale, patch = context.locale, item.part
    sizes = [size.say for size in patch.sizes if size.fits(context.notice.country)]
    yield from beside_plate(
        context,
        patch.picture,
        *context.in_full(patch.lead),
        OptionList(tuple(_site_options(context, item))),
        *((Paragraph(context.render(patch.tie_break)),) if patch.tie_break else ()),
        *context.in_full(*sizes, patch.expect),
        sites=patch.sites,
    )
    yield dose_block(context, item)
    figures = {"hours": item.dose.hours.high if item.dose.hours else 0}
    yield WriteIn(locale.patch.write_in, locale.format_fact(locale.patch.limit, figures))
    yield from context.caution("patch")


def _site_options(context: ComposeContext, item: CareItem) -> Iterator[OptionItem]:
    for site in item.part.sites:
        chosen = site.id == context.request.site
        text = context.render(f"**{site.when}**", site.put)
        yield OptionItem(text, chosen, context.locale.patch.chosen if chosen else "")


def _cold_or_heat(context: ComposeContext, item: CareItem) -> Iterator[Block]:
    # The picture that the patch section prints shows the place of the ice too.
    patch = context.pattern.patch if context.includes("patch") else None
    shown = patch is not None and patch.picture == item.part.picture
    yield from beside_plate(
        context,
        None if shown else item.part.picture,
        Paragraph(context.render(item.part.say, item.part.why or "")),
        dose_block(context, item),
        *context.caution(item.remedy),
    )


COMPOSERS: dict[str, Callable[[ComposeContext, CareItem], Iterator[Block]]] = {
    "patch": _patch,
    "cold": _cold_or_heat,
    "heat": _cold_or_heat,
}
"""How each application is composed; every activity is composed alike."""
