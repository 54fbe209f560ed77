"""Compose pictures: the drawing, its marks and labels, its caption and its alternate text."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from handouts.document import Beside, Examples, PictureBlock, PlacedLabel, PlacedMark
from patterns.mark_kinds import MARK_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from handouts.compose.care import CareItem
    from handouts.compose.context import ComposeContext
    from handouts.compose.locale import MarkWords
    from handouts.document import Block
    from patterns.model.activity import Frame
    from patterns.model.applications import PatchSite
    from patterns.model.parts import PictureRef
    from patterns.model.pattern import Habit


def beside(
    pictures: tuple[PictureBlock, ...], blocks: tuple[Block, ...], foot: tuple[Block, ...] = ()
) -> tuple[Block, ...]:
    """Put pictures, if there are any, beside some blocks, and other blocks below them."""
    return (Beside(blocks, pictures, foot),) if pictures else (*blocks, *foot)


def frames(context: ComposeContext, item: CareItem) -> tuple[PictureBlock, ...]:
    """Compose the drawings of an activity: all, or the last where a plan wants that alone.

    Of several, each names the steps that it shows. A pattern may choose the anchor of the sore
    spot. What has no side of its own is mirrored all the same for a sore spot on the right.
    """
    shown = item.part.frames
    if item.choice and item.choice.sore:
        shown = tuple(frame.model_copy(update={"sore": item.choice.sore}) for frame in shown)
    sided = item.sided or any(frame.sore for frame in shown)
    if item.id in context.request.end_only:
        shown = shown[-1:]
    return tuple(
        replace(
            _figure(context, frame, item.pictures, sided=sided),
            steps=frame.steps if len(shown) > 1 else (),
        )
        for frame in shown
    )


def habits(context: ComposeContext) -> tuple[Examples, ...]:
    """Compose the drawings of habits, if there are any: what to leave and what to do instead."""
    pattern, words = context.pattern, context.locale.habits
    drawn = (
        replace(
            _figure(context, habit, context.pictures, words[habit.shows], sided=pattern.sided),
            shows=habit.shows,
        )
        for habit in pattern.habits
    )
    return (Examples(tuple(drawn)),) if pattern.habits else ()


def _figure(
    context: ComposeContext, drawn: Frame | Habit, folder: Path, lead: str = "", *, sided: bool
) -> PictureBlock:
    """Compose a drawing of a person; it shows one side. `lead` begins what is said of it."""
    words = context.locale.marks["sore"]
    marks = (PlacedMark("sore", drawn.sore),) if drawn.sore else ()
    legend = (words.legend,) if drawn.sore and context.is_first(words.legend) else ()
    spoken = (words.spoken,) if drawn.sore else ()
    return PictureBlock(
        folder=folder,
        id=drawn.picture,
        variant="left" if context.side == "both" or not sided else context.side,
        alt=" ".join(map(context.render_plain, (*filter(None, (lead,)), drawn.alt, *spoken))),
        caption=context.render(*filter(None, (lead,)), drawn.caption or "", *legend),
        marks=marks,
    )


def plates(
    context: ComposeContext, picture_id: str | None, sites: tuple[PatchSite, ...] = ()
) -> tuple[PictureBlock, ...]:
    """Compose a plate of the pattern, if there is one, with a star on each patch site."""
    return (_plate(context, picture_id, sites),) if picture_id else ()


def _plate(context: ComposeContext, picture_id: str, sites: tuple[PatchSite, ...]) -> PictureBlock:
    """Compose a plate on the right side of the body."""
    picture, marks = context.pattern.pictures[picture_id], _mark_words(context)
    own, stars = tuple(_marks(context, picture)), tuple(_stars(context, sites))
    sore = context.sore_margin(picture.seen_from)
    kinds, star_kinds = (dict.fromkeys(mark.kind for mark in placed) for placed in (own, stars))
    return PictureBlock(
        folder=context.pictures,
        id=picture_id,
        variant=context.side,
        alt=" ".join(
            (
                context.render_plain(picture.alt),
                *(context.render_plain(marks[kind].spoken) for kind in kinds),
                *_spoken_sites(context, sites),
            )
        ),
        caption=context.render(
            picture.caption, *(marks[kind].legend for kind in {**star_kinds, **kinds})
        ),
        marks=(*own, *stars),
        labels=(
            *_plate_labels(context, picture),
            *_mark_labels(own, marks, sore),
            *_mark_labels(stars, marks, sore),
        ),
        plate=True,
        sore_right=sore == "right",
    )


def _mark_words(context: ComposeContext) -> dict[str, MarkWords]:
    """Return the words of each kind of mark, with the first remedy that it stands for."""
    own = reversed(_own_care(context))
    named: dict[str, str] = {item.remedy: context.short_name(item) for item in own}
    return {
        kind: words.of_remedy(name) if (name := named.get(MARK_KINDS[kind].remedy)) else words
        for kind, words in context.locale.marks.items()
    }


def _own_care(context: ComposeContext) -> list[CareItem]:
    """Return the printed remedies of the pattern.

    An activity that a therapist added has no place on the pictures of the pattern.
    """
    return [item for item in context.care if item.id in context.pattern.used()]


def _marks(context: ComposeContext, picture: PictureRef) -> Iterator[PlacedMark]:
    """Place the marks of a picture; one that no remedy of the sheet explains would confuse."""
    explained = {item.remedy for item in _own_care(context)}
    for mark in picture.marks:
        remedy = MARK_KINDS[mark.kind].remedy
        if not remedy or remedy in explained:
            yield PlacedMark(mark.kind, mark.at)


def _stars(context: ComposeContext, sites: tuple[PatchSite, ...]) -> Iterator[PlacedMark]:
    """Place a star on each patch site, outlined where the therapist chose another.

    One patch at a time is the rule: stars on both sides of the body are a choice, too.
    """
    placed = [(site, site.at) for site in sites if site.at is not None]
    several = context.request.site is None and len(placed) > 1
    choice = several or (context.pattern.sided and context.side == "both")
    for site, at in placed:
        yield PlacedMark("star", at, outlined=_is_other_site(context, site), choice=choice)


def _is_other_site(context: ComposeContext, site: PatchSite) -> bool:
    return context.request.site is not None and site.id != context.request.site


def _plate_labels(context: ComposeContext, picture: PictureRef) -> Iterator[PlacedLabel]:
    for label in picture.labels:
        margin = context.margin(label.margin, picture.seen_from)
        yield PlacedLabel(label.at, context.render_plain(label.text), margin)


def _mark_labels(
    marks: tuple[PlacedMark, ...], words: Mapping[str, MarkWords], margin: Literal["left", "right"]
) -> Iterator[PlacedLabel]:
    """Label a mark of each kind on the sore side; an outlined star and hatching have none."""
    places = {mark.kind: mark.at for mark in reversed(marks) if not mark.outlined}
    for kind, at in places.items():
        if label := words[kind].label:
            yield PlacedLabel(at, label, margin, strong=True)


def _spoken_sites(context: ComposeContext, sites: tuple[PatchSite, ...]) -> Iterator[str]:
    """Describe each patch site that has a star, and whether it is the chosen one."""
    words = context.locale.marks["star"]
    for site in sites:
        if site.at is not None:
            template = words.at_other_site if _is_other_site(context, site) else words.at_site
            yield context.render_plain((template or "").replace("{place}", site.name))
