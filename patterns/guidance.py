"""What every sheet says whatever its pattern: safety lines by remedy, warning signs by region."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, TypeVar

from patterns.model import Country, Sentence
from patterns.schema.base import Model
from patterns.schema.loader import parse_model

if TYPE_CHECKING:
    from collections.abc import Iterable

M = TypeVar("M", bound=Model)


class SafetyLine(Model):
    """A line that prints with a remedy, where it comes from, and where it may be said."""

    say: Sentence
    source: Sentence
    only_in: tuple[Country, ...] = ()
    not_in: tuple[Country, ...] = ()


class Safety(Model):
    """The lines of each remedy."""

    patch: tuple[SafetyLine, ...]
    ball: tuple[SafetyLine, ...]
    stretch: tuple[SafetyLine, ...]
    cold: tuple[SafetyLine, ...]
    heat: tuple[SafetyLine, ...]

    def lines(self, remedy: str, country: str) -> tuple[str, ...]:
        """Give what must print with a remedy in a country."""
        every: tuple[SafetyLine, ...] = getattr(self, remedy)
        return tuple(
            line.say
            for line in every
            if country not in line.not_in and (not line.only_in or country in line.only_in)
        )


class Signs(Model):
    """Signs that need help `now`, and signs that need a doctor `soon`."""

    now: tuple[Sentence, ...]
    soon: tuple[Sentence, ...]


class RedFlags(Model):
    """The signs of every region; `any` holds for all."""

    regions: dict[str, Signs]

    def of(self, regions: Iterable[str]) -> Signs:
        """Join the signs of some regions and of `any`; what two share is said once."""
        chosen = [self.regions[name] for name in (*regions, "any")]
        return Signs(
            now=tuple(dict.fromkeys(line for signs in chosen for line in signs.now)),
            soon=tuple(dict.fromkeys(line for signs in chosen for line in signs.soon)),
        )


@cache
def load_safety() -> Safety:
    """Read the safety lines that ship with the library."""
    return _read("safety.yaml", Safety)


@cache
def load_red_flags() -> RedFlags:
    """Read the warning signs that ship with the library."""
    return _read("red_flags.yaml", RedFlags)


def _read(name: str, model: type[M]) -> M:
    return parse_model(files("patterns").joinpath(name).read_bytes(), model, name=name)
