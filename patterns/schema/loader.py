"""Read a strict YAML file into a model, or report every problem at its line and column."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import ValidationError

from patterns.errors import Problem, UserError
from patterns.files import read_file
from patterns.schema.base import Model, ModelViolations
from patterns.schema.client_text import sentences
from patterns.schema.error_messages import TYPE_NAMES, explain, explain_wrong_type
from patterns.schema.field_lookup import examples_at, fields_at
from patterns.schema.lost_text import LIST_MESSAGE, QUOTE_HINT
from patterns.schema.yaml_document import MAX_BYTES, parse_document
from patterns.schema.yaml_tree import format_key_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from pydantic_core import ErrorDetails

    from patterns.schema.base import Violation
    from patterns.schema.yaml_tree import KeyPath, Plain, YamlDocument

M = TypeVar("M", bound=Model)

# Errors of a field that takes text, where a plain scalar may have been read as a number.
_TEXT_EXPECTED = {"string_type", "literal_error", "enum"}
_TAG_ERRORS = {"union_tag_invalid", "union_tag_not_found"}


def read_model(path: Path, model: type[M], *, name: str | None = None) -> M:
    """Read a YAML file of at most 1 MB into a validated model.

    `name` is what messages call the file, by default its path. Raises `UserError` with every
    problem of the file, sorted by place.
    """
    name = str(path) if name is None else name
    return parse_model(read_file(path, name=name, limit=MAX_BYTES), model, name=name)


def read_shipped(package: str, path: str, model: type[M]) -> M:
    """Read a YAML file of our own; `path` is relative to its package."""
    return parse_model(files(package).joinpath(path).read_bytes(), model, name=path)


def locate(path: Path, violations: Iterable[Violation]) -> list[Problem]:
    """Find the line and column of violations that show only when several files are compared."""
    document = parse_document(read_file(path, name=str(path), limit=MAX_BYTES), str(path))
    return [problem_at(document, v.loc, v.message, v.hint) for v in violations]


def parse_model(source: bytes, model: type[M], *, name: str, context: object = None) -> M:
    """Read the bytes of a YAML file into a validated model; see `read_model`."""
    return build_model(parse_document(source, name), model, context)


def build_model(document: YamlDocument, model: type[M], context: object = None) -> M:
    """Validate a parsed file; `context` is what its validators get as that of pydantic.

    Raises `UserError` with every problem. A number in the tree that should be text becomes text.
    """
    result, errors = _validate(document, model, context)
    problems = {*document.problems, *_problems(document, model, errors), *_parted(document, model)}
    if result is None or problems:
        raise UserError(problems)
    return result


def _validate(
    document: YamlDocument, model: type[M], context: object
) -> tuple[M | None, list[ErrorDetails]]:
    """Validate the tree; a number that a text field refuses is tried again as it was written.

    Pydantic validates the tree as strict JSON: a list may fill a tuple and text a date, but
    `"1"` is no number, and 1 is no text.
    """
    source_text = dict(document.source_text)
    while True:
        source = json.dumps(document.tree, ensure_ascii=False)
        try:
            return model.model_validate_json(source, context=context), []
        except ValidationError as error:
            errors = error.errors(include_input=False, include_url=False)
        as_text = {_path(document, e["loc"]) for e in errors if e["type"] in _TEXT_EXPECTED}
        if not as_text & source_text.keys():
            return None, errors
        for path in as_text & source_text.keys():
            parent: Any = document.value(path[:-1])
            parent[path[-1]] = source_text.pop(path)


def _problems(
    document: YamlDocument, model: type[Model], errors: Iterable[ErrorDetails]
) -> Iterator[Problem]:
    """Explain every error and add its position."""
    type_names: dict[KeyPath, list[str]] = {}
    for error in errors:
        path, kind = _path(document, error["loc"]), error["type"]
        cause = error.get("ctx", {}).get("error")
        if path in document.unreadable or _only_seems_short(error, document.value(path)):
            continue
        if isinstance(cause, ModelViolations):
            for violation in cause.violations:
                at = (*path, *violation.loc)
                yield problem_at(document, at, violation.message, violation.hint)
        elif kind in TYPE_NAMES:
            # Each branch of a union reports its own type; they make one message.
            type_names.setdefault(path, []).append(TYPE_NAMES[kind])
        else:
            at = (*path, *_missing_key(error))
            keys, examples = fields_at(model, error["loc"]), examples_at(model, error["loc"])
            message, hint = explain(error, document.value(at), keys, examples)
            yield problem_at(document, at, message, hint, at_key=kind == "extra_forbidden")
    for path, names in type_names.items():
        yield problem_at(document, path, *explain_wrong_type(names, document.value(path)))


def _parted(document: YamlDocument, model: type[Model]) -> Iterator[Problem]:
    """Report the first sentence of each list in brackets that a comma may have cut off."""
    lists: dict[KeyPath, KeyPath] = {}
    if document.before_comma:
        for path in sorted(document.before_comma & sentences(model, document.tree)):
            lists.setdefault(path[:-1], path)
    for path in lists.values():
        yield problem_at(document, path, LIST_MESSAGE, QUOTE_HINT)


def _only_seems_short(error: ErrorDetails, value: Plain) -> bool:
    """Whether a list is long enough with its invalid items, which pydantic does not count."""
    shortest = error.get("ctx", {}).get("min_length", 0)
    return error["type"] == "too_short" and isinstance(value, list) and len(value) >= shortest


def problem_at(
    document: YamlDocument, path: KeyPath, message: str, hint: str, *, at_key: bool = False
) -> Problem:
    """Describe a problem at a path of a file, or at the nearest parent that the file has."""
    position = document.key_positions[path] if at_key else document.position(path)
    return Problem(document.file, *position, format_key_path(path), message, hint)


def _missing_key(error: ErrorDetails) -> KeyPath:
    """Return the key that an error is about, if the file lacks it or pydantic names its parent."""
    if error["type"] == "missing":
        return error["loc"][-1:]
    if error["type"] in _TAG_ERRORS:
        return (str(error["ctx"]["discriminator"]).strip("'"),)
    return ()


def _path(document: YamlDocument, loc: Iterable[str | int]) -> KeyPath:
    """Return the part of pydantic's location that is in the file.

    The other steps are names of union branches, and `[key]`.
    """
    path: KeyPath = ()
    for step in loc:
        if (*path, step) in document.positions:
            path = (*path, step)
    return path
