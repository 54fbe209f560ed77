"""Read the values of a plan from a file or from standard input.

Most plans are plain lines and are parsed here without YAML and pydantic, which take longer to
import than a stored template takes to stamp. Any other plan is parsed as YAML and validated by its
model, which reports its problems.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any

from handouts.request.values import Value, is_language, parse_day, values_given_by
from patterns.characters import unprintable
from patterns.errors import UserError
from patterns.files import read_file

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from pathlib import Path

    from patterns.errors import Problem
    from patterns.schema.yaml_tree import KeyPath, Plain

MAX_BYTES = 1_000_000
"""A larger plan is refused."""

MAX_PLAIN_LINES = 20

# A key, a colon, a space, and a plain scalar of YAML without special characters, comments, quotes,
# or spaces at its ends. It begins with a letter, or is a date.
_LINE = re.compile(r"([a-z_]+): ((?:[^\W\d_]|\d{4}-\d\d-\d\d$)(?:[^\n\r:#\"'\\]*[^\s:#\"'\\])?)")
_NOT_TEXT = frozenset({"true", "false", "null", "nan", ".nan", "inf", ".inf"})
"""Words that YAML may read as something other than text."""

_STEP = re.compile(r"\[(\d+)\]|([^.\[\]]+)")  # of a field: the number of an item, or a key

MAX_ID = 40

_PLAN_VALUES = values_given_by("plan")


def read_plan(plan: Path | bytes) -> dict[str, Any]:
    """Read a plan from its path, or from the bytes of standard input.

    Raises `UserError` with every problem of the plan.
    """
    name, data = _source(plan)
    tree = plain_lines(data) or _yaml(data, name)
    values = None if tree is None else plain_values(tree)
    return _validated(data, name) if values is None else values


def locate_problems(
    problems: Iterable[Problem], plan: Path | bytes, options: Collection[str]
) -> list[Problem]:
    """Add positions in a plan to problems with its values.

    Other modules know only the field, such as `site`, `care[2]` or `doses.pigeon-pose.sets`.
    `options` are the values given by options, which have no position in the plan.
    """
    # Imported late: only an error needs YAML.
    from patterns.schema.yaml_document import parse_document

    try:
        name, data = _source(plan)
        document = parse_document(data, name)
    except UserError:
        return list(problems)  # they report that the plan cannot be parsed

    def located(problem: Problem) -> Problem:
        path = _key_path(problem.field)
        if problem.file or path[0] in options or path[0] not in document.tree:
            return problem
        shown = problem.field.replace(problem.field.partition(".")[0], str(path[0]), 1)
        field = problem.field if "[" in problem.field else shown
        return problem._replace(file=name, field=field, **document.position(path)._asdict())

    return sorted(map(located, problems))


def _key_path(field: str) -> KeyPath:
    """Parse the path in a plan of a field, whose items are counted from 1."""
    steps = [int(item) - 1 if item else key for item, key in _STEP.findall(field)] or [""]
    return (str(steps[0]).replace("-", "_"), *steps[1:])


def plain_lines(data: bytes) -> dict[str, str] | None:
    """Parse YAML in which every line is a key and a plain scalar.

    Returns None for any other line and for a key given twice; these need the YAML parser.
    """
    try:
        lines = data.decode("utf-8").replace("\r\n", "\n").removesuffix("\n").split("\n")
    except UnicodeDecodeError:
        return None
    tree: dict[str, str] = {}
    for line in lines:
        match = _LINE.fullmatch(line)
        if match is None or match[1] in tree or match[2].casefold() in _NOT_TEXT:
            return None
        tree[match[1]] = unicodedata.normalize("NFC", match[2])
    hidden = any(True for text in tree.values() for _ in unprintable(text))
    return None if hidden or not tree or len(lines) > MAX_PLAIN_LINES else tree


def plain_values(tree: Mapping[str, Plain]) -> dict[str, Any] | None:
    """Convert the values of a plan; return None if the model must validate them."""
    values: dict[str, Any] = {}
    for name, plain in tree.items():
        if name not in _PLAN_VALUES or not is_valid(_PLAN_VALUES[name], plain):
            return None
        values[name] = tuple(plain) if isinstance(plain, list) else plain
    if "date" in values:
        values["date"] = parse_day(values["date"])
    return values


def is_valid(value: Value, plain: Plain) -> bool:
    """Whether the model would accept a value unchanged; False means that it may not."""
    if value.kind in ("words", "ids"):
        item = value._replace(kind="word" if value.words else "id")
        return isinstance(plain, list) and bool(plain) and all(is_valid(item, p) for p in plain)
    if value.kind == "flag":
        return isinstance(plain, bool)
    if not isinstance(plain, str):  # doses are always left to the model
        return False
    if value.kind in ("line", "text"):
        return 1 <= len(plain) <= value.limit and _is_one_line(plain)
    if value.kind == "word":
        return plain in value.words
    checks = {"day": lambda text: parse_day(text) is not None, "language": is_language}
    return checks.get(value.kind, is_id)(plain)


def is_id(text: str) -> bool:
    """Whether a text is a valid id: groups of small letters and digits, separated by hyphens."""
    groups = text.isascii() and text == text.casefold() and all(map(str.isalnum, text.split("-")))
    return groups and len(text) <= MAX_ID


def _source(plan: Path | bytes) -> tuple[str, bytes]:
    """Return the name of a plan in messages, and its bytes."""
    if isinstance(plan, bytes):
        return "standard input", plan
    return str(plan), read_file(plan, name=str(plan), limit=MAX_BYTES)


def _yaml(data: bytes, name: str) -> dict[str, Plain] | None:
    """Parse a plan as YAML; return None if it has problems."""
    # Imported late: plain lines do not need YAML.
    from patterns.schema.yaml_document import parse_document

    document = parse_document(data, name)
    return None if document.problems else document.tree


def _is_one_line(text: str) -> bool:
    """Whether a text is one line without spaces at its ends or an accent at its start."""
    stripped = text == text.strip() and "\n" not in text
    return stripped and unicodedata.category(text[0])[0] != "M"


def _validated(data: bytes, name: str) -> dict[str, Any]:
    """Validate a plan with its model."""
    # Imported late: most plans do not need pydantic.
    from handouts.request.plan import Plan
    from patterns.schema.loader import parse_model

    plan = parse_model(data, Plan, name=name)
    return {key: value for key in Plan.model_fields if (value := getattr(plan, key)) is not None}
