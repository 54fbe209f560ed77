"""Find the parts of a model: by a dotted path, or all of a kind, each with its key path."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from pydantic import BaseModel

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from patterns.schema.yaml_tree import KeyPath

T = TypeVar("T")


def values_at(model: object, path: str, loc: KeyPath = ()) -> Iterator[tuple[KeyPath, object]]:
    """Find what a dotted path names; `*` stands for every item, a missing part yields nothing."""
    if not path:
        yield loc, model
        return
    step, _, rest = path.partition(".")
    parts: Iterable[tuple[str | int, object]] = [(step, getattr(model, step, None))]
    if step == "*":
        parts = enumerate(model) if isinstance(model, tuple) else ()
    for key, part in parts:
        if part is not None:
            yield from values_at(part, rest, (*loc, key))


def parts(value: object, kind: type[T], loc: KeyPath = ()) -> Iterator[tuple[KeyPath, T]]:
    """Walk every part of a value that is of a kind, itself included, with its key path."""
    if isinstance(value, kind):
        yield loc, value
    for key, item in _items(value):
        yield from parts(item, kind, (*loc, key))


def _items(value: object) -> Iterable[tuple[str | int, object]]:
    if isinstance(value, BaseModel):
        return ((name, getattr(value, name)) for name in type(value).model_fields)
    if isinstance(value, dict):
        return value.items()
    return enumerate(value) if isinstance(value, tuple) else ()


def texts(value: object) -> Iterator[tuple[KeyPath, str]]:
    """Walk every text of a model and of its parts, with its key path."""
    return parts(value, str)
