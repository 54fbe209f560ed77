"""Shape text of a script whose letters join, stack, reorder or run from the right.

A face asks HarfBuzz for the glyphs of a text and where they stand. HarfBuzz is imported with the
first such text: who stamps other names never waits for it.
"""

from __future__ import annotations

import json
import re
from functools import cache, lru_cache
from itertools import chain
from pathlib import Path
from typing import NamedTuple

_DATA = Path(__file__).parent / "data"


class Script(NamedTuple):
    """A script: its OpenType tag, its letters, the font resource of its face in a PDF.

    `size` is how much larger its face is set, where its letters are small beside Latin ones.
    """

    tag: str
    letters: range
    resource: str
    runs_left: bool = False
    size: float = 1.0


SCRIPTS = {
    "hebrew": Script("Hebr", range(0x0590, 0x0600), "Hebr", runs_left=True),
    "arabic": Script("Arab", range(0x0600, 0x0700), "Arab", runs_left=True, size=1.1),
    "devanagari": Script("Deva", range(0x0900, 0x0980), "Deva"),
    "thai": Script("Thai", range(0x0E00, 0x0E80), "Thai"),
}
"""The scripts that can be shaped, by the names of their files."""


class PlacedGlyph(NamedTuple):
    """A glyph with its place; distances are thousandths of the type size.

    The pen moves on by `advance`. The glyph is drawn `right` of the pen and `up` from it.
    """

    number: int
    advance: int
    right: int = 0
    up: int = 0


class FontNotes(NamedTuple):
    """What a PDF says of a font: its characters, its heights, and each glyph's width and text."""

    chars: str
    box: tuple[int, int, int, int]
    ascent: int
    descent: int
    widths: tuple[int, ...]
    texts: tuple[str, ...]


class ScriptFace(NamedTuple):
    """The face of a script."""

    name: str

    @property
    def script(self) -> Script:
        """The script that the face is for."""
        return SCRIPTS[self.name]

    @property
    def shapes(self) -> bool:
        """Whether the face sets scripts that must be shaped."""
        return True

    def covers(self, text: str) -> bool:
        """Whether the face has every character."""
        return _chars(self.name).issuperset(text)

    def shaped(self, text: str, *, leftward: bool) -> tuple[PlacedGlyph, ...]:
        """Return the glyphs of a text from left to right, whichever way it runs.

        Each word is shaped alone, so that a line is as wide as its words and its spaces.
        """
        parts = re.findall(" |[^ ]+", text)
        ordered = reversed(parts) if leftward else parts
        return tuple(chain.from_iterable(_glyphs(self.name, part, leftward) for part in ordered))

    def advance(self, text: str) -> float:
        """Return the width of a text as a share of the type size."""
        glyphs = self.shaped(text, leftward=self.script.runs_left)
        return sum(glyph.advance for glyph in glyphs) * self.script.size / 1000

    @property
    def notes(self) -> FontNotes:
        """What a PDF has to know of the font."""
        return _notes(self.name)

    def read(self) -> bytes:
        """Return the bytes of the font."""
        return _font(self.name)


SCRIPT_FACES = tuple(map(ScriptFace, SCRIPTS))


@cache
def _notes(name: str) -> FontNotes:
    notes = json.loads((_DATA / f"{name}.json").read_text("utf-8"))
    lists = {key: tuple(value) for key, value in notes.items() if isinstance(value, list)}
    return FontNotes(**{**notes, **lists})


@cache
def _chars(name: str) -> frozenset[str]:
    return frozenset(_notes(name).chars)


@cache
def _font(name: str) -> bytes:
    return (_DATA / f"{name}.ttf").read_bytes()


@lru_cache(maxsize=4096)
def _glyphs(name: str, text: str, leftward: bool) -> tuple[PlacedGlyph, ...]:
    from fonts.harfbuzz import shape

    return tuple(
        PlacedGlyph(*glyph)
        for glyph in shape(_opened(name), text, SCRIPTS[name].tag, leftward=leftward)
    )


@cache
def _opened(name: str) -> object:
    from fonts.harfbuzz import open_font

    return open_font(_font(name))
