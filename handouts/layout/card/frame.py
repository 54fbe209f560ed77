"""Set what stands around the rows of a card: its head, its fields and the strip at its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handouts.brand.color import WHITE
from handouts.layout.art import shapes
from handouts.layout.blocks.band import logo_box
from handouts.layout.blocks.field_strip import date_room
from handouts.layout.boxes import Bitmap, Box, FieldBox, Item, TextLine, inset, on, stack
from handouts.layout.style.page_size import MM
from handouts.layout.style.theme import colored
from handouts.layout.text.paragraph import set_line, set_text
from patterns.text import StyledRun, strong

if TYPE_CHECKING:
    from handouts.brand.logo.reading import Logo
    from handouts.brand.model import Brand
    from handouts.document import CardStrip, Field, Handout
    from handouts.layout.blocks.block_setter import BlockSetter
    from handouts.layout.style.theme import TextStyle, Theme
    from handouts.template.model import FieldLayout

PAD = 9.0
"""The space between the ground of the head, or the frame of the strip, and their words."""

LOGO_PAD = 4.0
"""The space around the logo on its white ground."""

MAX_LOGO_HEIGHT = 13 * MM
MAX_LOGO_WIDTH = 35 * MM
"""The greatest size of the logo, in points."""

CONTACT_SHARE = 0.3
"""The greatest share of the head's width for the contact."""

BADGE_PAD = 8.0
BADGE_GAP = 10.0
"""The space in the badge of the side beside its words, and between title and badge."""

LABEL_GAP = 5.0
FIELD_GAP = 14.0
"""The space between a label and its field, and between two fields."""

SIGN_RADIUS = 1.1
"""The radius of the stop sign of the strip, in body sizes."""


def head(card: Handout, brand: Brand, theme: Theme, width: float) -> Box:
    """Set the clinic, the title with the side, and what the card is, on a bold ground."""
    inner = width - 2 * PAD
    reach = [strong(brand.name), *(strong(line.text) for line in brand.contact[:1])]
    light = colored(theme.body, theme.colors.on_bold)
    lines = [set_line(rich, light, inner * CONTACT_SHARE, role="P") for rich in reach]
    contact = max(line.width for line in lines)
    clinic = stack([_right(line, contact) for line in lines], 0, width=contact)
    logo = _on_white(brand.logo, theme) if brand.logo else None
    left = logo.width + PAD if logo else 0.0
    middle = inner - left - contact - PAD
    title = colored(theme.title, theme.colors.on_bold)
    words = stack(
        [
            set_text(strong(card.title), title, middle, role="H1"),
            _side_and_week(card, theme, middle),
        ],
        3,
        width=middle,
    )
    placed = [(0.0, logo), (left, words), (inner - contact, clinic)]
    boxes = [(x, box) for x, box in placed if box is not None]
    height = max(box.height for _, box in boxes)
    items = tuple((x, (height - box.height) / 2, box) for x, box in boxes)
    padded = inset(Box(inner, height, items), PAD, PAD * 0.7, PAD, PAD * 0.7)
    return on((theme.bold_panel(width, padded.height),), padded, name="card-head")


def _side_and_week(card: Handout, theme: Theme, width: float) -> Box:
    """Set the badge of the side, and beside it or below what the card is."""
    style, said = colored(theme.subtitle, theme.colors.on_bold), (StyledRun(card.subtitle),)
    if not card.side:
        return set_text(said, style, width, role="P")
    badge = _badge(card.side, theme)
    beside = width - badge.width - BADGE_GAP
    line = set_text(said, style, beside, role="P")
    if line.height > style.leading:
        return stack([badge, set_text(said, style, width, role="P")], 1, width=width)
    place = badge.width + BADGE_GAP, (badge.height - line.height) / 2
    return Box(width, badge.height, ((0.0, 0.0, badge), (*place, line)))


