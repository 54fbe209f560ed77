"""Lay out a whole handout as a template with empty fields."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from fonts.faces import faces
from fonts.registry import Style
from handouts.document import ContactBlock
from handouts.layout.blocks.field_strip import field_widths, make_strip
from handouts.layout.boxes import FieldBox
from handouts.layout.fit_job import FitJob
from handouts.layout.page_fitting import check_fit
from handouts.layout.pdf.canvas import draw
from handouts.layout.pdf.template_builder import build_template
from handouts.layout.sides import place_on_sides
from handouts.layout.style.editions import EDITIONS
from handouts.layout.style.page_size import page_geometry
from handouts.layout.style.theme import make_theme
from handouts.template.charset import chars_of, faces_for, scripts_for
from handouts.template.model import EMPTY_LAYOUT, FieldLayout, FieldMetrics, Glyph, GlyphTable

if TYPE_CHECKING:
    from handouts.brand.model import Brand
    from handouts.document import Block, Field, Handout
    from handouts.layout.sides import Side
    from handouts.template.model import DocumentInfo, GlyphTables, Template


@dataclass(frozen=True, slots=True)
class PrintSettings:
    """How a handout is printed.

    `field_layout` divides the strip of personal text. `unicode_blocks` are the blocks of
    characters that the text needs (see `handouts.template.charset`).
    """

    brand: Brand
    edition: str
    paper: str
    field_layout: FieldLayout = EMPTY_LAYOUT
    unicode_blocks: tuple[int, ...] = ()


def lay_out(handout: Handout, settings: PrintSettings, info: DocumentInfo) -> Template:
    """Lay out and draw a handout, and build its template.

    Raises `UserError` for a character that no font has, and for a block that does not fit.
    """
    return draw_sides(sides_of(handout, settings), handout, settings, info)


def draw_sides(
    sides: tuple[Side, ...], handout: Handout, settings: PrintSettings, info: DocumentInfo
) -> Template:
    """Draw placed sides and build their template, with the dates of a handout."""
    chars = chars_of(settings.unicode_blocks)
    drawn = draw(sides, settings.brand.text_fonts, chars)
    return build_template(drawn, info, handout.date_forms)


def measure_fields(
    settings: PrintSettings, fields: tuple[Field, ...], date_forms: tuple[str, ...]
) -> FieldMetrics:
    """Measure the fields of personal text: the width of each, and of each letter in them.

    `date_forms` are the forms of a date by month, the longest of which needs room.
    """
    edition = EDITIONS[settings.edition]
    theme = make_theme(settings.brand, edition, edition.spacing_steps[0])
    width = page_geometry(settings.paper, edition).frame_width
    regular = faces(Style.REGULAR, settings.brand.text_fonts)
    tables: GlyphTables = tuple(
        GlyphTable(
            {char: Glyph("", 0, face.width(char, 1)) for char in chars},
            face.kerning("".join(chars)),
        )
        for face, chars in faces_for(chars_of(settings.unicode_blocks), regular)
    )
    tables += scripts_for(chars_of(settings.unicode_blocks))
    strip = make_strip(fields, date_forms, theme)
    return FieldMetrics(field_widths(strip, theme, width), tables)


def sides_of(handout: Handout, settings: PrintSettings) -> tuple[Side, ...]:
    """Place a handout on its sides, with its fields empty."""
    return place_on_sides(_fit_job(handout, settings))


def check_layout(handout: Handout, settings: PrintSettings) -> None:
    """Raise the `UserError` that placing a handout on its sides would raise, in less time."""
    check_fit(_fit_job(handout, settings))


def maker_width(handout: Handout, settings: PrintSettings) -> float:
    """Return the width of the field for who gives a sheet; 0 for a sheet without it."""
    credits_alone = (section for section in handout.sections if section.id == "credits")
    job = _fit_job(replace(handout, sections=tuple(credits_alone)), settings)
    tight = job.edition.spacing_steps[-1]
    groups = (group for i, _ in enumerate(job.handout.sections) for group in job.section(i, tight))
    items = (item for group in groups for _, _, item in group.box.walk())
    rooms = (item for item in items if isinstance(item, FieldBox))
    return max((room.width for room in rooms), default=0.0)


def _with_maker_lines(handout: Handout, lines: int) -> Handout:
    """Give the field for who gives the sheet its lines, one where they are not known yet."""
    if not handout.prepared_by:
        return handout
    sections = (
        replace(
            section, blocks=tuple(_with_lines(block, max(lines, 1)) for block in section.blocks)
        )
        for section in handout.sections
    )
    return replace(handout, sections=tuple(sections))


def _with_lines(block: Block, lines: int) -> Block:
    if not isinstance(block, ContactBlock) or block.maker is None:
        return block
    return replace(block, maker=replace(block.maker, lines=lines))


def _fit_job(handout: Handout, settings: PrintSettings) -> FitJob:
    handout = _with_maker_lines(handout, settings.field_layout.maker_lines)
    edition = EDITIONS[settings.edition]
    page = page_geometry(settings.paper, edition)
    return FitJob(handout, settings.brand, edition, page, settings.field_layout)
