"""Every fact of the shared advice names a page of its file, or says that there is none."""

from __future__ import annotations

import json
from typing import Any

import pytest
from pydantic import ValidationError

from patterns.schema.base import Model, ModelViolations
from patterns.sources import Fact, FactFile

PAGES = {"nhs": {"name": "NHS, back pain", "address": "nhs.uk/conditions/back-pain"}}


class Saying(Fact):
    say: str


class Sayings(Model):
    now: tuple[Saying, ...] = ()


class SayingFile(FactFile):
    regions: dict[str, Sayings]


def problems(*now: dict[str, Any], pages: dict[str, Any] = PAGES) -> list[tuple[str, str]]:
    """Return what a file is refused for, as the place and the message of each violation."""
    tree = {"sources": pages, "regions": {"any": {"now": now}}}
    try:
        SayingFile.model_validate_json(json.dumps(tree))
    except ValidationError as error:
        (found,) = error.errors()
        broken = found["ctx"]["error"]
        if not isinstance(broken, ModelViolations):
            return [("", found["msg"])]
        return [(".".join(map(str, v.loc)), v.message) for v in broken.violations]
    return []


@pytest.mark.parametrize("fact", [{"source": "nhs"}, {"source": "nhs", "general": True}])
def test_a_fact_names_a_page_of_its_file(fact: dict[str, Any]) -> None:
    assert problems({"say": "Stop.", **fact}) == []


def test_a_fact_may_name_several_pages_and_each_is_looked_up() -> None:
    pages = {**PAGES, "hse": {"name": "HSE, chest pain", "address": "hse.ie"}}
    assert problems({"say": "Stop.", "source": ["nhs", "hse"]}, pages=pages) == []
    assert problems({"say": "Stop.", "source": ["nhs", "hse"]}) == [
        ("regions.any.now.0.source", "is not in the table of sources: hse")
    ]


def test_a_fact_without_a_page_is_general_knowledge() -> None:
    assert problems({"say": "Stop.", "general": True}, pages={}) == []
    assert problems({"say": "Stop."}, pages={}) == [
        ("", "Value error, has no source; add source, or general: true if there is no page")
    ]


def test_a_page_that_is_not_in_the_table_is_found() -> None:
    first, second = {"say": "Stop.", "source": "nhs"}, {"say": "Wait.", "source": "nsh"}
    assert problems(first, second) == [
        ("regions.any.now.1.source", "is not in the table of sources: nsh")
    ]


def test_a_page_that_supports_nothing_is_found() -> None:
    assert problems({"say": "Stop.", "general": True}) == [
        ("sources.nhs", "is the source of nothing")
    ]