def _on_white(logo: Logo, theme: Theme) -> Box:
    """Set the logo on a white ground."""
    whole = logo_box(logo, in_color=theme.colors.bold is not None)
    scale = min(1.0, MAX_LOGO_HEIGHT / whole.height, MAX_LOGO_WIDTH / whole.width)
    width, height = whole.width * scale, whole.height * scale
    pixels = [item for _, _, item in whole.items if isinstance(item, Bitmap)]
    items = tuple((0.0, 0.0, each._replace(width=width, height=height)) for each in pixels)
    padded = inset(Box(width, height, items), LOGO_PAD, LOGO_PAD, LOGO_PAD, LOGO_PAD)
    ground = shapes.panel(padded.width, padded.height, fill=WHITE, radius=4)
    return on((ground,), padded, role="Artifact")


def _right(box: Box, width: float) -> Box:
    """Move the lines of a box to the right edge of a width."""
    lines = ((y, line) for _, y, line in box.items if isinstance(line, TextLine))
    return box._replace(
        width=width, items=tuple((width - line.width, y, line) for y, line in lines)
    )


def _badge(side: str, theme: Theme) -> Box:
    """Set the side of the body on a white ground with round ends."""
    words = set_line(strong(side), colored(theme.subheading, theme.colors.primary), 200, role="P")
    box = inset(words, BADGE_PAD, 1, BADGE_PAD, 1)
    edge = None if theme.colors.bold else theme.colors.ink
    ground = shapes.panel(box.width, box.height, fill=WHITE, stroke=edge, radius=box.height / 2)
    return on((ground,), box, name="badge")


def fields(card: Handout, theme: Theme, width: float, layout: FieldLayout) -> Box:
    """Set the fields for the client and the date on one line, or a long name on lines of its own.

    Each field has at least the room that it has on the sheet.
    """
    client, date = card.fields
    day = date_room(card.date_forms, theme.body.size, theme.body.family) + 2
    last = _labeled(date, theme, day)
    if not layout.client_lines:
        label = set_line((StyledRun(client.label),), _quiet(theme), width)
        room = width - last.width - FIELD_GAP - label.width - LABEL_GAP
        first = _labeled(client, theme, room)
        items = ((0.0, 0.0, first), (width - last.width, 0.0, last))
        return Box(width, first.height, items, name="card-fields")
    label = set_text((StyledRun(client.label),), _quiet(theme), width)
    lines, leading = layout.client_lines, theme.body.leading
    room_box = FieldBox(client.name, width, lines, leading, theme.body.size)
    placed = ((0.0, 0.0, label), (0.0, label.height + theme.body.baseline, room_box))
    long = Box(width, label.height + lines * leading + 2, placed, "P", name="field")
    return stack([long, last], 2, width=width, name="card-fields")


def _quiet(theme: Theme) -> TextStyle:
    return colored(theme.label, theme.colors.quiet)


def _labeled(field: Field, theme: Theme, width: float) -> Box:
    """Set a label, and after it a field of a width over a rule."""
    label = set_line((StyledRun(field.label),), _quiet(theme), width)
    left, body = label.width + LABEL_GAP, theme.body
    room = FieldBox(field.name, width, 1, body.leading, body.size)
    line = shapes.rule(left, body.leading + 0.5, width, theme.colors.line, 0.6)
    items = (
        (0.0, body.baseline - theme.label.baseline, label),
        (0.0, 0.0, line),
        (left, body.baseline, room),
    )
    return Box(left + width, body.leading + 1, items, "P", name="field")


def strip(setter: BlockSetter, block: CardStrip, width: float, *, own: bool) -> Box:
    """Set what to stop for in a frame; `own` says that the rows do not say it themselves."""
    theme, color = setter.theme, setter.theme.colors.warning
    radius = theme.body.size * SIGN_RADIUS
    left = 2 * PAD + 2 * radius
    inner = width - left - PAD
    said = (block.every_stop if own else block.stops, block.goes_with)
    boxes = [setter.text(block.signs, colored(theme.body, color), inner, "P")]
    boxes += [setter.text(rich, theme.body, inner, "P") for rich in said if rich]
    words = stack(boxes, theme.spacing.block, width=inner)
    height = words.height + PAD * 1.3
    frame = shapes.panel(width, height, stroke=color, line_width=1.8, radius=6)
    sign = shapes.stop_sign((PAD + radius, height / 2), radius, color)
    items: list[tuple[float, float, Item]] = [(0.0, 0.0, shape) for shape in (frame, *sign)]
    return Box(width, height, (*items, (left, PAD * 0.65, words)), name="stop")
