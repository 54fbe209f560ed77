"""One strict YAML file and a model -> the model filled in, or every problem at its own place."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import ValidationError

from patterns.errors import Problem, UserError
from patterns.files import read_file
from patterns.schema.base import Model, ModelViolations
from patterns.schema.error_messages import NOUNS, of_wrong_kind, sentence
from patterns.schema.field_lookup import examples_at, fields_at
from patterns.schema.yaml_document import MAX_BYTES, parse_document
from patterns.schema.yaml_tree import format_key_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from pydantic_core import ErrorDetails

    from patterns.schema.yaml_tree import Document, KeyPath, Plain

M = TypeVar("M", bound=Model)

# A plain scalar that looks like a number may be meant as text; these errors tell that it is.
_MEANT_AS_TEXT = {"string_type", "literal_error", "enum"}
_OF_A_TAG = {"union_tag_invalid", "union_tag_not_found"}


def read_model(
    path: Path,
    model: type[M],
    *,
    name: str | None = None,
    context: Mapping[str, object] | None = None,
) -> M:
    """Read one YAML file of at most 1 MB into a validated model.

    `name` is what messages call the file (else its path); `context` goes to the model's
    validators. Raises `UserError` with every problem of the file, sorted by place.
    """
    name = str(path) if name is None else name
    source = read_file(path, name=name, limit=MAX_BYTES)
    return parse_model(source, model, name=name, context=context)


def parse_model(
    source: bytes,
    model: type[M],
    *,
    name: str,
    context: Mapping[str, object] | None = None,
) -> M:
    """Read the bytes of one YAML file into a validated model; see `read_model`."""
    document = parse_document(source, name)
    result, errors = _validate(document, model, context)
    problems = {*document.problems, *_problems(document, model, errors)}
    if result is None or problems:
        raise UserError(problems)
    return result


def _validate(
    document: Document, model: type[M], context: Mapping[str, object] | None
) -> tuple[M | None, list[ErrorDetails]]:
    """Fill the model; what a text field refused as a number is given again as it was written.

    Pydantic judges the tree as strict JSON: a list may fill a tuple and text a date, but
    `"1"` is no number, and 1 is no text.
    """
    written = dict(document.written)
    while True:
        source = json.dumps(document.tree, ensure_ascii=False)
        try:
            return model.model_validate_json(source, context=context), []
        except ValidationError as error:
            errors = error.errors(include_input=False, include_url=False)
        meant = {_path(document, e["loc"]) for e in errors if e["type"] in _MEANT_AS_TEXT}
        if not meant & written.keys():
            return None, errors
        for path in meant & written.keys():
            _replace(document.tree, path, written.pop(path))


def _replace(tree: Plain, path: KeyPath, text: str) -> None:
    *steps, last = path
    node: Any = tree
    for step in steps:
        node = node[step]
    node[last] = text


def _problems(
    document: Document, model: type[Model], errors: Iterable[ErrorDetails]
) -> Iterator[Problem]:
    """Place every error in the file and word it."""
    nouns: dict[KeyPath, list[str]] = {}
    for error in errors:
        path = _path(document, error["loc"])
        cause = error.get("ctx", {}).get("error")
        if path in document.holes or _only_seems_short(error, document.value(path)):
            continue
        if isinstance(cause, ModelViolations):
            for fault in cause.faults:
                yield _problem(document, (*path, *fault.loc), fault.message, fault.hint)
        elif error["type"] in NOUNS:
            # Each branch of a union complains by itself; people read one sentence.
            nouns.setdefault(path, []).append(NOUNS[error["type"]])
        else:
            yield _worded(document, model, error, (*path, *_unseen_step(error)))
    for path, kinds in nouns.items():
        yield _problem(document, path, *of_wrong_kind(kinds, document.value(path)))


def _only_seems_short(error: ErrorDetails, value: Plain) -> bool:
    """Tell whether a list is called too short because pydantic does not count its bad items."""
    least = error.get("ctx", {}).get("min_length", 0)
    return error["type"] == "too_short" and isinstance(value, list) and len(value) >= least


def _worded(document: Document, model: type[Model], error: ErrorDetails, path: KeyPath) -> Problem:
    message, hint = sentence(
        error,
        value=document.value(path),
        keys=fields_at(model, error["loc"]),
        examples=examples_at(model, error["loc"]),
    )
    at_key = error["type"] == "extra_forbidden"
    return _problem(document, path, message, hint, at_key=at_key)


def _problem(
    document: Document, path: KeyPath, message: str, hint: str, *, at_key: bool = False
) -> Problem:
    place = document.keys[path] if at_key else document.place(path)
    return Problem(document.file, place.line, place.column, format_key_path(path), message, hint)


def _unseen_step(error: ErrorDetails) -> KeyPath:
    """Give the key an error is about where pydantic stops at the group that should hold it."""
    if error["type"] == "missing":
        return error["loc"][-1:]
    if error["type"] in _OF_A_TAG:
        return (str(error["ctx"]["discriminator"]).strip("'"),)
    return ()


def _path(document: Document, loc: Iterable[str | int]) -> KeyPath:
    """Follow pydantic's location as far as the file goes.

    Steps that are not in the file are the names of union branches, and `[key]`.
    """
    path: KeyPath = ()
    for step in loc:
        if (*path, step) in document.places:
            path = (*path, step)
    return path
