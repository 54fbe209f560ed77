"""The context of every block setter: theme, pictures, section and the other setters."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, Any

from handouts.layout.boxes import Box, stack
from handouts.layout.text.paragraph import MeasuredWord, set_line, set_text, words_of

if TYPE_CHECKING:
    from handouts.document import Block
    from handouts.layout.style.theme import TextStyle, Theme
    from patterns.text import Rich

SetBlock = Callable[["BlockSetter", Any, float], Box]
"""Sets one kind of block to a width, in points."""


@dataclass(frozen=True, slots=True)
class BlockSetter:
    """Sets blocks and text in one theme; `section` is their place in messages."""

    theme: Theme
    section: str
    setters: Mapping[type, SetBlock]

    def box(self, block: Block, width: float) -> Box:
        """Set a block to a width."""
        return self.setters[type(block)](self, block, width)

    def blocks(self, blocks: tuple[Block, ...], width: float) -> Box:
        """Set blocks below one another."""
        boxes = [self.box(block, width) for block in blocks]
        return stack(boxes, self.theme.spacing.block, width=width)

    def text(self, rich: Rich, style: TextStyle, width: float, role: str = "") -> Box:
        """Set runs to a width; lines of body text and tables get no longer than is easy to read."""
        if style.size in {self.theme.body.size, self.theme.table.size}:
            width = min(width, self.theme.spacing.measure * style.size)
        return set_text(rich, style, width, role=role, field=self.section)

    def widest_word(self, rich: Rich, style: TextStyle) -> float:
        """Return the width of the widest word, in points."""
        words = words_of(rich, style.family, style.size, self.section)
        return max(word.width for word in words)

    def width_in(self, rich: Rich, style: TextStyle, lines: int) -> float:
        """Return the least width at which runs take no more than so many lines, in points."""
        words = words_of(rich, style.family, style.size, self.section)
        cuts = combinations(range(1, len(words)), min(lines, len(words)) - 1)
        divisions = (pairwise((0, *cut, len(words))) for cut in cuts)
        return min(max(_length(words[start:end]) for start, end in each) for each in divisions)

    def line(self, rich: Rich, style: TextStyle, width: float, role: str = "") -> Box:
        """Set runs in a box no wider than their longest line."""
        return set_line(rich, style, width, role=role, field=self.section)


def _length(words: tuple[MeasuredWord, ...]) -> float:
    """Return the width of words on one line, in points."""
    return sum(word.width + word.space for word in words) - words[-1].space
