"""Set a picture with its marks and labels to a width."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from math import cos, pi, sin
from typing import TYPE_CHECKING, NamedTuple

from handouts.brand.color import WHITE
from handouts.layout.art.drawing_loader import Placement, load_drawing
from handouts.layout.art.grayscale import in_grays
from handouts.layout.art.labels import MAX_LABELS_HEIGHT, place_labels, set_labels
from handouts.layout.art.leader_ends import Ends
from handouts.layout.art.marks import DRAW_MARK, SMALL_TARGET, MarkStyle, target
from handouts.layout.art.shapes import crossed_disc, ticked_disc
from handouts.layout.art.step_numbers import step_numbers
from handouts.layout.boxes import Art, Box, Shape
from patterns.errors import UserError
from patterns.mark_kinds import MARK_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handouts.document import PictureBlock, PlacedLabel, PlacedMark
    from handouts.layout.art.drawing_loader import Drawing
    from handouts.layout.art.labels import LabelColumn
    from handouts.layout.boxes import Item, Items, Point
    from handouts.layout.style.theme import ColorScheme, Theme

FULL_SIZE = 190.0
"""The width of a drawing, in points, on which marks have their full size."""

MAX_ASPECT = 0.98
"""The greatest height of the drawing of a plate, as a share of the width of its picture."""

MARK_REACH = 9.0
"""How far a mark on a point reaches from it at its full size, in points."""

RING_CORNERS = 16
"""The corners of the polygon around a mark on a point."""

SIGN_RADIUS = 9.0
"""The radius of the sign on an example of what to leave or to do, in points."""

MIN_DRAWING_WIDTH = 70.0
"""The least width of a drawing between its labels, in points."""

MAX_SMALL_HEIGHT = 175.0
"""The greatest height of the small figure beside a plate, in points."""

SMALL_GAP = 7.0
"""The space between a plate and the small figure beside it, in points."""

UNDER_LEADERS = ("hatch", "stripes", "waves")
"""The kinds of marks that a leader line may cross; none crosses another kind."""


FIELDS = ("stripes", "waves")
"""Those of them that a leader line crosses only where there is no way around."""


class _Fit(NamedTuple):
    """A picture fitted to a width: its empty box, and where its drawings lie.

    The small figure, if there is one, takes `beside` of its width, at the left if `shifted`.
    """

    box: Box
    drawing: Placement
    small: Placement | None = None
    beside: float = 0.0
    shifted: bool = False


def least_width(block: PictureBlock, theme: Theme) -> float:
    """Return the width at which the labels of a picture leave its drawing the least room."""
    return sum(column.room for column in _columns(block, theme)) + MIN_DRAWING_WIDTH


def fit_picture(
    block: PictureBlock, theme: Theme, width: float, section: str
) -> tuple[Box, Placement]:
    """Fit a picture to a width: its box, still empty, and the place of its drawing.

    A picture is higher than its drawing where its labels need that. Raises `UserError` for labels
    that do not fit.
    """
    fit = _fit(block, theme, width, section)
    return fit.box, fit.drawing


def _fit(block: PictureBlock, theme: Theme, width: float, section: str) -> _Fit:
    drawing = load_drawing(block.folder, f"{block.id}.{block.variant}", section)
    small = _small_figure(block, drawing, section)
    left, right = _columns(block, theme)
    room = width - left.room - right.room
    if block.labels and room < MIN_DRAWING_WIDTH - 0.01:
        raise _labels_do_not_fit(block, "use shorter words in its labels")
    if max(left.height, right.height) > MAX_LABELS_HEIGHT:
        raise _labels_do_not_fit(block, "use fewer labels, or shorter ones")
    room_shown, gap = drawing.width, 0.0
    if small:
        room_shown, gap = room_shown + small.width * drawing.height / small.height, SMALL_GAP
    scale = (room - gap) / room_shown
    if block.plate:
        scale = min(scale, width * MAX_ASPECT / drawing.height)
    drawn_height = drawing.height * scale
    small_height = min(drawn_height, MAX_SMALL_HEIGHT)
    beside = small.width * small_height / small.height + gap if small else 0.0
    height = max(drawn_height, left.height, right.height)
    box = Box(width, height, role="Figure", alt=block.alt, name="picture")
    # Away from the labels of the sore side.
    shifted = block.sore_right or block.variant == "both"
    x = left.room + (room - beside - drawing.width * scale) / 2
    place = x + (beside if shifted else 0.0), (height - drawn_height) / 2
    placement = Placement(drawing, *place, scale, section)
    if small is None:
        return _Fit(box, placement)
    at = 0.0 if shifted else width - beside + gap
    top = place[1] + (drawn_height - small_height) / 2
    on_body = Placement(small, at, top, small_height / small.height, section)
    return _Fit(box, placement, on_body, beside, shifted)


def _small_figure(block: PictureBlock, drawing: Drawing, section: str) -> Drawing | None:
    """Return the drawing that shows where on the body a plate lies, if it has one."""
    if drawing.beside is None:
        return None
    return load_drawing(block.folder, f"{drawing.beside}.{block.variant}", section)


def picture_box(block: PictureBlock, theme: Theme, width: float, section: str) -> Box:
    """Set a picture with its marks and labels to a width; raise `UserError` as `fit_picture`."""
    return _picture_box(block, theme.without_spacing(), width, section)


@lru_cache(maxsize=256)
def _picture_box(block: PictureBlock, theme: Theme, width: float, section: str) -> Box:
    """Set a picture once: the search for the best spacing, which changes none, asks many times."""
    fit = _fit(block, theme, width, section)
    box, colors = fit.box, theme.colors
    small = [] if fit.small is None else [_art(fit.small, theme), *_sore_places(fit.small, colors)]
    marked: dict[bool, list[tuple[float, float, Item]]] = {True: [], False: []}
    for mark in block.marks:
        shapes = _mark(mark, fit.drawing, colors)
        marked[mark.kind in UNDER_LEADERS] += [(0.0, 0.0, shape) for shape in shapes]
    marked[False] = _halos_first(marked[False])
    named = _labels(block, fit, theme)
    # Leader lines lie over hatched areas, and under the marks that they lead to.
    lines = [item for item in named if not isinstance(item[2], Box)]
    names = [item for item in named if isinstance(item[2], Box)]
    drawn = [*small, _art(fit.drawing, theme)]
    shown = (*drawn, *marked[True], *lines, *marked[False], *names)
    numbers = step_numbers(block, fit.drawing, theme, _marked_circles(block, fit.drawing))
    return box._replace(items=(*shown, *numbers, *_sign(block, theme)))


def _halos_first(drawn: list[tuple[float, float, Item]]) -> list[tuple[float, float, Item]]:
    """Put the white halos of marks below all else, so that none cuts into another mark."""
    return sorted(drawn, key=lambda each: not _is_halo(each[2]))


def _is_halo(item: Item) -> bool:
    return isinstance(item, Shape) and item.stroke == WHITE and item.closed


def _art(placement: Placement, theme: Theme) -> tuple[float, float, Item]:
    drawing, scale = placement.drawing, placement.scale
    data = drawing.data if theme.colors.bold else in_grays(drawing.data)
    size = drawing.width, drawing.height
    art = Art(drawing.key, data, size, drawing.width * scale, drawing.height * scale)
    return placement.left, placement.top, art


def _sore_places(small: Placement, colors: ColorScheme) -> Iterator[tuple[float, float, Item]]:
    for at in small.anchors("sore"):
        yield from ((0.0, 0.0, shape) for shape in target(at, MarkStyle(colors, SMALL_TARGET)))


def _labels(block: PictureBlock, fit: _Fit, theme: Theme) -> list[tuple[float, float, Item]]:
    """Place the labels of a picture beside its drawing."""
    shift = fit.beside if fit.shifted else 0.0
    here = replace(fit.drawing, left=fit.drawing.left - shift)
    inner = fit.box._replace(width=fit.box.width - fit.beside)
    avoid = _all_borders(block, here, *(kind for kind in MARK_KINDS if kind not in UNDER_LEADERS))
    crossed = _all_borders(block, here, *FIELDS)
    ends = _ends(block, here, avoid)
    return [
        (x + shift, y, item)
        for column in _columns(block, theme)
        for x, y, item in place_labels(
            column, lambda label: [ends[label]], theme, inner, avoid, crossed
        )
    ]


def _ends(block: PictureBlock, placement: Placement, areas: list[list[Point]]) -> Ends:
    """Choose the ends of the leader lines, first of those that have the least choice."""
    ends = Ends(_marked_circles(block, placement), areas)
    touchable = {label: _touchable(block, label, placement) for label in block.labels}
    for label in sorted(block.labels, key=lambda label: len(touchable[label])):
        ends.choose(label, touchable[label], placement.outlines(label.at))
    return ends


def _all_borders(block: PictureBlock, placement: Placement, *kinds: str) -> list[list[Point]]:
    marks = (mark for mark in block.marks if mark.kind in kinds)
    return [border for mark in marks for border in _borders(mark, placement)]


def _borders(mark: PlacedMark, placement: Placement) -> list[list[Point]]:
    """Return the border of a mark on each of its places: an area, or around a ring."""
    if MARK_KINDS[mark.kind].on == "area":
        return placement.areas(mark.at)
    reach = MARK_REACH * _mark_size(placement)
    angles = [2 * pi * i / RING_CORNERS for i in range(RING_CORNERS)]
    return [
        [(x + reach * cos(angle), y + reach * sin(angle)) for angle in angles]
        for x, y in placement.anchors(mark.at)
    ]


def _touchable(block: PictureBlock, label: PlacedLabel, placement: Placement) -> list[Point]:
    """Return where the leader line of a label may end: on the border of a mark, or on an anchor.

    The label of a mark is that of all marks of its kind but the outlined ones.
    """
    kinds = {mark.kind for mark in block.marks if mark.at == label.at and not mark.outlined}
    marks = [mark for mark in block.marks if mark.kind in kinds and not mark.outlined]
    if not label.strong or not marks:
        return placement.touchable(label.at)
    return [at for mark in marks for border in _borders(mark, placement) for at in border]


def _sign(block: PictureBlock, theme: Theme) -> Items:
    """Place in the upper left corner a cross for what to leave, or a tick for what to do."""
    colors, reach = theme.colors, SIGN_RADIUS
    drawn = {"trigger": (crossed_disc, colors.warning), "instead": (ticked_disc, colors.treat)}
    if not block.shows:
        return ()
    draw, color = drawn[block.shows]
    return tuple((0.0, 0.0, shape) for shape in draw((reach, reach), reach, color))


def _columns(block: PictureBlock, theme: Theme) -> tuple[LabelColumn, LabelColumn]:
    labels, style, field = block.labels, theme.label, f"pictures.{block.id}"
    return set_labels(labels, "left", style, field), set_labels(labels, "right", style, field)


def _labels_do_not_fit(block: PictureBlock, hint: str) -> UserError:
    message, field = "has labels that do not fit beside its drawing", f"pictures.{block.id}"
    return UserError.one(message, file=str(block.folder), field=field, hint=hint)


def _mark(mark: PlacedMark, placement: Placement, colors: ColorScheme) -> list[Shape]:
    """Draw a mark on every point or area of its name."""
    style = MarkStyle(
        colors,
        _mark_size(placement),
        outlined=mark.outlined,
        choice=mark.choice,
    )
    draw = DRAW_MARK[mark.kind]
    if MARK_KINDS[mark.kind].on == "anchor":
        reach = MARK_REACH * _mark_size(placement)
        places = (_inside(at, placement, reach) for at in placement.anchors(mark.at))
        return [shape for at in places for shape in draw(at, style)]
    middle = placement.left + placement.drawing.width * placement.scale / 2
    shapes: list[Shape] = []
    for area in placement.areas(mark.at):
        rising = sum(x for x, _ in area) >= middle * len(area)
        shapes += draw(area, replace(style, rising=rising))
    return shapes


def _marked_circles(block: PictureBlock, placement: Placement) -> list[tuple[Point, float]]:
    """Return the circles that the marks on points take, each by its center and its radius."""
    reach = MARK_REACH * _mark_size(placement)
    marks = [mark for mark in block.marks if MARK_KINDS[mark.kind].on == "anchor"]
    return [(_inside(at, placement, reach), reach) for m in marks for at in placement.anchors(m.at)]


def _inside(at: Point, placement: Placement, reach: float) -> Point:
    """Move a point so far into its drawing that what reaches so far from it has room."""
    left, top, drawing = placement.left, placement.top, placement.drawing
    right, bottom = left + drawing.width * placement.scale, top + drawing.height * placement.scale
    x, y = at
    return min(max(x, left + reach), right - reach), min(max(y, top + reach), bottom - reach)


def _mark_size(placement: Placement) -> float:
    return min(1.0, max(0.7, placement.drawing.width * placement.scale / FULL_SIZE))
