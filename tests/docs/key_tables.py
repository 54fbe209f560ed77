"""Models and pages in, the keys of both out: what a person may write, and what the pages say of it.

A table of keys has four columns: keys, whether they are needed, what is written, what it does.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from patterns.base import Model

Schema = dict[str, Any]
Entry = tuple[str, str]
"""Whether a key is needed, and what is written as its value."""

HEAD = "| key | needed | value | what it does |"

PATTERNED = {
    "^[a-z0-9]+(-[a-z0-9]+)*$": "id",
    r"^\d+\.\d+$": "number.number",
    "^[A-Z]{2}$": "country",
    "^#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})$": "colour",
    "^[a-z]{2}-[A-Z]{2}$": "language-COUNTRY",
    "^[a-z]{2}$": "language",
}
"""What the pages call a text of a certain form."""

PLAIN = {"boolean": "true or false", "integer": "number"}


def entries(model: type[Model]) -> dict[str, Entry]:
    """Give every key of a model by its dotted path, `*` standing for each item or name."""
    schema = model.model_json_schema()
    return dict(_below("", schema, schema.get("$defs", {})))


def rows(section: str) -> Iterator[tuple[str, Entry]]:
    """Give every key that the tables of a page, or of a section of it, speak of."""
    for table in section.split(HEAD)[1:]:
        for line in table.split("\n\n")[0].splitlines()[2:]:
            keys, needed, value, _ = line.strip("| ").split(" | ", maxsplit=3)
            for key in re.findall("`([^`]+)`", keys):
                yield key, (needed, value)


def words(schema: object) -> Iterator[str]:
    """Give every word that a model lets a person choose."""
    if isinstance(schema, dict):
        yield from schema.get("enum", ())
        for part in schema.values():
            yield from words(part)
    elif isinstance(schema, list):
        for part in schema:
            yield from words(part)


def _below(path: str, schema: Schema, defs: Schema) -> Iterator[tuple[str, Entry]]:
    """Give the keys below a path; a branch of a union adds its own to those of the others."""
    needed = schema.get("required", ())
    for key, part in schema.get("properties", {}).items():
        inner = f"{path}.{key}" if path else key
        yield inner, ("yes" if key in needed else "no", _value(part, defs))
        yield from _below(inner, part, defs)
    if "$ref" in schema:
        yield from _below(path, _target(schema, defs), defs)
    for part in (*schema.get("anyOf", ()), *schema.get("oneOf", ())):
        yield from _below(path, part, defs)
    for part in _members(schema):
        yield from _below(f"{path}.*", part, defs)


def _members(schema: Schema) -> list[Schema]:
    """Give what an item of a list, or the value of any name, must be."""
    named = [*schema.get("patternProperties", {}).values()]
    loose = [schema[key] for key in ("items", "additionalProperties") if key in schema]
    return [part for part in (*named, *loose) if isinstance(part, dict)]


def _target(schema: Schema, defs: Schema) -> Schema:
    target: Schema = defs[schema["$ref"].rpartition("/")[2]]
    return target


def _value(schema: Schema, defs: Schema) -> str:
    """Say in a few words what is written there."""
    if "$ref" in schema:
        return _value(_target(schema, defs), defs)
    kinds = schema.get("oneOf") or [
        kind for kind in schema.get("anyOf", ()) if kind.get("type") != "null"
    ]
    if kinds:
        return " or ".join(dict.fromkeys(_short(kind, defs) for kind in kinds))
    return _short(schema, defs)


def _short(schema: Schema, defs: Schema) -> str:
    if "$ref" in schema or "anyOf" in schema:
        return _value(schema, defs)
    if "const" in schema:
        return str(schema["const"]).lower()
    kind = schema["type"]
    if kind == "array" and "prefixItems" not in schema:
        return _several(schema, defs)
    if kind == "object":
        return _several(schema, defs) if _members(schema) else "keys"
    return PLAIN.get(kind) or _text(schema)


def _several(schema: Schema, defs: Schema) -> str:
    """Say how many there may be, and of what."""
    least = schema.get("minItems") or schema.get("minProperties") or 0
    most = schema.get("maxItems")
    counts = {
        (True, True): f"{least} to {most}",
        (True, False): f"{least} or more",
        (False, True): f"up to {most}",
        (False, False): "any number",
    }
    named = "" if schema["type"] == "array" else "named "
    counted = counts[bool(least), most is not None]
    return f"{counted}: {named}{_value(_members(schema)[0], defs)}"


def _text(schema: Schema) -> str:
    if "enum" in schema:
        return "word"
    if "pattern" in schema:
        return PATTERNED[schema["pattern"]]
    if "format" in schema:
        return str(schema["format"])
    return f"text to {schema['maxLength']}" if "maxLength" in schema else "text"
