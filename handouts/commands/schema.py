"""A kind of file in, its JSON Schema out: what an editor needs to help while people type."""

from __future__ import annotations

import json

from handouts.commands.file_kinds import KINDS

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema_text(kind: str) -> str:
    """Write the schema of a pattern, plan or brand; the same text each time."""
    schema = KINDS[kind].model.model_json_schema()
    return json.dumps({"$schema": DIALECT, **schema}, indent=2) + "\n"
