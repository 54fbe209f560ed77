"""A model and a place in it, as pydantic names places -> the fields that are known there."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from pydantic import BaseModel

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic.fields import FieldInfo


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
