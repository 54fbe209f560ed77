"""Compare the documentation of keys, limits, countries and commands with the program."""

from __future__ import annotations

import re
import shutil
from importlib.resources import files
from typing import TYPE_CHECKING

import pytest

from cli import handouts
from handouts.brand.model import BrandFile
from handouts.commands.check import check
from handouts.commands.file_kinds import KINDS
from handouts.commands.new import ACTIVITY_ID, start
from handouts.request.plan import Plan
from handouts.roster.columns import COLUMNS, MAX_CELL, read_cell
from handouts.roster.reader import read_roster
from patterns.model.dose import Dose
from patterns.notice import load_notice
from patterns.pattern import Activity, Pattern
from tests.helpers import EXAMPLES
from tests.helpers.docs.key_tables import choices, entries, rows
from tests.helpers.docs.pages import blocks, read, spans, table

if TYPE_CHECKING:
    from pathlib import Path

    from patterns.schema.base import Model

GUIDE = read("docs/writing-patterns.md")
KEYS = read("docs/pattern-keys.md")
CAUTIONS = read("docs/cautions.md")
ACTIVITY_KEYS, DOSE_PART, MORE_ACTIVITY_KEYS = re.split(
    "^## (?:The dose|Drawings)$", read("docs/activity-keys.md"), flags=re.MULTILINE
)
BRAND_PAGE = read("docs/brands.md")
ROSTER_PAGE = read("docs/rosters.md")
BRAND_PART, PLAN_PART = BRAND_PAGE.split("## The plan file")
BY_HAND = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", *(
    f"docs/{name}.md"
    for name in (
        "activity-keys", "brands", "limits", "pattern-keys", "rosters", "writing-patterns"
    )
))  # fmt: skip
"""The pages that are written by hand."""

TABLES: dict[str, tuple[str, type[Model]]] = {
    "pattern": (KEYS, Pattern),
    "activity": (ACTIVITY_KEYS + MORE_ACTIVITY_KEYS, Activity),
    "dose": (DOSE_PART, Dose),
    "brand": (BRAND_PART, BrandFile),
    "plan": (PLAN_PART, Plan),
}
MODELS: dict[str, type[Model]] = {kind: model for kind, (_, model) in TABLES.items()}
BEFORE, ABOUT_ACTIVITIES, AFTER = re.split(
    "^## (?:Activities|Patch, cold and heat)$", GUIDE, flags=re.MULTILINE
)
SNIPPETS = [
    *(("pattern", code) for code in blocks(BEFORE + AFTER, "yaml")),
    *(("activity", code) for code in blocks(ABOUT_ACTIVITIES, "yaml")),
    *(("brand", code) for code in blocks(BRAND_PART, "yaml")),
    *(("plan", code) for code in blocks(PLAN_PART, "yaml")),
]


@pytest.mark.parametrize(("page", "model"), TABLES.values(), ids=TABLES)
def test_the_tables_hold_every_key_and_no_other(page: str, model: type[Model]) -> None:
    told = list(rows(page))
    assert dict(told) == entries(model)
    assert len(told) == len(dict(told))


@pytest.mark.parametrize(
    ("page", "model"),
    [
        (GUIDE + KEYS, Pattern),
        (GUIDE + ACTIVITY_KEYS + MORE_ACTIVITY_KEYS + CAUTIONS, Activity),
        (PLAN_PART, Plan),
    ],
    ids=["pattern", "activity", "plan"],
)
def test_every_word_to_choose_is_on_the_page(page: str, model: type[Model]) -> None:
    assert set(choices(model.model_json_schema())) <= set(spans(page))


@pytest.mark.parametrize("page", [GUIDE, BRAND_PAGE], ids=["guide", "brand"])
def test_keys_named_in_sentences_are_known(page: str) -> None:
    known = {step for model in MODELS.values() for key in entries(model) for step in key.split(".")}
    named = {span for span in spans(page) if re.fullmatch(r"[a-z]+(_[a-z]+)+", span)}
    assert named
    assert named <= known


