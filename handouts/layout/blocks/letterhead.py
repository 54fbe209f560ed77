"""Set the head and the foot of sides: the clinic's band, the title, the fields, the footer."""

from __future__ import annotations

import math
from functools import lru_cache
from string import digits
from typing import TYPE_CHECKING

from fonts.faces import faces
from fonts.registry import Style
from fonts.runs import split_runs
from handouts.layout.art import shapes
from handouts.layout.art.grayscale import gray_pixels
from handouts.layout.art.qr_code import qr_box
from handouts.layout.blocks.prose import INDENT, after_stop_sign
from handouts.layout.boxes import Bitmap, Box, FieldBox, Item, Items, inset, on, stack
from handouts.layout.style.page_size import MM
from handouts.layout.style.theme import colored
from handouts.layout.text.paragraph import set_line, set_text
from handouts.template.model import FieldWidths, Remark
from patterns.text import StyledRun, strong

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fonts.registry import Family
    from handouts.brand.logo.reading import Logo
    from handouts.brand.model import Brand
    from handouts.document import Field, Handout
    from handouts.layout.style.page_size import PageGeometry
    from handouts.layout.style.theme import Theme
    from handouts.template.model import FieldLayout

MAX_LOGO_HEIGHT = 16 * MM
MAX_LOGO_WIDTH = 60 * MM
"""The greatest size of a logo."""

POINTS = 72  # to the inch
MIN_RESOLUTION = 150  # pixels to the inch; below it, the steps of slanting edges are seen

QR_SIZE = 17 * MM
"""The size of the QR code of the clinic's link."""

CONTACT_SHARE = 0.36
"""The share of the band's width for the contact."""

BADGE_PAD = 10.0
BADGE_GAP = 12.0
"""The space in the badge of the side beside its words, and between title and badge, in points."""

MAX_BADGE_WIDTH = 200.0
"""The greatest width of the words of the badge, in points."""

FIELD_PAD = 10.0
NOTE_PAD = 6.0
NOTE_GAP = 3.0
CELL_GAP = 8.0

MAX_NUMBERS_WIDTH = 220.0
"""The greatest width of the numbers of sheet and side in the footer, in points."""

Rows = tuple[tuple[tuple[str, float], ...], ...]

FIELD_ROWS: dict[tuple[bool, bool], Rows] = {
    (True, False): ((("client", 0.4), ("date", 0.24), ("next-visit", 0.36)),),
    (False, False): ((("client", 1.0),), (("date", 0.5), ("next-visit", 0.5))),
    (True, True): ((("client", 1.0),), (("date", 0.3), ("next-visit", 0.7))),
    (False, True): ((("client", 1.0),), (("date", 1.0),), (("next-visit", 1.0),)),
}
"""The rows of fields with their shares of the width, by (columns, long lines)."""

LONG_FIELDS = frozenset({"client", "next-visit"})
"""The fields that may hold long lines."""


def band(brand: Brand, theme: Theme, width: float) -> Box:
    """Set the clinic's logo and name over a rule, and its contact in an edition of columns.

    Screen readers read only the name: the logo repeats it, and the contact also ends the sheet.
    """
    logo = logo_box(brand.logo, in_color=theme.colors.bold is not None) if brand.logo else None
    left = logo.width + 11 if logo else 0.0
    link = brand.link.url if brand.link else ""
    code = qr_box(link, QR_SIZE, theme.colors.ink, "")._replace(role="Artifact") if link else None
    right = code.width + 11 if code else 0.0
    lines = brand.contact if theme.columns else ()
    contact_width = width * CONTACT_SHARE if lines else 0.0
    name_width = width - left - contact_width - right
    small = colored(theme.label, theme.colors.quiet)
    bold = colored(theme.heading, theme.colors.primary)
    name = [set_text(strong(brand.name), bold, name_width, role="P", field="name")]
    if brand.tagline:
        tagline = (StyledRun(brand.tagline),)
        name.append(set_text(tagline, small, name_width, role="P", field="tagline"))
    words = stack(name, 0, width=name_width)
    reach = [_right(_label(line.text, theme, contact_width)) for line in lines]
    contact = stack(reach, 0, width=contact_width, role="Artifact")
    placed = [(0.0, logo), (left, words), (left + name_width, contact), (width - QR_SIZE, code)]
    boxes = [(x, box) for x, box in placed if box is not None]
    height = max(box.height for _, box in boxes)
    return Box(
        width,
        height + 8,
        (
            *((x, (height - box.height) / 2, box) for x, box in boxes),
            (0.0, height + 7, shapes.rule(0, 0, width, theme.colors.primary, 1)),
        ),
        name="band",
    )


