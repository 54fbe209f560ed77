"""The kinds of YAML files that users write: how each is read and recognized, and its schema."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from handouts.brand.model import BrandFile, load_brand
from handouts.request.plan import Plan
from patterns.catalog import load_activity_file, load_file
from patterns.errors import UserError
from patterns.extras import require_extra
from patterns.files import read_file
from patterns.library_paths import library_of
from patterns.pattern import Activity, Pattern
from patterns.schema.loader import read_model
from patterns.schema.yaml_document import MAX_BYTES, parse_document

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from patterns.schema.base import Model


@dataclass(frozen=True, slots=True)
class Kind:
    """The model of a kind of file, and the function that reads it with the files it names."""

    model: type[Model]
    read: Callable[[Path], object]


KINDS = {
    "pattern": Kind(Pattern, lambda path: load_file(path, library_of(str(path), None))),
    "activity": Kind(Activity, load_activity_file),
    "plan": Kind(Plan, lambda path: read_model(path, Plan)),
    "brand": Kind(BrandFile, load_brand),
}

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def kind_of(path: Path) -> str:
    """Recognize the kind of a file by its keys; raise `UserError` if several fit or none."""
    document = parse_document(read_file(path, name=str(path), limit=MAX_BYTES), str(path))
    counts = {
        name: len(document.tree.keys() & kind.model.model_fields) for name, kind in KINDS.items()
    }
    likely = [name for name, count in counts.items() if count == max(counts.values()) > 0]
    if len(likely) != 1:
        raise UserError.one(
            "its keys tell neither a pattern, an activity, a plan nor a brand",
            file=str(path),
            hint=f"say which it is with --as {', --as '.join(KINDS)}",
        )
    return likely[0]


def schema_text(kind: str) -> str:
    """Return the JSON Schema of a kind of file, which editors use to help their users.

    That of a scene raises `UserError` if the extra `draw` is not installed.
    """
    if kind == "scene":
        with require_extra("draw"):
            from patterns.drawing.scene import scene_schema

            schema = scene_schema()
    else:
        schema = KINDS[kind].model.model_json_schema()
    return json.dumps({"$schema": DIALECT, **schema}, indent=2) + "\n"