@pytest.mark.parametrize(("kind", "code"), SNIPPETS)
def test_every_piece_of_yaml_is_valid_in_a_file_to_start_from(
    tmp_path: Path, kind: str, code: str
) -> None:
    """Replace the same keys of the starter file, as a user who pastes the example."""
    start("pattern", f"{tmp_path}/outer-elbow/")
    shutil.copy(EXAMPLES / "harbour-lane.svg", tmp_path)  # the logo of the example
    path = tmp_path / PLACES.get(kind, f"{kind}.yaml")
    if not path.exists():
        start(kind, str(path))
    _paste(path, code)
    KINDS[kind].read(path)


def _paste(path: Path, code: str) -> set[str]:
    """Replace keys of a file, and return them."""
    pasted = set(re.findall(r"^(\w+):", code, re.MULTILINE))
    parts = re.split(r"^(?=\w+:)", path.read_text("utf-8"), flags=re.MULTILINE)
    kept = [part for part in parts if part.partition(":")[0] not in pasted]
    path.write_text("".join([*kept, code]), "utf-8")
    return pasted


def test_the_example_of_a_translation_fits_its_original(tmp_path: Path) -> None:
    start("pattern", f"{tmp_path}/outer-elbow/")
    path = tmp_path / "outer-elbow" / "pattern.es.yaml"
    start("translation", str(path))
    (code,) = blocks(AFTER, "yml")
    pasted = _paste(path, code)
    _, problems = check([path])
    faulty = {problem.field.partition(".")[0] for problem in problems}
    assert pasted == {"title", "terms", "words", "hurts"}
    assert not faulty & pasted


PLACES = {
    "pattern": "outer-elbow/pattern.yaml",
    "activity": f"activities/{ACTIVITY_ID}/activity.yaml",
}


def test_the_columns_are_those_of_a_roster() -> None:
    told = table(ROSTER_PAGE, "| column | needed | value | what it does |")
    assert [(name, needed == "yes") for name, needed, *_ in told] == [
        (name, column.required) for name, column in COLUMNS.items()
    ]
    rooms = {name: value.removeprefix("text to ") for name, _, value, _ in told if "text" in value}
    assert rooms == {
        name: str(column.limit) for name, column in COLUMNS.items() if column.limit < MAX_CELL
    }


def test_the_words_of_a_roster_are_read() -> None:
    for name, _, value, _ in table(ROSTER_PAGE, "| column | needed | value | what it does |"):
        if name in {"side", "edition", "paper"}:
            for word in re.split(", | or ", value):
                assert read_cell(COLUMNS[name], word) == word


def test_the_faults_of_a_roster_are_told_as_shown(tmp_path: Path) -> None:
    (shown,) = blocks(ROSTER_PAGE, "csv")
    (tmp_path / "roster.csv").write_text(shown, "utf-8")
    roster = read_roster(tmp_path / "roster.csv")
    told = [str(problem) for row in roster.bad for problem in row.problems]
    assert [line.removeprefix(f"{tmp_path}/") for line in told] == [
        line for line in blocks(ROSTER_PAGE, "")[-1].splitlines() if line
    ]


def test_the_countries_are_those_of_the_notices() -> None:
    told = table(BRAND_PAGE, "| country | wording | number to call |")
    *named, (other, *of_other) = told
    assert other == "any other"
    for country, *rest in (*named, ("DE", *of_other)):
        notice = load_notice(f"en-{country}")
        assert rest == [notice.id, notice.emergency]
    source = files("patterns.notices").joinpath("countries.yaml").read_text("utf-8")
    assert {country for country, *_ in named} == set(re.findall("^  ([A-Z]{2}):", source, re.M))


@pytest.mark.parametrize("name", BY_HAND)
def test_every_command_and_option_exists(name: str) -> None:
    page = read(name)
    options = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", read("docs/commands.md")))
    lines = [line for block in blocks(page, "") for line in block.splitlines()]
    typed = [text for text in (*lines, *spans(page)) if text.startswith(("handouts ", "--"))]
    for text in typed:
        words = text.partition("#")[0].split()
        assert words[0].startswith("--") or words[1] in handouts.commands, text
        given = {word for word in words if word.startswith("--")}
        assert given <= options, text
