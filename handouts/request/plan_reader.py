"""A plan and the options of one run in; the choices of each sheet and the client's lines out.

A plan that is plainly in order is read without its model, which takes longer to import than a
stored template takes to stamp; any other goes to the model, which says what is wrong.
"""

from __future__ import annotations

import re
import unicodedata
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from handouts.request.choice import ClientText, SheetRequest
from handouts.request.limits import MAX_NOTE, MAX_PERSONAL_LINE
from handouts.request.plain_lines import plain_lines
from patterns.errors import UserError
from patterns.files import read_file
from patterns.library_paths import checked_library
from patterns.sections import SECTIONS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from handouts.request.plan import Plan
    from patterns.errors import Problem
    from patterns.schema.yaml_tree import Plain

MOST_BYTES = 1_000_000
"""The largest plan that is read."""

_WORDS = {
    "side": {"left", "right", "both"},
    "detail": {"full", "brief"},
    "edition": {"standard", "large-print", "ink-saver"},
}
_LISTS = frozenset({"sections", "stretches", "confirmed"})
_LINES = {"client": MAX_PERSONAL_LINE, "next_visit": MAX_PERSONAL_LINE, "note": MAX_NOTE}
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_ID = re.compile(r"(?=.{1,40}\Z)[a-z0-9]+(-[a-z0-9]+)*\Z")


class Options(NamedTuple):
    """What the options say; None leaves it to the plan, the brand or the country.

    `plan` is a path, or the bytes that came through standard input.
    """

    plan: Path | bytes | None = None
    side: str | None = None
    site: str | None = None
    brand: Path | None = None
    paper: str | None = None
    edition: str | None = None
    notice: str | None = None
    date: date | None = None
    library: Path | None = None


def choose(
    names: Sequence[str], options: Options, today: date
) -> tuple[list[SheetRequest], ClientText]:
    """Settle what is made: a choice for each pattern, and the lines of the one client.

    Options count more than the plan. Raises `UserError` with every problem of the plan.
    """
    said = _read(options.plan) if options.plan is not None else {}
    for name in ("side", "site", "edition", "date"):
        if (given := getattr(options, name)) is not None:
            said[name] = given
    day = said.pop("date", None) or today
    personal = ClientText(day, **{name: said.pop(name, None) for name in _LINES})
    library = checked_library(options.library)
    choices = [
        SheetRequest(
            pattern=name,
            library=library,
            brand=options.brand,
            notice=options.notice,
            paper=options.paper,
            **said,
        )
        for name in names
    ]
    return choices, personal


def placed(problems: Iterable[Problem], options: Options) -> list[Problem]:
    """Give problems with what a plan says the place where it says so.

    Other modules know the key alone, such as `site`; one that an option gives stays as it is.
    """
    # Only a mistake waits for the reader of YAML.
    from patterns.schema.yaml_document import parse_document

    try:
        name, data = _source(options.plan or b"")
        places = parse_document(data, name).positions
    except UserError:
        return list(problems)  # it cannot be read, which is what they say

    def with_place(problem: Problem) -> Problem:
        key = problem.field.partition("[")[0].replace("-", "_")
        path = (key,)
        if problem.file or getattr(options, key, None) is not None or path not in places:
            return problem
        place = places[path]
        return problem._replace(file=name, line=place.line, column=place.column)

    return sorted(with_place(problem) for problem in problems)


def _source(plan: Path | bytes) -> tuple[str, bytes]:
    """Give what messages call a plan, and its bytes."""
    if isinstance(plan, bytes):
        return "standard input", plan
    return str(plan), read_file(plan, name=str(plan), limit=MOST_BYTES)


def _read(source: Path | bytes) -> dict[str, Any]:
    """Give what a plan says, key by key."""
    name, data = _source(source)
    tree = plain_lines(data) or _tree(data, name)
    plain = None if tree is None else plain_plan(tree)
    return _modeled(data, name) if plain is None else plain


def _tree(data: bytes, name: str) -> dict[str, Plain] | None:
    """Read a plan as YAML; None if there is something wrong with it."""
    # Only a plan that is more than plain lines waits for the reader of YAML.
    from patterns.schema.yaml_document import parse_document

    document = parse_document(data, name)
    return None if document.problems else document.tree


def plain_plan(tree: Mapping[str, Plain]) -> dict[str, Any] | None:
    """Give what a plan says if every key is plainly in order; None leaves it to the model."""
    said: dict[str, Any] = {}
    for key, value in tree.items():
        if not _in_order(key, value):
            return None
        said[key] = tuple(value) if isinstance(value, list) else value
    with suppress(ValueError):
        if "date" in said:
            said["date"] = date.fromisoformat(said["date"])
        return said
    return None


def _in_order(key: str, value: Plain) -> bool:
    if key in _LISTS:
        return isinstance(value, list) and bool(value) and all(_is_id(key, v) for v in value)
    if not isinstance(value, str):
        return False
    if key in _LINES:
        return 1 <= len(value) <= _LINES[key] and _is_one_line(value)
    if key == "date":
        return _DAY.fullmatch(value) is not None
    return _is_id(key, value) if key == "site" else value in _WORDS.get(key, ())


def _is_id(key: str, value: Plain) -> bool:
    if not isinstance(value, str):
        return False
    return value in SECTIONS if key == "sections" else _ID.match(value) is not None


def _is_one_line(text: str) -> bool:
    """Tell whether a line needs nothing taken away, and begins with no stray accent."""
    plain = text == text.strip() and "\n" not in text
    return plain and unicodedata.category(text[0])[0] != "M"


def _modeled(data: bytes, name: str) -> dict[str, Any]:
    """Read a plan by its model."""
    # Only a plan that is not plainly in order waits for pydantic.
    from handouts.request.plan import Plan
    from patterns.schema.loader import parse_model

    plan: Plan = parse_model(data, Plan, name=name)
    return {key: value for key in Plan.model_fields if (value := getattr(plan, key)) is not None}
