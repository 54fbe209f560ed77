"""Ask HarfBuzz how a font kerns.

HarfBuzz takes some 30 ms to import, so only what lays out a sheet imports this module; a stored
template has its tables with it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import uharfbuzz

from fonts.kerning import Kerning, is_kerned

if TYPE_CHECKING:
    from collections.abc import Sequence

_ONLY_KERNING = {
    "kern": True,
    **dict.fromkeys(
        ("calt", "ccmp", "clig", "curs", "dist", "liga", "locl", "mark", "mkmk", "rclt", "rlig"),
        False,
    ),
}
"""Each letter keeps its own glyph, which is what a PDF reader finds its character by."""


def open_font(data: bytes) -> uharfbuzz.Font:
    """Open a font; its distances are in units of the font."""
    return uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob(data)))


def kerns_after(font: uharfbuzz.Font, first: str, seconds: str) -> tuple[int, ...]:
    """Return the distance between a letter and each of some others, in thousandths of the size.

    A kerned pair is the same wherever it stands: a font that kerns by what lies around a pair is
    taken as it kerns the pair alone, so that stamped text can be kerned by a table. Many pairs are
    shaped at once, with spaces that keep them apart.
    """
    buffer = uharfbuzz.Buffer()
    text = f" {first}{f' {first}'.join(seconds)} "
    buffer.add_str(text)
    buffer.direction, buffer.script, buffer.language = "ltr", "Latn", "en"
    uharfbuzz.shape(font, buffer, _ONLY_KERNING)
    advances = [position.x_advance for position in buffer.glyph_positions[1:-1:3]]
    if len(buffer.glyph_infos) != len(text):  # a font that divides or joins letters all the same
        return (0,) * len(seconds)
    own, em = font.get_glyph_h_advance(font.get_nominal_glyph(ord(first)) or 0), font.face.upem
    kerns = {advance: round((advance - own) * 1000 / em) for advance in set(advances)}
    return tuple(map(kerns.__getitem__, advances))


def kerning_of(font: uharfbuzz.Font, chars: str) -> Kerning:
    """Make the table of some characters that a font has.

    Characters that a font kerns alike share a class: of 40,000 pairs of Western letters 50 rows of
    40 distances are left.
    """
    letters = "".join(filter(is_kerned, chars))
    rows = [kerns_after(font, first, letters) for first in letters]
    columns = list(zip(*rows, strict=True))
    row_classes, column_classes = _classes(rows), _classes(columns)
    kept = [columns.index(column) for column in column_classes]
    unkerned = (0,) * (1 + len(kept))
    return Kerning(
        _by_letter(letters, row_classes, rows),
        _by_letter(letters, column_classes, columns),
        (unkerned, *((0, *(row[i] for i in kept)) for row in row_classes)),
    )


def _classes(rows: Sequence[tuple[int, ...]]) -> dict[tuple[int, ...], int]:
    """Give each different row with a distance in it a number from 1."""
    kerned = dict.fromkeys(row for row in rows if any(row))
    return {row: number for number, row in enumerate(kerned, start=1)}


def _by_letter(
    letters: str, classes: dict[tuple[int, ...], int], rows: Sequence[tuple[int, ...]]
) -> dict[str, int]:
    """Return the class of each letter that has one."""
    return {
        letter: classes[row] for letter, row in zip(letters, rows, strict=True) if row in classes
    }


def shape(
    font: uharfbuzz.Font, text: str, script: str, *, leftward: bool
) -> list[tuple[int, int, int, int]]:
    """Shape a text of one script and one direction.

    Returns each glyph from left to right: its number, how far the pen moves on, and how far right
    and up of the pen it is drawn, in thousandths of the size.
    """
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.direction, buffer.script = "rtl" if leftward else "ltr", script
    # Readers of PDF take the gaps that Arabic letters are kerned with for spaces between words.
    uharfbuzz.shape(font, buffer, {"kern": False})
    em = font.face.upem
    return [
        (
            info.codepoint,
            *(round(d * 1000 / em) for d in (place.x_advance, place.x_offset, place.y_offset)),
        )
        for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
    ]
