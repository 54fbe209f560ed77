"""Find the fields that a model allows at a location that pydantic reports."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo

if TYPE_CHECKING:
    from collections.abc import Iterator

    from patterns.schema.yaml_tree import KeyPath


def fields_at(model: type[BaseModel], loc: KeyPath) -> dict[str, FieldInfo]:
    """Return the fields, by their key in a file, of every model that may hold the end of `loc`."""
    models = [model]
    for step in loc[:-1]:
        inner = [
            found
            for outer in models
            for key, field in _fields(outer).items()
            if key == step
            for found in _models(field.annotation)
        ]
        branch = [found for found in models if _is_branch(found, step)]
        models = inner or branch or models
    return {key: field for found in models for key, field in _fields(found).items()}


def examples_at(model: type[BaseModel], loc: KeyPath) -> list[str]:
    """Return the examples of the field at `loc`; an item of a list has those of its list."""
    while loc and isinstance(loc[-1], int):
        loc = loc[:-1]
    field = fields_at(model, loc).get(str(loc[-1])) if loc else None
    return list(dict.fromkeys(_examples(field))) if field else []


def _examples(part: object) -> Iterator[str]:
    """Yield the examples of a field and of the parts of its annotation."""
    if isinstance(part, FieldInfo):
        yield from map(str, part.examples or ())
        yield from _examples(part.annotation)
    for inner in get_args(part):
        yield from _examples(inner)


def _fields(model: type[BaseModel]) -> dict[str, FieldInfo]:
    return {field.alias or name: field for name, field in model.model_fields.items()}


def _models(annotation: object) -> Iterator[type[BaseModel]]:
    """Yield every model in an annotation, also inside lists and unions."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from _models(inner)


def _is_branch(model: type[BaseModel], step: str | int) -> bool:
    """Whether pydantic calls this branch of a union `step`, which is its name or its tag."""
    tags = [tag for field in model.model_fields.values() for tag in get_args(field.annotation)]
    return step in (model.__name__, *tags)
