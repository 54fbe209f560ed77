"""Read a plan, from a file or from standard input, into its values by name.

A plan of plain lines, which most are, is read here without YAML and pydantic: they take longer to
import than a stored template takes to stamp. Any other plan goes to the model, which reports what
is wrong with it.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any

from handouts.request.values import Value, parse_day, values_given_by
from patterns.characters import unprintable
from patterns.errors import UserError
from patterns.files import read_file

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from pathlib import Path

    from patterns.errors import Problem
    from patterns.schema.yaml_tree import Plain

MAX_BYTES = 1_000_000
"""The largest plan that is read."""

MAX_PLAIN_LINES = 20

# A key, a colon, a space, and words that YAML reads as they stand: no sign of its own, no comment,
# no quote, nothing at either end. The value begins with a letter, or is a day.
_LINE = re.compile(r"([a-z_]+): ((?:[^\W\d_]|\d{4}-\d\d-\d\d$)(?:[^\n\r:#\"'\\]*[^\s:#\"'\\])?)")
_NO_TEXT = frozenset({"true", "false", "null", "nan", ".nan", "inf", ".inf"})
"""What YAML may take for something other than text."""

MAX_ID = 40

_OF_A_PLAN = values_given_by("plan")


def read_plan(plan: Path | bytes) -> dict[str, Any]:
    """Read a plan from its path, or from the bytes that came through standard input.

    Raises `UserError` with every problem of the plan.
    """
    name, data = _source(plan)
    tree = plain_lines(data) or _yaml(data, name)
    values = None if tree is None else plain_values(tree)
    return _validated(data, name) if values is None else values


def locate_problems(
    problems: Iterable[Problem], plan: Path | bytes, options: Collection[str]
) -> list[Problem]:
    """Add the place in a plan to problems with a value that it gives.

    Other modules know the name of the value alone, such as `site`. A value that one of the
    `options` gives has no place in the plan.
    """
    # Only a mistake waits for the reader of YAML.
    from patterns.schema.yaml_document import parse_document

    try:
        name, data = _source(plan)
        places = parse_document(data, name).positions
    except UserError:
        return list(problems)  # it cannot be read, which is what they say

    def located(problem: Problem) -> Problem:
        key = problem.field.partition("[")[0].replace("-", "_")
        path = (key,)
        if problem.file or key in options or path not in places:
            return problem
        place = places[path]
        return problem._replace(file=name, line=place.line, column=place.column)

    return sorted(map(located, problems))


def plain_lines(data: bytes) -> dict[str, str] | None:
    """Read YAML whose every line is a key and plain words.

    Returns None if a line is not plain or a key is given twice: the reader of YAML takes those.
    """
    try:
        lines = data.decode("utf-8").replace("\r\n", "\n").removesuffix("\n").split("\n")
    except UnicodeDecodeError:
        return None
    tree: dict[str, str] = {}
    for line in lines:
        match = _LINE.fullmatch(line)
        if match is None or match[1] in tree or match[2].casefold() in _NO_TEXT:
            return None
        tree[match[1]] = unicodedata.normalize("NFC", match[2])
    hidden = any(True for text in tree.values() for _ in unprintable(text))
    return None if hidden or not tree or len(lines) > MAX_PLAIN_LINES else tree


def plain_values(tree: Mapping[str, Plain]) -> dict[str, Any] | None:
    """Return the values of a plan if each is plainly valid; None leaves it to the model."""
    values: dict[str, Any] = {}
    for name, plain in tree.items():
        if name not in _OF_A_PLAN or not is_plain(_OF_A_PLAN[name], plain):
            return None
        values[name] = tuple(plain) if isinstance(plain, list) else plain
    if "date" in values:
        values["date"] = parse_day(values["date"])
    return values


def is_plain(value: Value, plain: Plain) -> bool:
    """Tell whether what is written for a value is valid as it stands."""
    if value.kind in ("words", "ids"):
        one = value._replace(kind="word" if value.words else "id")
        return (
            isinstance(plain, list) and bool(plain) and all(is_plain(one, item) for item in plain)
        )
    if not isinstance(plain, str):
        return False
    if value.kind in ("line", "text"):
        return 1 <= len(plain) <= value.limit and _is_one_line(plain)
    if value.kind == "word":
        return plain in value.words
    return parse_day(plain) is not None if value.kind == "day" else _is_id(plain)


def _is_id(text: str) -> bool:
    """Tell whether a text is an id of a pattern: words of small letters and digits, and hyphens."""
    parts = text.split("-")
    letters = text.isascii() and text == text.casefold() and all(map(str.isalnum, parts))
    return letters and len(text) <= MAX_ID


def _source(plan: Path | bytes) -> tuple[str, bytes]:
    """Return what messages call a plan, and its bytes."""
    if isinstance(plan, bytes):
        return "standard input", plan
    return str(plan), read_file(plan, name=str(plan), limit=MAX_BYTES)


def _yaml(data: bytes, name: str) -> dict[str, Plain] | None:
    """Read a plan as YAML; return None if something is wrong with it."""
    # Only a plan that is more than plain lines waits for the reader of YAML.
    from patterns.schema.yaml_document import parse_document

    document = parse_document(data, name)
    return None if document.problems else document.tree


def _is_one_line(text: str) -> bool:
    """Tell whether a line needs no stripping, and begins with no stray accent."""
    plain = text == text.strip() and "\n" not in text
    return plain and unicodedata.category(text[0])[0] != "M"


def _validated(data: bytes, name: str) -> dict[str, Any]:
    """Read a plan by its model."""
    # Only a plan that is not plainly valid waits for pydantic.
    from handouts.request.plan import Plan
    from patterns.schema.loader import parse_model

    plan = parse_model(data, Plan, name=name)
    return {key: value for key in Plan.model_fields if (value := getattr(plan, key)) is not None}
