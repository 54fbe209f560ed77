"""The editions of a handout, read from `editions.yaml`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from patterns.schema.base import Model
from patterns.schema.loader import read_shipped

if TYPE_CHECKING:
    from pydantic import ConfigDict

Size = tuple[float, float]
"""A type size and its leading, in points."""


class TypeScale(Model):
    """The size of every kind of text."""

    title: Size
    subtitle: Size
    heading: Size
    moment: Size
    subheading: Size
    numeral: Size
    body: Size
    table: Size
    caption: Size
    label: Size
    notice: Size
    small: Size
    footer: Size


@dataclass(frozen=True, slots=True)
class Spacing:
    """The distances of a sheet, in points.

    `pictures` and `plates` scale figures and plates. `note_lines` is how many lines are ruled for
    a note by hand. `measure` is the greatest width of a line of body text, in its sizes. `run_on`
    lets long cautions be a paragraph, not a list, and fine print stand in one column, where that
    takes less room. `narrow` lets a high figure be narrower than others. It is no model, since it
    serves as a key of caches, which a model slows down.
    """

    __pydantic_config__: ClassVar[ConfigDict] = Model.model_config

    section: float
    heading: float
    block: float
    item: float
    gutter: float
    pictures: float
    plates: float
    note_lines: int
    measure: float
    run_on: bool = False
    narrow: bool = False


class EditionEntry(Model):
    """An edition as written in the file: `type` and `spacing` are names of shared entries."""

    type: str
    spacing: str
    columns: bool
    in_color: bool
    margin: float = 0.0


class EditionFile(Model):
    """The content of `editions.yaml`."""

    type_scales: dict[str, TypeScale]
    spacing_steps: dict[str, tuple[Spacing, ...]]
    editions: dict[str, EditionEntry]
    cards: dict[str, EditionEntry]


@dataclass(frozen=True, slots=True)
class Edition:
    """A way to print one handout.

    `spacing_steps` run from roomy to tight; type sizes stay the same in all of them. `columns`
    allows text beside pictures and other text. `in_color` allows colors and solid grounds.
    `margin` is the least margin at the left and right, in points.
    """

    type: TypeScale
    spacing_steps: tuple[Spacing, ...]
    columns: bool
    in_color: bool
    margin: float


_FILE = read_shipped("handouts.layout.style", "editions.yaml", EditionFile)


def _with_shared(entries: dict[str, EditionEntry]) -> dict[str, Edition]:
    scales, steps = _FILE.type_scales, _FILE.spacing_steps
    return {
        name: Edition(scales[e.type], steps[e.spacing], e.columns, e.in_color, e.margin)
        for name, e in entries.items()
    }


EDITIONS = _with_shared(_FILE.editions)

CARDS = _with_shared(_FILE.cards)
"""How the card of a sheet is printed, by the edition of the sheet."""
