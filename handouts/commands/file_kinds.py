"""The kinds of files people write: the model of each, how it is read, how it is recognized."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from handouts.brand.model import BrandFile, load_brand
from handouts.request.plan import Plan
from patterns.catalog import load_file
from patterns.errors import UserError
from patterns.files import read_file
from patterns.pattern import Pattern
from patterns.schema.loader import read_model
from patterns.schema.yaml_document import MAX_BYTES, parse_document

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from patterns.schema.base import Model


@dataclass(frozen=True, slots=True)
class Kind:
    """What a kind of file holds, and what reads it with everything it names."""

    model: type[Model]
    read: Callable[[Path], object]


def read_plan(path: Path) -> object:
    """Read a plan from its file."""
    return read_model(path, Plan)


KINDS = {
    "pattern": Kind(Pattern, load_file),
    "plan": Kind(Plan, read_plan),
    "brand": Kind(BrandFile, load_brand),
}


def kind_of(path: Path) -> str:
    """Tell the kind of a file by its keys; raise `UserError` if they tell none or several."""
    document = parse_document(read_file(path, name=str(path), limit=MAX_BYTES), str(path))
    known = {
        name: len(document.tree.keys() & kind.model.model_fields) for name, kind in KINDS.items()
    }
    most = max(known.values())
    likely = [name for name, count in known.items() if count == most > 0]
    if len(likely) != 1:
        raise UserError.one(
            "its keys tell neither a pattern, a plan nor a brand",
            file=str(path),
            hint=f"say which it is with --as {', --as '.join(KINDS)}",
        )
    return likely[0]
