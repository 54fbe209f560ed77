"""Shows pictures: one of a pattern in, its drawing, marks, names and spoken words out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from handouts.document import Beside, PictureBlock, PlacedLabel, PlacedMark
from patterns.mark_kinds import MARK_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handouts.compose.context import ComposeContext
    from handouts.document import Block
    from patterns.model import Patch, PatchSite, PictureRef


def show(session: ComposeContext, picture_id: str) -> PictureBlock:
    """Give a picture on the right side of the body; a figure of one person shows one side."""
    picture = session.pattern.pictures[picture_id]
    plate = bool(picture.labels)
    marks = tuple(_marks(session, picture))
    return PictureBlock(
        pattern=session.pattern.id,
        id=picture_id,
        variant="left" if session.side == "both" and not plate else session.side,
        alt=" ".join((session.name(picture.alt), *_spoken(session, marks))),
        caption=session.say(picture.caption, *_legend(session, marks)),
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


def _marks(session: ComposeContext, picture: PictureRef) -> Iterator[PlacedMark]:
    """Give the marks that the sheet speaks of; one whose section is left out would puzzle."""
    for mark in picture.marks:
        section = MARK_KINDS[mark.kind].section
        if section is None or session.wants(section):
            yield PlacedMark(mark.kind, mark.at)


def _legend(session: ComposeContext, marks: tuple[PlacedMark, ...]) -> tuple[str, ...]:
    """Explain each kind of mark once, by its shape and its color."""
    return tuple(session.words.marks[kind].legend for kind in dict.fromkeys(m.kind for m in marks))


def _mark_labels(session: ComposeContext, marks: tuple[PlacedMark, ...]) -> tuple[PlacedLabel, ...]:
    """Name each kind of mark once, in the margin of the sore side; dots are told by the caption."""
    named = {
        mark.kind: mark.at
        for mark in reversed(marks)
        if session.words.marks[mark.kind].label and not mark.outlined
    }
    margin = session.margin("sore")
    return tuple(
        PlacedLabel(at, session.words.marks[kind].label, margin, strong=True)
        for kind, at in named.items()
    )


def with_picture(
    session: ComposeContext, picture_id: str | None, *blocks: Block
) -> tuple[Block, ...]:
    """Put a picture at the side of some blocks, if there is one."""
    return (Beside(show(session, picture_id), blocks),) if picture_id else blocks


def _spoken(session: ComposeContext, marks: tuple[PlacedMark, ...]) -> tuple[str, ...]:
    """Say each kind of mark once, for readers who do not see it."""
    kinds = dict.fromkeys(mark.kind for mark in marks)
    words = session.words.marks
    return tuple(_sentence(words[kind].spoken.format(name=_name(session, kind))) for kind in kinds)


def _name(session: ComposeContext, kind: str) -> str:
    """Name a mark as sentences do; empty for a kind that no sentence names."""
    placeholder = MARK_KINDS[kind].placeholder
    return session.speaker.words[placeholder] if placeholder else ""


def _spoken_site(session: ComposeContext, site: PatchSite, *, outlined: bool) -> str:
    """Say where a star stands and whether it is the chosen one."""
    words = session.words.marks["star"]
    template = words.at_other_site if outlined else words.at_site
    place = session.name(site.name)
    return _sentence(template.format(name=_name(session, "star"), place=place))


def _sentence(text: str) -> str:
    return text[0].upper() + text[1:]


def with_sites(session: ComposeContext, patch: Patch, picture: PictureBlock) -> PictureBlock:
    """Add a star for each site: full where the therapist chose it, or everywhere if none is."""
    chosen = session.plan.site
    stars, said = [], [picture.alt]
    for site in patch.sites:
        if site.at is not None:
            outlined = chosen is not None and site.id != chosen
            stars.append(PlacedMark("star", site.at, outlined=outlined))
            said.append(_spoken_site(session, site, outlined=outlined))
    marks = tuple(stars)
    return replace(
        picture,
        alt=" ".join(said),
        caption=session.say(
            session.pattern.pictures[picture.id].caption,
            *_legend(session, (*marks, *picture.marks)),
        ),
        marks=(*picture.marks, *marks),
        labels=(*picture.labels, *_mark_labels(session, marks)),
    )
