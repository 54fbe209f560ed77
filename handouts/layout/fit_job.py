"""What is laid out, in which edition and on which paper; each section is set once for a spacing."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from handouts.document import Beside, Columns, Examples, Frames, PictureBlock
from handouts.layout.blocks.band import band
from handouts.layout.blocks.field_strip import field_strip, make_strip, note_bar
from handouts.layout.blocks.letterhead import signs_at, title
from handouts.layout.blocks.sections import set_section
from handouts.layout.style.theme import make_theme

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from handouts.brand.model import Brand
    from handouts.document import Block, Handout
    from handouts.layout.blocks.field_strip import Strip
    from handouts.layout.boxes import Box
    from handouts.layout.pagination import KeepTogether
    from handouts.layout.style.editions import Edition, Spacing
    from handouts.layout.style.page_size import PageGeometry
    from handouts.layout.style.theme import Theme
    from handouts.template.model import FieldLayout

    Groups = tuple[KeepTogether, ...]


HEAD_GAPS = (8.0, 4.0, 3.0)
"""The space between band, title, fields, and the line about the warning signs, in points."""

NOTE_GAP = 6.0
"""The space above the therapist's note, in points."""

LONG_NUMBER = 88
"""The number of a side that needs much room."""


@dataclass(frozen=True)
class FitJob:
    """What is laid out, in which edition, on which paper; it sets nothing twice."""

    handout: Handout
    brand: Brand
    edition: Edition
    page: PageGeometry
    field_layout: FieldLayout
    sections: dict[tuple[int, Spacing], Groups] = field(default_factory=dict, init=False)
    notes: dict[int, Box] = field(default_factory=dict, init=False)

    @cached_property
    def scales(self) -> list[set[str]]:
        """The names of the picture scales that each section uses."""
        return [set(_picture_scales(section.blocks)) for section in self.handout.sections]

    def section(self, i: int, spacing: Spacing) -> Groups:
        """Set a section; it is set once for each spacing that changes it."""
        unused: dict[str, Any] = dict.fromkeys({"plates", "pictures"} - self.scales[i], 0.0)
        spacing = replace(spacing, note_lines=0, **unused)
        if (i, spacing) not in self.sections:
            theme = make_theme(self.brand, self.edition, spacing)
            self.sections[i, spacing] = set_section(self.handout.sections[i], theme, self.page)
        return self.sections[i, spacing]

    def groups(self, sections: range, spacing: Spacing) -> Groups:
        """Set some sections."""
        return tuple(group for i in sections for group in self.section(i, spacing))

    @cached_property
    def theme(self) -> Theme:
        """The theme of what no spacing changes."""
        return make_theme(self.brand, self.edition, self.edition.spacing_steps[0])

    @cached_property
    def strip(self) -> Strip:
        """The fields for personal text, measured."""
        return make_strip(self.handout.fields, self.handout.date_forms, self.theme)

    @cached_property
    def head(self) -> list[Box]:
        """The band, the title and the fields at the head of the first side, and its last line.

        The line says on which side the warning signs are, here one with a long number.
        """
        theme, width = self.theme, self.page.frame_width
        return [
            band(self.brand, theme, width),
            title(self.handout, theme, width),
            field_strip(self.strip, theme, width, self.field_layout),
            signs_at(self.handout, theme, width, LONG_NUMBER),
        ]

    def note(self, spacing: Spacing) -> Box:
        """Set the therapist's note, or the lines to write one on."""
        lines, width = spacing.note_lines, self.page.frame_width
        if lines not in self.notes:
            self.notes[lines] = note_bar(self.strip, self.theme, width, self.field_layout, lines)
        return self.notes[lines]

    def room(self, spacing: Spacing, number: int) -> float:
        """Return the height that the groups of a side may take, with their gaps."""
        if number > 1:
            return self.page.frame_height
        head = sum(box.height for box in self.head) + sum(HEAD_GAPS)
        return self.page.frame_height - head - NOTE_GAP - self.note(spacing).height


def _picture_scales(blocks: Iterable[Block]) -> Iterator[str]:
    """Give the name of the scale of every picture in some blocks, at any depth."""
    for block in blocks:
        match block:
            case PictureBlock():
                yield "plates" if block.plate else "pictures"
            case Frames() | Examples():
                yield from _picture_scales(block.pictures)
            case Beside():
                yield from _picture_scales((*block.pictures, *block.blocks, *block.foot))
            case Columns():
                for column in block.items:
                    yield from _picture_scales(column.blocks)
