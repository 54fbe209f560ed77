"""Set paragraphs: break styled runs into measured lines."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from fonts.faces import faces
from fonts.registry import Style
from fonts.runs import split_runs
from handouts.layout.boxes import Box, Piece, TextLine
from handouts.template.line_breaking import break_lines
from patterns.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fonts.registry import Family
    from handouts.layout.style.theme import TextStyle
    from patterns.text import Rich


@dataclass(frozen=True, slots=True)
class MeasuredWord:
    """A word in one or more faces, with its width and that of the space after it, in points."""

    pieces: tuple[Piece, ...]
    width: float
    space: float


@lru_cache(maxsize=4096)
def words_of(
    rich: Rich, family: Family | None, size: float, field: str
) -> tuple[MeasuredWord, ...]:
    """Split runs into words, each character in a face that has it.

    Raises `UserError` naming `field` for a character that no face has.
    """
    words: list[MeasuredWord] = []
    open_pieces: list[Piece] = []
    for run in rich:
        style = Style.BOLD if run.strong else Style.REGULAR
        tried = faces(style, family)
        space = tried[0].width(" ", size)
        for i, part in enumerate(run.text.split(" ")):
            if i and open_pieces:
                words.append(_word(open_pieces, size, space))
                open_pieces = []
            open_pieces += [
                Piece(text, face) for text, face in split_runs(part, tried, field=field)
            ]
    if open_pieces:
        words.append(_word(open_pieces, size, 0))
    return tuple(words)


def _word(pieces: list[Piece], size: float, space: float) -> MeasuredWord:
    width = sum(piece.face.width(piece.text, size) for piece in pieces)
    return MeasuredWord(tuple(pieces), width, space)


def _line(words: Sequence[MeasuredWord], style: TextStyle, *, continues: bool) -> TextLine:
    """Join words into a line; all lines but the last end in a space, which separates words."""
    pieces: list[Piece] = []
    for i, word in enumerate(words):
        *before, last = word.pieces
        space = " " if continues or i < len(words) - 1 else ""
        pieces += [*before, Piece(last.text + space, last.face)]
    joined = tuple(
        Piece("".join(piece.text for piece in group), face)
        for face, group in groupby(pieces, key=attrgetter("face"))
    )
    return TextLine(joined, style.size, style.color)


@lru_cache(maxsize=8192)
def set_text(rich: Rich, style: TextStyle, width: float, *, role: str = "", field: str = "") -> Box:
    """Set runs as a paragraph of a width; its height is a whole number of leadings.

    Capitals are centered in the leading. The search for the best spacing sets most paragraphs many
    times, so they are cached. Raises `UserError` naming `field` for a word wider than the paragraph
    and for a character that no face has.
    """
    words = words_of(rich, style.family, style.size, field)
    if any(word.width > width for word in words):
        raise UserError.one(
            "holds a word too long for its place on the sheet", field=field, hint="shorten it"
        )
    lines = break_lines([w.width for w in words], [w.space for w in words], width)
    last = len(lines) - 1
    set_lines = [
        _line(words[line.start : line.stop], style, continues=i < last)
        for i, line in enumerate(lines)
    ]
    baseline, leading = style.baseline, style.leading
    items = tuple((0.0, baseline + i * leading, line) for i, line in enumerate(set_lines))
    return Box(width, len(lines) * leading, items, role, name="text")
