"""A YAML file is read into its model, or every problem is reported at its place."""

from __future__ import annotations

import json
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import Field, field_validator, model_validator
from pydantic_core import PydanticCustomError

from patterns.errors import ExitCode, Problem, UserError
from patterns.schema.base import Model, Violation, refuse
from patterns.schema.loader import parse_model, read_model
from tests.helpers import CORPUS
from tests.helpers.in_time import in_time

if TYPE_CHECKING:
    from pathlib import Path

YAML_FILES = CORPUS / "yaml"
CANARY = ("Zzyxx", "Qanary")


class Paper(StrEnum):
    A4 = "a4"
    LETTER = "letter"


class Part(Model):
    name: Annotated[str, Field(max_length=20)]
    width: Annotated[float, Field(gt=0, le=200)]


class Bounds(Model):
    least: float
    most: float


class Careless(Model):
    count: Annotated[int, Field(default="many")]


class Cold(Model):
    kind: Literal["cold"]
    minutes: Annotated[int, Field(ge=1, le=20)]


class Heat(Model):
    kind: Literal["heat"]
    minutes: Annotated[int, Field(ge=1, le=30)]
    wrapped: bool = True

    @model_validator(mode="after")
    def _wrap(self) -> Heat:
        if not self.wrapped:
            raise PydanticCustomError("bare_heat", "is heat on bare skin; wrap it in a towel")
        return self


class Page(Model):
    """One field of every kind that a file of ours can hold."""

    title: Annotated[str, Field(min_length=1, max_length=60)]
    country: str | None = None
    code: str = ""
    time: str = ""
    version: str = ""
    language: int | str = "en"
    logo: str = ""
    count: Annotated[int, Field(ge=1)] = 1
    ratio: Annotated[float, Field(gt=1)] = 2.0
    shown: bool = True
    reviewed: date = date(2026, 3, 31)
    colour: Annotated[str, Field(pattern="^#[0-9a-f]{6}$", examples=["#1c6b4a"])] = "#000000"
    ink: Annotated[str, Field(pattern="^#")] = "#000000"
    side: Literal["left", "right", "both"] = "both"
    paper: Paper = Paper.A4
    parts: tuple[Part, ...] = ()
    words: Annotated[tuple[str, ...], Field(max_length=8)] = ()
    sizes: Annotated[dict[str, int], Field(default_factory=dict)]
    advice: tuple[Annotated[Cold | Heat, Field(discriminator="kind")], ...] = ()

    @field_validator("logo")
    @classmethod
    def _stay_inside(cls, value: str) -> str:
        if ".." in value:
            raise ValueError("leads out of the folder; put the file beside this one")
        return value

    @model_validator(mode="after")
    def _obey(self) -> Page:
        names = [part.name for part in self.parts]
        refuse(
            Violation(("parts", index, "name"), "is used twice", "give each part its own name")
            for index, name in enumerate(names)
            if name in names[:index]
        )
        return self


def verdict(source: Path) -> str:
    """Read a file of the corpus and return the result as text."""
    try:
        page = read_model(source, Page, name=source.name)
    except UserError as error:
        return f"{error}\n"
    given = page.model_dump(mode="json", exclude_unset=True)
    return json.dumps(given, ensure_ascii=False, indent=2) + "\n"


@pytest.mark.parametrize("source", sorted(YAML_FILES.glob("*.yaml")), ids=lambda path: path.stem)
def test_verdict_is_the_expected_one(source: Path) -> None:
    assert verdict(source) == source.with_suffix(".expected").read_text(encoding="utf-8")


def test_every_verdict_has_its_file() -> None:
    stems = {path.stem for path in YAML_FILES.glob("*.expected")}
    assert stems == {path.stem for path in YAML_FILES.glob("*.yaml")}


def test_no_verdict_shows_a_canary() -> None:
    for source in YAML_FILES.glob("*.yaml"):
        message = verdict(source)
        assert not any(word in message for word in CANARY), source.name


@pytest.mark.parametrize(
    ("source", "message"),
    [
        (b"title: " + b"[" * 100_000, "nested deeper than 40 levels"),
        (b"{" * 100_000, "nested deeper than 40 levels"),
        (b"title: " + b"9" * 1_000_000, "has 1,000,007 bytes; the limit is 1,000,000"),
        (b"- 1\n" * 30_000, "the file holds more than 20,000 values"),
        (b"\0" * 1_000_000, "holds U+0000 NULL"),
        (b"title: x\nwords: [" + b"&a [*a], " * 2_000 + b"]", "anchors (&) are not allowed"),
        (b"title: x\nparts:\n" + b"- {}\n" * 9_000, "is missing"),
        (b"".join(b"key%d: 1\n" % number for number in range(9_000)), "is not a known key"),
        (b"title: x\nside: " + b"left" * 200_000, "is not a word known here"),
    ],
    ids=["lists", "keys", "size", "values", "nul", "anchors", "missing", "unknown", "word"],
)
def test_a_flood_is_refused_in_good_time(source: bytes, message: str) -> None:
    with in_time(5), pytest.raises(UserError) as caught:
        parse_model(source, Page, name="flood.yaml")
    assert message in {problem.message for problem in caught.value.problems}


