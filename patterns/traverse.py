"""Find the parts of a model: by a dotted path, or every text in it, each with its key path."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import BaseModel

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from patterns.schema.yaml_tree import KeyPath


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


def texts(value: object, loc: KeyPath = ()) -> Iterator[tuple[KeyPath, str]]:
    """Walk every text of a model and of its parts, with its key path."""
    if isinstance(value, str):
        yield loc, value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from texts(getattr(value, name), (*loc, name))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from texts(item, (*loc, key))
    elif isinstance(value, tuple):
        for i, item in enumerate(value):
            yield from texts(item, (*loc, i))
