"""Compare the keys of the models with the tables of keys in the documentation.

A table of keys has four columns: the key, whether it is needed, its value, what it does.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from patterns.schema.base import Model

Schema = dict[str, Any]
Entry = tuple[str, str]
"""Whether a key is needed, and its kind of value."""

HEAD = "| key | needed | value | what it does |"

FORMS = {
    "^[a-z0-9]+(-[a-z0-9]+)*$": "id",
    r"^\d+\.\d+$": "number.number",
    "^[A-Z]{2}$": "country",
    "^#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})$": "colour",
    "^[a-z]{2}-[A-Z]{2}$": "language-COUNTRY",
    "^[a-z]{2,3}$": "language",
}
"""The names of text forms in the documentation, by regular expression."""


WITH_OWN_TABLE = {"Dose": "dose", "DoseChange": "dose"}
"""Models whose keys have a table of their own, by the word for their values in other tables."""


def entries(model: type[Model]) -> dict[str, Entry]:
    """Return every key of a model by its dotted path, `*` standing for each item or name."""
    schema = model.model_json_schema()
    return dict(_below("", schema, schema.get("$defs", {})))


def rows(page: str) -> Iterator[tuple[str, Entry]]:
    """Yield every key in the tables of a page, or of a part of it."""
    for table in page.split(HEAD)[1:]:
        for line in table.split("\n\n")[0].splitlines()[2:]:
            keys, needed, value, _ = line.strip("| ").split(" | ", maxsplit=3)
            for key in re.findall("`([^`]+)`", keys):
                yield key, (needed, value)


def choices(schema: object) -> Iterator[str]:
    """Yield every word of every enumeration in a schema."""
    if isinstance(schema, dict):
        yield from schema.get("enum", ())
        for part in schema.values():
            yield from choices(part)
    elif isinstance(schema, list):
        for part in schema:
            yield from choices(part)


def _below(path: str, schema: Schema, defs: Schema) -> Iterator[tuple[str, Entry]]:
    """Yield the keys below a path, those of every branch of a union."""
    needed = schema.get("required", ())
    for key, part in schema.get("properties", {}).items():
        inner = f"{path}.{key}" if path else key
        yield inner, ("yes" if key in needed else "no", _value(part, defs))
        yield from _below(inner, part, defs)
    for branch in _branches(schema, defs):
        yield from _below(path, branch, defs)
    for member in _members(schema):
        yield from _below(f"{path}.*", member, defs)


def _branches(schema: Schema, defs: Schema) -> list[Schema]:
    """Return the target of a reference, or the branches of a union."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return [{"type": WITH_OWN_TABLE[name]} if name in WITH_OWN_TABLE else defs[name]]
    branches = [*schema.get("anyOf", ()), *schema.get("oneOf", ())]
    return [branch for branch in branches if branch.get("type") != "null"]


def _members(schema: Schema) -> list[Schema]:
    """Return the schemas of the items of a list, or of the values of a mapping."""
    named = schema.get("patternProperties", {}).values()
    others = [schema.get("items"), schema.get("additionalProperties")]
    return [part for part in (*named, *others) if isinstance(part, dict)]


def _value(schema: Schema, defs: Schema) -> str:
    """Describe a value in the words of the documentation."""
    branches = _branches(schema, defs)
    if branches:
        return " or ".join(dict.fromkeys(_value(branch, defs) for branch in branches))
    members = _members(schema)
    if members:
        return _several(schema, _value(members[0], defs))
    plain = {"boolean": "true or false", "integer": "number", "object": "keys", "dose": "dose"}
    return plain.get(schema["type"]) or _text(schema)


def _several(schema: Schema, member: str) -> str:
    """Describe the number and the kind of members."""
    least = schema.get("minItems") or schema.get("minProperties")
    most = schema.get("maxItems")
    if least == most == 2:
        return "range"
    if schema["type"] == "object":
        member = f"named {member}"
    if least and most:
        return f"{least} to {most}: {member}"
    if least:
        return f"{least} or more: {member}"
    return f"up to {most}: {member}" if most else f"any number: {member}"


def _text(schema: Schema) -> str:
    if "enum" in schema:
        return "word"
    if "pattern" in schema:
        return FORMS[schema["pattern"]]
    if "maxLength" in schema:
        return f"text to {schema['maxLength']}"
    return str(schema.get("format", "text"))