def test_a_tag_runs_nothing(tmp_path: Path) -> None:
    marker = tmp_path / "marker"
    source = f"title: !!python/object/apply:os.mkdir [{marker}]"
    with pytest.raises(UserError, match="tags"):
        parse_model(source.encode(), Page, name="page.yaml")
    assert not marker.exists()


def test_the_file_is_called_by_its_path_unless_named(tmp_path: Path) -> None:
    path = tmp_path / "page.yaml"
    path.write_text("title: Hip\ncount: 0\n", encoding="utf-8")
    with pytest.raises(UserError) as caught:
        read_model(path, Page)
    assert str(caught.value) == f"{path}:2:8: count: must be at least 1"
    assert caught.value.exit_code is ExitCode.BAD_INPUT


def test_text_comes_back_composed() -> None:
    decomposed = "title: Cafe\u0301\nsizes: {cafe\u0301: 1}\n"
    page = parse_model(decomposed.encode(), Page, name="page.yaml")
    assert (page.title, page.sizes) == ("Caf\u00e9", {"caf\u00e9": 1})


def test_a_fault_in_what_is_not_there_points_at_the_nearest_thing() -> None:
    class Group(Model):
        parts: tuple[Part, ...]

        @model_validator(mode="after")
        def _obey(self) -> Group:
            refuse(
                [Violation(("parts", 0, "dose", "seconds"), "is missing"), Violation((), "is bad")]
            )
            return self

    source = b"# a group\nparts:\n  - name: one\n    width: 3\n"
    with pytest.raises(UserError) as caught:
        parse_model(source, Group, name="g.yaml")
    assert str(caught.value).splitlines() == [
        "g.yaml:2:1: is bad",
        "g.yaml:3:5: parts[1].dose.seconds: is missing",
    ]


def test_a_model_shows_nothing_it_was_given() -> None:
    with pytest.raises(ValueError, match="width") as caught:
        Part.model_validate({"name": "one", "width": CANARY[0]})
    assert CANARY[0] not in str(caught.value)


def test_a_model_converts_nothing_in_silence() -> None:
    with pytest.raises(ValueError, match="valid number"):
        Part.model_validate({"name": "one", "width": "10"})
    with pytest.raises(ValueError, match="valid integer"):
        Careless.model_validate({})
    with pytest.raises(ValueError, match="finite"):
        Bounds(least=0, most=float("inf"))
    with pytest.raises(ValueError, match="frozen"):
        Part(name="one", width=10).width = 20


def test_no_faults_refuse_nothing() -> None:
    refuse([])
    with pytest.raises(ValueError, match="is bad; is worse"):
        refuse(Violation((), message) for message in ("is bad", "is worse"))


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_give_a_model_or_placed_problems(source: bytes) -> None:
    assert_model_or_placed_problems(source)


WORDS = [*Page.model_fields, *CANARY, "name", "width", "kind", "minutes", "cold", "heat", "left"]
SIGNS = [": ", "- ", "\n", "\n  ", "\n    - ", '"', "'", "[", "]", "{", "}", ", ", "#", " #", "|\n"]
ODDITIES = ["&a ", "*a", "!t ", "<<", "? ", "~", "5", "2.5", "1e999", "no", "\t", "\u202e", "\\0"]


@settings(deadline=None)
@given(st.lists(st.sampled_from([*WORDS, *SIGNS, *SIGNS, *ODDITIES]), max_size=40).map("".join))
def test_any_yaml_gives_a_model_or_placed_problems(source: str) -> None:
    assert_model_or_placed_problems(source.encode())


NUMBERS = st.integers(-9, 99) | st.floats(-2, 300)
SCALARS = st.none() | st.booleans() | NUMBERS | st.sampled_from(WORDS)
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(WORDS), inner, max_size=4)
    ),
    max_leaves=10,
)


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from(WORDS), VALUES, min_size=1))
def test_any_tree_gives_a_model_or_placed_problems(tree: dict[str, object]) -> None:
    assert_model_or_placed_problems(json.dumps(tree).encode())


def assert_model_or_placed_problems(source: bytes) -> None:
    """Read a page: what is refused is refused at a place, in order, and quotes no value.

    The path may hold a canary: it names keys as they are written.
    """
    problems: tuple[Problem, ...] | None = None
    try:
        assert parse_model(source, Page, name="page.yaml").title
    except UserError as error:
        problems = error.problems
    if problems is None:
        return
    assert problems
    assert list(problems) == sorted(problems)
    for problem in problems:
        assert problem.line >= 1
        assert problem.column >= 1
        assert problem.message
        assert not any(word in problem.message + problem.hint for word in CANARY)
