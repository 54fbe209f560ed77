"""Find what a client reads, and sentences, in the tree of a file, by the types of its model.

A type of text that a client reads carries `READ_BY_CLIENT`; every other text (ids, names, sources)
is the same in each language.
"""

from __future__ import annotations

from types import UnionType
from typing import TYPE_CHECKING, Annotated, Any, Union, get_args, get_origin

from patterns.schema.base import Model

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from patterns.schema.yaml_tree import KeyPath, Plain


class _Mark:
    """Marks a type of text, as an annotation."""


READ_BY_CLIENT = _Mark()

MAY_HOLD_COMMAS = _Mark()
"""For sentences: in brackets, where a comma parts a list, they need quotes."""


class Words(Model):
    """Words for one thing in several forms; a translation gives them as a whole.

    How many forms there are depends on the language, so a translation may fill in other fields.
    """


def client_text(model: type[Model], tree: Plain) -> dict[KeyPath, Plain]:
    """Return what a client reads in the tree of a file: each text, and each entry of `Words`."""
    return dict(_walk(model, tree, (), _is_read))


def sentences(model: type[Model], tree: Plain) -> set[KeyPath]:
    """Return the paths of all sentences in the tree of a file."""
    return {path for path, _ in _walk(model, tree, (), _may_hold_commas)}


def _walk(
    annotation: Any, value: Plain, path: KeyPath, is_wanted: Callable[[Any], bool]
) -> Iterator[tuple[KeyPath, Plain]]:
    if value is None:
        return
    if is_wanted(annotation):
        yield path, value
        return
    for steps, inner, item in _parts(annotation, value):
        yield from _walk(inner, item, (*path, *steps), is_wanted)


def _is_read(annotation: Any) -> bool:
    if get_origin(annotation) is Annotated:
        return READ_BY_CLIENT in annotation.__metadata__
    return _is_model(annotation, Words)


def _may_hold_commas(annotation: Any) -> bool:
    return get_origin(annotation) is Annotated and MAY_HOLD_COMMAS in annotation.__metadata__


def _parts(annotation: Any, value: Plain) -> Iterator[tuple[KeyPath, Any, Plain]]:
    """Yield the steps to each part of a value, its type and itself."""
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        yield (), inner[0], value
    elif origin in (Union, UnionType):
        yield from (((), branch, value) for branch in inner)
    elif origin is tuple and isinstance(value, list):
        yield from (((i,), inner[0], item) for i, item in enumerate(value))
    elif origin is dict and isinstance(value, dict):
        yield from (((key,), inner[1], item) for key, item in value.items())
    elif _is_model(annotation, Model) and isinstance(value, dict):
        for name, field in annotation.model_fields.items():
            yield (name,), field.rebuild_annotation(), value.get(name)


def _is_model(annotation: Any, model: type[Model]) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, model)
