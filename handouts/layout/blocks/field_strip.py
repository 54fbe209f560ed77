"""Set the fields for personal text: a strip of a row or more under the title, and the note.

A label in the strip stands before its field, or above it in an edition of one column.
"""

from __future__ import annotations

import math
from string import digits
from typing import TYPE_CHECKING, NamedTuple

from fonts.faces import faces
from fonts.registry import Style
from fonts.runs import split_runs
from handouts.layout.art import shapes
from handouts.layout.boxes import Box, FieldBox, Item, Items
from handouts.layout.style.theme import colored
from handouts.layout.text.paragraph import set_text
from handouts.template.model import FieldWidths
from patterns.text import StyledRun, strong

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from fonts.registry import Family
    from handouts.document import Field
    from handouts.layout.style.theme import Theme
    from handouts.template.model import FieldLayout

FIELD_PAD = 10.0
NOTE_PAD = 5.0
ROW_GAP = 3.0
CELL_GAP = 10.0
LABEL_GAP = 4.0
"""The space between a label and the field after it, in points."""

Rows = tuple[tuple[tuple[str, float], ...], ...]

FIELD_ROWS: dict[tuple[bool, bool], Rows] = {
    (True, False): ((("client", 0.4), ("date", 0.27), ("next-visit", 0.33)),),
    (False, False): ((("client", 1.0),), (("date", 0.5), ("next-visit", 0.5))),
    (True, True): ((("client", 1.0),), (("date", 0.3), ("next-visit", 0.7))),
    (False, True): ((("client", 1.0),), (("date", 1.0),), (("next-visit", 1.0),)),
}
"""The rows of fields with their shares of the width, by (columns, long lines)."""

LONG_FIELDS = frozenset({"client", "next-visit"})
"""The fields that may hold long lines."""


class Strip(NamedTuple):
    """The fields of a strip, the width that each gives to its label, and that of the longest date.

    Widths are in points; a label above its field takes none.
    """

    fields: Mapping[str, Field]
    leads: Mapping[str, float]
    date: float


def make_strip(fields: tuple[Field, ...], date_forms: tuple[str, ...], theme: Theme) -> Strip:
    """Measure the labels of fields, and the longest of some forms of a date."""
    named: dict[str, Field] = {field.name: field for field in fields}
    leads = dict.fromkeys(named, 0.0)
    if theme.columns:
        for name, field in named.items():
            leads[name] = _label(field, theme).longest_line + LABEL_GAP
    return Strip(named, leads, date_room(date_forms, theme.body.size, theme.body.family))


def field_widths(strip: Strip, theme: Theme, width: float) -> FieldWidths:
    """Return the widths of the fields in a strip of a width."""
    note = width - 2 * FIELD_PAD
    rows = (*FIELD_ROWS[theme.columns, False], *FIELD_ROWS[theme.columns, True])
    cells = (cell for row in rows for cell in _cells(row, width, strip))
    rooms = (cell - strip.leads[name] for name, _, cell in cells if name in LONG_FIELDS)
    return FieldWidths(theme.body.size, note, *rooms)


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
    row: tuple[tuple[str, float], ...], width: float, strip: Strip
) -> Iterator[tuple[str, float, float]]:
    """Give the name, the left edge and the width of each cell of a row, with gaps between them.

    A date that needs more than its share takes it from the long fields.
    """
    widths = {name: width * share for name, share in row}
    lacking = 0.0
    if "date" in widths:
        lacking = max(strip.leads["date"] + strip.date + CELL_GAP - widths["date"], 0.0)
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


def field_strip(strip: Strip, theme: Theme, width: float, layout: FieldLayout) -> Box:
    """Set the strip of fields for personal text: a row or more."""
    items: list[tuple[float, float, Item]] = []
    y = 0.0
    for row in FIELD_ROWS[theme.columns, layout.long_lines > 0]:
        height = 0.0
        for name, x, cell in _cells(row, width, strip):
            lines = max(layout.long_lines, 1) if name in LONG_FIELDS else 1
            box = _field(strip.fields[name], theme, cell, strip.leads[name], lines)
            items.append((x, y, box))
            height = max(height, box.height)
        y += height + ROW_GAP
    return Box(width, y, tuple(items), name="fields")


def note_bar(
    strip: Strip, theme: Theme, width: float, layout: FieldLayout, blank_lines: int
) -> Box:
    """Set the therapist's note on a bold ground; without one, rule lines to write it by hand."""
    words = _note(
        strip.fields["note"], theme, width - 2 * FIELD_PAD, layout.note_lines, blank_lines
    )
    height = words.height + 2 * NOTE_PAD
    if layout.note_lines:
        ground = theme.bold_panel(width, height, 5)
    else:
        ground = shapes.panel(width, height, stroke=theme.colors.line, radius=5)
    return Box(width, height, ((0.0, 0.0, ground), (FIELD_PAD, NOTE_PAD, words)), name="note")


def _label(field: Field, theme: Theme, width: float = math.inf) -> Box:
    return set_text((StyledRun(field.label),), colored(theme.label, theme.colors.quiet), width)


def _field(field: Field, theme: Theme, width: float, lead: float, lines: int) -> Box:
    """Set a label and room for lines of personal text, with rules to write on by hand.

    The label takes `lead` of the width before the room, or stands above it where that is nothing.
    """
    style = theme.body
    label = _label(field, theme, width)
    left, top = (lead, 0.0) if lead else (0.0, label.height)
    label_top = style.baseline - theme.label.baseline if lead else 0.0
    room = FieldBox(field.name, width - left, lines, style.leading, style.size)
    feet = [top + n * style.leading for n in range(1, lines + 1)]
    rules: Items = tuple(
        (left, 0, shapes.rule(0, foot + 0.5, width - left, theme.colors.line, 0.6)) for foot in feet
    )
    items = ((0, label_top, label), *rules, (left, top + style.baseline, room))
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
    label = _label(field, theme, width)
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
