"""Read the conditions of a client that change advice, and those that each risky move demands."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field, model_validator

from patterns.errors import did_you_mean
from patterns.field_types import Label, Sentence, Slug
from patterns.schema.base import Model, Violation, refuse
from patterns.schema.loader import read_shipped
from patterns.sources import Fact, FactFile

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Advice = Literal["no", "ask"]
"""Do not do it, or ask a doctor, a pharmacist or the therapist first."""


class Condition(Fact):
    """Something about a client that changes advice; `stages` narrow it, each with its words."""

    words: Sentence
    short: Annotated[Label, Field(max_length=56)]
    stages: Annotated[dict[Slug, Label], Field(default_factory=dict)]


class Move(Model):
    """A move that is a risk for some: the conditions to be cautioned about, and a patch before it.

    An activity with the move names each condition in its cautions, or its kind does.
    """

    demands: Annotated[tuple[Slug, ...], Field(min_length=1)]
    patch_off: bool = False


class Conditions(FactFile):
    """The conditions by id in the order in which a sheet lists them, and the moves by name."""

    conditions: dict[Slug, Condition]
    moves: dict[Slug, Move]

    @model_validator(mode="after")
    def _moves_demand_known_conditions(self) -> Conditions:
        refuse(self._unknown_demands())
        return self

    def _unknown_demands(self) -> Iterator[Violation]:
        for name, move in self.moves.items():
            for i, condition in enumerate(move.demands):
                if condition not in self.conditions:
                    hint = did_you_mean(condition, self.conditions)
                    loc = ("moves", name, "demands", i)
                    yield Violation(loc, "is not a known condition", hint)


@cache
def load_conditions() -> Conditions:
    """Read the conditions of the library."""
    return read_shipped("patterns", "conditions.yaml", Conditions)


if TYPE_CHECKING:
    ConditionId = str
    MoveName = str
else:
    ConditionId = Literal[tuple(load_conditions().conditions)]
    MoveName = Literal[tuple(load_conditions().moves)]


class Caution(Model):
    """What someone with a condition should do about a remedy, always or only at a stage of it."""

    condition: ConditionId
    advice: Advice
    when: Slug | None = None

    @model_validator(mode="after")
    def _stage_is_known(self) -> Caution:
        stages = load_conditions().conditions[self.condition].stages
        if self.when is not None and self.when not in stages:
            hint = did_you_mean(self.when, stages) if stages else "leave it out"
            refuse([Violation(("when",), "is not a stage of the condition", hint)])
        return self


def strictest(cautions: Iterable[Caution]) -> tuple[Caution, ...]:
    """Drop each caution that a stricter one about the same condition makes needless.

    "Leave it out" is stricter than "ask first" at the same stage, and advice at any time than the
    same advice at a stage. The rest keeps its order, each once.
    """
    kept: dict[tuple[str, str | None], Caution] = {}
    for caution in cautions:
        key = caution.condition, caution.when
        if key not in kept or caution.advice == "no":
            kept[key] = caution
    always = {condition: kept[condition, None].advice for condition, when in kept if when is None}
    return tuple(
        caution
        for caution in kept.values()
        if caution.when is None or always.get(caution.condition) not in ("no", caution.advice)
    )


def demanded(moves: Iterable[MoveName]) -> tuple[ConditionId, ...]:
    """Name the conditions that some moves demand a caution about, each once."""
    known = load_conditions().moves
    return tuple(dict.fromkeys(name for move in moves for name in known[move].demands))


def patch_must_be_off(moves: Iterable[MoveName]) -> bool:
    """Whether a patch must be off before a remedy with some moves, as it must before heat."""
    return any(load_conditions().moves[move].patch_off for move in moves)
