"""Write a line of personal text with the operators that show it, in the order of the eye."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fonts.bidi import in_visual_order, levels, mirrored
from fonts.scripts.script_face import ScriptFace
from handouts.pdf.text_operators import show_glyphs, show_placed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from handouts.template.model import GlyphTable

    Run = tuple[GlyphTable | ScriptFace, str]


def show_line(runs: Sequence[Run], size: float, base: int) -> Iterator[str]:
    """Yield the operators for the runs of a line; `base` is the level of its paragraph."""
    if not base and not any(face.shapes for face, _ in runs):
        for face, text in runs:
            yield _show(face, text, size, leftward=False)
        return
    for level, (face, text) in in_visual_order(_by_level(runs, base)):
        yield _show(face, text, size, leftward=level % 2 == 1)


def _by_level(runs: Sequence[Run], base: int) -> list[tuple[int, Run]]:
    """Divide the runs where the direction changes."""
    line = iter(levels("".join(text for _, text in runs), base))
    divided: list[tuple[int, Run]] = []
    for face, text in runs:
        begun = len(divided)
        for char, level in zip(text, line, strict=False):
            if len(divided) > begun and divided[-1][0] == level:
                divided[-1] = level, (face, divided[-1][1][1] + char)
            else:
                divided.append((level, (face, char)))
    return divided


def _show(face: GlyphTable | ScriptFace, text: str, size: float, *, leftward: bool) -> str:
    if isinstance(face, ScriptFace):
        script = face.script
        glyphs = face.shaped(text, leftward=leftward)
        spoken = "" if script.runs_left else text
        return show_placed(glyphs, face.notes.widths, script.resource, size * script.size, spoken)
    if leftward:
        text = mirrored(text)
    codes = ((glyph.resource, glyph.code) for glyph in map(face.glyphs.__getitem__, text))
    return show_glyphs(codes, face.kerning.kerns(text), size)
