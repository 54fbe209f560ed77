"""Fields are found at the locations that pydantic reports, through lists, dicts and unions."""

from __future__ import annotations

from typing import Annotated, Literal

import pytest
from pydantic import Field

from patterns.schema.base import Model
from patterns.schema.field_lookup import examples_at, fields_at


class Ice(Model):
    kind: Literal["ice"]
    minutes: int


class Bottle(Model):
    kind: Literal["bottle"]
    color: Annotated[str, Field(examples=["#1c6b4a"])]


class Shelf(Model):
    things: tuple[Annotated[Ice | Bottle, Field(discriminator="kind")], ...]
    by_name: Annotated[dict[str, Ice], Field(alias="by-name")]
    codes: Annotated[tuple[str, ...], Field(examples=["US"])]


@pytest.mark.parametrize(
    ("loc", "keys"),
    [
        (("thing",), {"things", "by-name", "codes"}),
        (("things", 0, "ice", "minute"), {"kind", "minutes"}),
        (("things", 0, "Bottle", "colour"), {"kind", "color"}),
        (("things", 0, "kind"), {"kind", "minutes", "color"}),
        (("by-name", "mine", "minute"), {"kind", "minutes"}),
    ],
)
def test_fields_of_the_models_at_a_location(loc: tuple[str | int, ...], keys: set[str]) -> None:
    assert fields_at(Shelf, loc).keys() == keys


@pytest.mark.parametrize(
    ("loc", "examples"),
    [
        (("codes", 3), ["US"]),
        (("things", 0, "bottle", "color"), ["#1c6b4a"]),
        (("things", 0, "ice", "minutes"), []),
        ((), []),
    ],
)
def test_examples_of_the_field_at_a_location(
    loc: tuple[str | int, ...], examples: list[str]
) -> None:
    assert examples_at(Shelf, loc) == examples
