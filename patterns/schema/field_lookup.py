"""A model and a place in it, as pydantic names places -> the fields that are known there."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo

if TYPE_CHECKING:
    from collections.abc import Iterator


def fields_at(model: type[BaseModel], loc: tuple[str | int, ...]) -> dict[str, FieldInfo]:
    """Give the fields, by the key a file uses, of whatever model holds the last step of `loc`."""
    models = [model]
    for step in loc[:-1]:
        inside = [
            found
            for outer in models
            for key, field in _fields(outer).items()
            if key == step
            for found in _models(field.annotation)
        ]
        branch = [found for found in models if _is_branch(found, step)]
        models = inside or branch or models
    return {key: field for found in models for key, field in _fields(found).items()}


def examples_at(model: type[BaseModel], loc: tuple[str | int, ...]) -> list[str]:
    """Give what the value at `loc` could look like, an item of a list as its list says."""
    while loc and isinstance(loc[-1], int):
        loc = loc[:-1]
    field = fields_at(model, loc).get(str(loc[-1])) if loc else None
    return list(dict.fromkeys(_examples(field))) if field else []


def _examples(part: object) -> Iterator[str]:
    """Yield the examples of a field, and of what its annotation is made of."""
    if isinstance(part, FieldInfo):
        yield from map(str, part.examples or ())
        yield from _examples(part.annotation)
    for inner in get_args(part):
        yield from _examples(inner)


def _fields(model: type[BaseModel]) -> dict[str, FieldInfo]:
    return {field.alias or name: field for name, field in model.model_fields.items()}


def _models(annotation: object) -> Iterator[type[BaseModel]]:
    """Yield every model named in an annotation, however deep in lists, unions and the like."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from _models(inner)


def _is_branch(model: type[BaseModel], step: str | int) -> bool:
    """Tell whether pydantic would call this branch of a union `step`: by its name or its tag."""
    tags = [tag for field in model.model_fields.values() for tag in get_args(field.annotation)]
    return step in (model.__name__, *tags)
