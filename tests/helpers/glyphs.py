"""Look up the glyphs that a template has for a text of letters that are not shaped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handouts.template.model import GlyphTable
from handouts.template.text_fit import runs_of

if TYPE_CHECKING:
    from handouts.document import FieldName
    from handouts.template.model import Glyph, GlyphTables, Template


def plain_tables(template: Template) -> tuple[GlyphTable, ...]:
    """Return the tables of a template without the faces of scripts that must be shaped."""
    return tuple(table for table in template.glyphs if isinstance(table, GlyphTable))


def glyphs_of(text: str, tables: GlyphTables, name: FieldName = "client") -> list[Glyph]:
    """Return the glyph of each character."""
    runs = runs_of(text, name, tables)
    return [
        table.glyphs[char] for table, part in runs if isinstance(table, GlyphTable) for char in part
    ]