def _right(box: Box) -> Box:
    """Align the lines of a box at its right edge."""
    items = tuple((box.width - box.longest_line, y, line) for _, y, line in box.items)
    return Box(box.width, box.height, items, box.role, name=box.name)


@lru_cache(maxsize=8)
def logo_box(logo: Logo, *, in_color: bool) -> Box:
    """Fit a logo into its place, in grays if not `in_color`."""
    scale = min(MAX_LOGO_HEIGHT / logo.height, MAX_LOGO_WIDTH / logo.width)
    width, height = logo.width * scale, logo.height * scale
    data = logo.data if in_color else gray_pixels(logo.data)
    items: Items = ((0, 0, Bitmap("logo", data, width, height)),)
    return Box(width, height, items, "Artifact", name="logo")


def logo_remarks(logo: Logo | None) -> tuple[Remark, ...]:
    """Return what to tell of a logo that has too few pixels for its size on paper."""
    if logo is None or logo.drawing:
        return ()
    scale = min(MAX_LOGO_HEIGHT / logo.height, MAX_LOGO_WIDTH / logo.width)
    if (resolution := POINTS / scale) >= MIN_RESOLUTION:
        return ()
    needed = math.ceil(logo.width * MIN_RESOLUTION / resolution)
    message = f"prints with {resolution:.0f} pixels to the inch, and looks blurred"
    return (Remark("logo", message, f"give one at least {needed} pixels wide, or an SVG"),)


def title(handout: Handout, theme: Theme, width: float) -> Box:
    """Set the title with the badge of the side after it, and the subtitle."""
    badge = _badge(handout.side, theme) if handout.side else Box(0, 0)
    room = width - badge.width - BADGE_GAP
    heading = set_text(strong(handout.title), theme.title, room, role="H1", field="title")
    left, top = heading.longest_line + BADGE_GAP, (theme.title.leading - badge.height) / 2
    items = (0.0, 0.0, heading), (left, top, badge)
    headed = Box(width, heading.height, items, name="headed")
    under = (StyledRun(handout.subtitle),)
    subtitle = set_text(under, theme.subtitle, width, role="P", field="subtitle")
    return stack([headed, subtitle], 1, width=width, name="title")


def _badge(side: str, theme: Theme) -> Box:
    """Set the side of the body on a bold ground with round ends."""
    style = colored(theme.subheading, theme.colors.on_bold)
    words = set_line(strong(side), style, MAX_BADGE_WIDTH, role="P", field="side")
    box = inset(words, BADGE_PAD, 3, BADGE_PAD, 3)
    return on((theme.bold_panel(box.width, box.height, radius=box.height / 2),), box, name="badge")


def signs_at(handout: Handout, theme: Theme, width: float, side: int) -> Box:
    """Set the line that says on which side the warning signs are, after a stop sign."""
    style, room = colored(theme.body, theme.colors.warning), width - INDENT * theme.body.size
    words = strong(handout.signs_at.format(side=side))
    line = set_text(words, style, room, role="P", field="help")
    return after_stop_sign(line, theme, name="signs-at")


def field_widths(width: float, size: float, date_room: float, *, columns: bool) -> FieldWidths:
    """Return the widths of the fields in a strip of a width; `size` is their type size.

    `date_room` is the width of the longest date.
    """
    note = width - 2 * FIELD_PAD
    rows = (*FIELD_ROWS[columns, False], *FIELD_ROWS[columns, True])
    cells = (cell for row in rows for cell in _cells(row, width, date_room))
    return FieldWidths(size, note, *(width for name, _, width in cells if name in LONG_FIELDS))


def date_room(forms: tuple[str, ...], size: float, family: Family | None) -> float:
    """Return the width in points of the longest date, whatever its figures."""
    regular = faces(Style.REGULAR, family)

    def width(text: str) -> float:
        runs = split_runs(text, regular, field="date")
        return sum(run.face.width(run.text, size) for run in runs)

    widest = max(digits, key=width)
    dates = (form.format(day=2 * widest, year=4 * widest) for form in forms)
    return max(map(width, dates), default=0.0)


def _cells(
    row: tuple[tuple[str, float], ...], width: float, date_room: float
) -> Iterator[tuple[str, float, float]]:
    """Give the name, the left edge and the width of each cell of a row, with gaps between them.

    A date that needs more than its share takes it from the long fields.
    """
    widths = {name: width * share for name, share in row}
    lacking = max(date_room + CELL_GAP - widths["date"], 0.0) if "date" in widths else 0.0
    long = sum(widths[name] for name in LONG_FIELDS & widths.keys())
    left = 0.0
    for name, share in widths.items():
        cell = share
        if name in LONG_FIELDS:
            cell -= lacking * share / long
        elif name == "date":
            cell += lacking
        gap = CELL_GAP if name != row[-1][0] else 0.0
        yield name, left, cell - gap
        left += cell


