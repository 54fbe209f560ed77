"""The head and the foot of the sides: the clinic's band, the title, the client's strip, the footer."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from handouts.layout import shapes
from handouts.layout.boxes import Art, Bitmap, Box, FieldBox, Item, stack
from handouts.layout.flowables import strong
from handouts.layout.look import LINE, QUIET, Look, coloured
from handouts.layout.setting import set_text
from handouts.logo import LogoKind
from patterns.text import Run

if TYPE_CHECKING:
    from handouts.brand import Brand
    from handouts.handout import Field, Handout
    from handouts.layout.sheets import Sheet
    from handouts.logo import Logo

LOGO_HEIGHT = 34.0
LOGO_WIDEST = 120.0
STRIP_PAD = 10.0
WRITING_LEADING = 19.0
"""The distance of lines to write on by hand."""


def band(brand: Brand, look: Look, width: float) -> Box:
    """Set the clinic's logo, name and contact over a rule; it repeats no text of the sheet."""
    logo = logo_box(brand.logo) if brand.logo else None
    left = logo.width + 11 if logo else 0.0
    contact_width = width * 0.42 if brand.contact else 0.0
    name_width = width - left - contact_width
    name = [set_text(strong(brand.name), coloured(look.subheading, look.primary), name_width)]
    if brand.tagline:
        name.append(set_text((Run(brand.tagline),), coloured(look.label, QUIET), name_width))
    words = stack(name, 0, width=name_width)
    lines = [
        _right(set_text((Run(line.text),), coloured(look.label, QUIET), contact_width), contact_width)
        for line in brand.contact
    ]
    contact = stack(lines, 0, width=contact_width)
    height = max(words.height, contact.height, logo.height if logo else 0.0)
    items: list[tuple[float, float, Item]] = [
        (left, (height - words.height) / 2, words),
        (width - contact_width, (height - contact.height) / 2, contact),
        (0, height + 7, shapes.rule(0, 0, width, look.primary, 1)),
    ]
    if logo:
        items.insert(0, (0, (height - logo.height) / 2, logo))
    return Box(width, height + 8, tuple(items), name="band")


def _right(box: Box, width: float) -> Box:
    """Move every line of a box to its right edge."""
    items = tuple((width - line.width, y, line) for _, y, line in box.items)  # type: ignore[union-attr]
    return Box(width, box.height, items, box.role, name=box.name)


@lru_cache(maxsize=8)
def logo_box(logo: Logo) -> Box:
    """Fit a logo into its place at the head of the sheet."""
    scale = min(LOGO_HEIGHT / logo.height, LOGO_WIDEST / logo.width)
    width, height = logo.width * scale, logo.height * scale
    if logo.kind is LogoKind.PNG:
        item: Item = Bitmap("logo", logo.data, width, height)
    else:
        # svglib and reportlab.graphics take 0.2 s to import and only an SVG logo needs them.
        from handouts.layout.svg_logo import svg_logo  # noqa: PLC0415

        item = Art("logo", *svg_logo(logo), width, height)
    return Box(width, height, ((0, 0, item),), name="logo")


def title(handout: Handout, look: Look, width: float) -> Box:
    """Set the title and the line that says for whom and what."""
    return stack(
        [
            set_text(strong(handout.title), look.title, width, role="H1"),
            set_text((Run(handout.subtitle),), look.subtitle, width, role="P"),
        ],
        1,
        width=width,
        name="title",
    )


def strip(handout: Handout, look: Look, width: float, note_lines: int, *, blank: bool) -> Box:
    """Set the client's strip: labels with room for personal text, and the note below.

    Where the note is `blank` its lines are ruled, to be written on by hand.
    """
    shares = {"client": 0.36, "side": 0.13, "date": 0.24, "next-visit": 0.27}
    inner = width - 2 * STRIP_PAD
    fields = {field.name: field for field in handout.fields}
    items: list[tuple[float, float, Item]] = []
    x = STRIP_PAD
    for name, share in shares.items():
        cell = inner * share
        if name == "side":
            items.append((x, 5, _said(handout, look, cell)))
        else:
            items.append((x, 5, _field(fields[name], look, cell - 8)))
        x += cell
    first_row = look.label.leading + look.body.leading + 8
    note = _note(fields["note"], look, inner, note_lines, blank=blank)
    items.append((STRIP_PAD, first_row, note))
    height = first_row + note.height + 6
    ground = shapes.panel(width, height, stroke=LINE, radius=5)
    return Box(width, height, ((0, 0, ground), *items), name="strip")


def _said(handout: Handout, look: Look, width: float) -> Box:
    if not handout.side:
        return Box(width, 0)
    label = set_text((Run(handout.side_label),), coloured(look.label, QUIET), width, role="P")
    value = set_text(strong(handout.side), look.body, width, role="P")
    return stack([label, value], 0, width=width)


def _field(field: Field, look: Look, width: float) -> Box:
    """Set a label over room for a line of personal text, with a rule to write on."""
    label = set_text((Run(field.label),), coloured(look.label, QUIET), width)
    style = look.body
    room = FieldBox(field.name, width, 1, style.leading, style.size)
    line = shapes.rule(0, label.height + style.leading + 0.5, width, LINE, 0.6)
    items: tuple[tuple[float, float, Item], ...] = (
        (0, 0, label),
        (0, 0, line),
        (0, label.height + style.baseline, room),
    )
    return Box(width, label.height + style.leading, items, "P", name="field")


def _note(field: Field, look: Look, width: float, lines: int, *, blank: bool) -> Box:
    """Set the note under its label, or lines to write it on, the first one beside the label."""
    label = set_text((Run(field.label),), coloured(look.label, QUIET), width)
    top = 4.0
    items: list[tuple[float, float, Item]] = [(0, top, label)]
    if blank:
        start = label.items[0][2].width + 6  # type: ignore[union-attr]
        for i in range(lines):
            left = 0.0 if i else start
            y = top + look.label.baseline + 1.5 + i * WRITING_LEADING
            items.append((left, y, shapes.rule(0, 0, width - left, LINE, 0.6)))
        room = FieldBox(field.name, width - start, 0, WRITING_LEADING, look.body.size)
        items.append((start, top + look.label.baseline, room))
        height = top + label.height + (lines - 1) * WRITING_LEADING
    else:
        under = top + label.height
        room = FieldBox(field.name, width, lines, look.body.leading, look.body.size)
        items.append((0, under + look.body.baseline, room))
        height = under + lines * look.body.leading
    return Box(width, height, tuple(items), "P", name="field")


def footer(handout: Handout, look: Look, sheet: Sheet, page: int, pages: int) -> Box:
    """Set the foot of a side: what the sheet is on the left, the page on the right."""
    width = sheet.frame_width
    number = set_text((Run(handout.page_of.format(page=page, pages=pages)),), look.small, 60)
    words = set_text((Run(handout.footer),), look.small, width - 70)
    items: tuple[tuple[float, float, Item], ...] = (
        (0, 0, shapes.rule(0, 0, width, LINE, 0.6)),
        (0, 4, words),
        (width - 60, 4, _right(number, 60)),
    )
    return Box(width, 4 + words.height, items, name="footer")
