"""Set paragraphs: break styled runs into measured lines."""

from __future__ import annotations

from functools import lru_cache
from itertools import chain, groupby, pairwise
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from fonts.faces import faces
from fonts.registry import Style
from fonts.runs import split_runs
from handouts.layout.boxes import Box, Piece, TextLine
from handouts.template.line_breaking import break_lines, poor_breaks
from handouts.template.word_breaks import divided
from patterns.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fonts.registry import Family
    from handouts.layout.style.theme import TextStyle
    from patterns.text import Rich


LABEL_WORDS = 3
"""The most words of a label that stays on one line."""


class MeasuredWord(NamedTuple):
    """A word in one or more faces, and the space after it; both widths are in points.

    A piece of a word that may go on on the next line has no space after it.
    """

    pieces: tuple[Piece, ...]
    width: float
    space: float

    @property
    def text(self) -> str:
        """The text of all pieces, without a space."""
        return "".join(piece.text for piece in self.pieces).rstrip(" ")


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
        for text, face in split_runs(run.text, tried, field=field):
            for i, word in enumerate(text.split(" ")):
                if i and open_pieces:
                    words.append(_word(open_pieces, size, space))
                    open_pieces = []
                for j, part in enumerate(divided(word, between_syllables=False)):
                    if j:
                        words.append(_word(open_pieces, size, None))
                        open_pieces = []
                    _append(open_pieces, Piece(part, face))
    if open_pieces:
        words.append(_word(open_pieces, size, 0))
    return tuple(words)


def _append(pieces: list[Piece], piece: Piece) -> None:
    """Add a piece to a word; pieces of one face become one, so that they are kerned."""
    if pieces and pieces[-1].face is piece.face:
        pieces[-1] = Piece(pieces[-1].text + piece.text, piece.face)
    elif piece.text:
        pieces.append(piece)


def _word(pieces: list[Piece], size: float, space: float | None) -> MeasuredWord:
    """Measure a word; without a `space` it may go on on the next line."""
    width = sum(piece.face.width(piece.text, size) for piece in pieces)
    if space is None:
        return MeasuredWord(tuple(pieces), width, 0)
    *before, last = pieces
    return MeasuredWord((*before, Piece(f"{last.text} ", last.face)), width, space)


@lru_cache(maxsize=4096)
def _poor_ends(rich: Rich, family: Family | None, size: float, field: str) -> frozenset[int]:
    """Return the words of a paragraph of any width that a line should not end with."""
    words = words_of(rich, family, size, field)
    return poor_breaks([word.text for word in words]) | _inside_labels(words)


def _inside_labels(words: Sequence[MeasuredWord]) -> frozenset[int]:
    """Return the words of short labels, such as "Red target:", but not the last of each.

    A label stands in a face of its own.
    """
    found: set[int] = set()
    start = 0
    for i, (word, after) in enumerate(pairwise(words)):
        if after.pieces[0].face is not word.pieces[-1].face:
            if i - start < LABEL_WORDS and word.text.endswith(":"):
                found.update(range(start, i))
            start = i + 1
    return frozenset(found)


def _line(words: Sequence[MeasuredWord], style: TextStyle, *, continues: bool) -> TextLine:
    """Join words into a line; its end has the space that separates words, except the last one."""
    pieces = chain.from_iterable(word.pieces for word in words)
    joined = [
        Piece("".join(piece.text for piece in group), face)
        for face, group in groupby(pieces, key=attrgetter("face"))
    ]
    if not continues:
        joined[-1] = Piece(joined[-1].text.removesuffix(" "), joined[-1].face)
    return TextLine(tuple(joined), style.size, style.color)


@lru_cache(maxsize=8192)
def set_text(rich: Rich, style: TextStyle, width: float, *, role: str = "", field: str = "") -> Box:
    """Set runs as a paragraph of a width; its height is a whole number of leadings.

    Capitals are centered in the leading. The search for the best spacing sets most paragraphs many
    times, so they are cached. Raises `UserError` naming `field` for a word wider than the paragraph
    and for a character that no face has.
    """
    words = words_of(rich, style.family, style.size, field)
    widths = [word.width for word in words]
    if max(widths, default=0.0) > width:
        raise UserError.one(
            "holds a word too long for its place on the sheet", field=field, hint="shorten it"
        )
    poor = _poor_ends(rich, style.family, style.size, field)
    lines = break_lines(widths, [word.space for word in words], width, poor)
    last = len(lines) - 1
    set_lines = [
        _line(words[line.start : line.stop], style, continues=i < last)
        for i, line in enumerate(lines)
    ]
    baseline, leading = style.baseline, style.leading
    items = tuple((0.0, baseline + i * leading, line) for i, line in enumerate(set_lines))
    return Box(width, len(lines) * leading, items, role, name="text")


@lru_cache(maxsize=1024)
def set_line(rich: Rich, style: TextStyle, width: float, *, role: str = "", field: str = "") -> Box:
    """Set runs as `set_text` does, in a box no wider than their longest line."""
    box = set_text(rich, style, width, role=role, field=field)
    return Box(box.longest_line, box.height, box.items, box.role, name=box.name)