def field_strip(
    handout: Handout, theme: Theme, width: float, layout: FieldLayout, blank_lines: int
) -> Box:
    """Set the strip of fields for personal text: a row or more, and the note below.

    Without a note, `blank_lines` are ruled for one by hand.
    """
    fields: dict[str, Field] = {field.name: field for field in handout.fields}
    items: list[tuple[float, float, Item]] = []
    y = 0.0
    room = date_room(handout.date_forms, theme.body.size, theme.body.family)
    for row in FIELD_ROWS[theme.columns, layout.long_lines > 0]:
        height = 0.0
        for name, x, cell in _cells(row, width, room):
            lines = max(layout.long_lines, 1) if name in LONG_FIELDS else 1
            box = _field(fields[name], theme, cell, lines)
            items.append((x, y, box))
            height = max(height, box.height)
        y += height + 3
    y += NOTE_GAP
    note = _note(fields["note"], theme, width - 2 * FIELD_PAD, layout.note_lines, blank_lines)
    height = note.height + 2 * NOTE_PAD
    filled = layout.note_lines > 0
    line = theme.colors.line
    ground = (
        theme.bold_panel(width, height, 5)
        if filled
        else shapes.panel(width, height, stroke=line, radius=5)
    )
    items += [(0.0, y, ground), (FIELD_PAD, y + NOTE_PAD, note)]
    return Box(width, y + height, tuple(items), name="fields")


def _label(text: str, theme: Theme, width: float) -> Box:
    return set_text((StyledRun(text),), colored(theme.label, theme.colors.quiet), width)


def _field(field: Field, theme: Theme, width: float, lines: int) -> Box:
    """Set a label over room for lines of personal text, with rules to write on by hand."""
    label = _label(field.label, theme, width)
    style = theme.body
    room = FieldBox(field.name, width, lines, style.leading, style.size)
    feet = [label.height + n * style.leading for n in range(1, lines + 1)]
    rules = [shapes.rule(0, foot + 0.5, width, theme.colors.line, 0.6) for foot in feet]
    ruled: Items = tuple((0, 0, rule) for rule in rules)
    items = ((0, 0, label), *ruled, (0, label.height + style.baseline, room))
    return Box(width, feet[-1], items, "P", name="field")


def _note(field: Field, theme: Theme, width: float, lines: int, blank_lines: int) -> Box:
    """Set the note under its label, or rules to write it on, the first one beside the label."""
    body = theme.body
    if lines:
        color = theme.colors.on_bold
        label = set_text(strong(field.label), colored(theme.label, color), width)
        room = FieldBox(field.name, width, lines, body.leading, body.size, color)
        items: Items = ((0, 0, label), (0, label.height + body.baseline, room))
        return Box(width, label.height + lines * body.leading, items, "P", name="field")
    label = _label(field.label, theme, width)
    start = label.longest_line + 6
    leading = body.leading + 4
    rules = [
        (left, theme.label.baseline + 1.5 + i * leading, width - left)
        for i, left in enumerate([start, *[0.0] * (blank_lines - 1)])
    ]
    ruled = ((x, y, shapes.rule(0, 0, w, theme.colors.line, 0.6)) for x, y, w in rules)
    room = FieldBox(field.name, width - start, 0, leading, body.size)
    height = label.height + (blank_lines - 1) * leading
    items = ((0, 0, label), *ruled, (start, theme.label.baseline, room))
    return Box(width, height, items, "P", name="field")


def footer(handout: Handout, theme: Theme, page: PageGeometry, number: int, count: int) -> Box:
    """Set the foot of a side: the handout's footer at the left, the numbers at the right.

    These are the number of the sheet, where it has one, and that of the side.
    """
    width = page.frame_width
    sheet = handout.number_as.format(number=handout.number) if handout.number else ""
    side = handout.page_of.format(page=number, pages=count)
    named = (StyledRun(" · ".join(part for part in (sheet, side) if part)),)
    numbers = set_line(named, theme.footer, MAX_NUMBERS_WIDTH)
    words = set_text((StyledRun(handout.footer),), theme.footer, width - numbers.width - 10)
    items: Items = (
        (0, 0, shapes.rule(0, 0, width, theme.colors.line, 0.6)),
        (0, 4, words),
        (width - numbers.width, 4, numbers),
    )
    return Box(width, 4 + words.height, items, name="footer")
