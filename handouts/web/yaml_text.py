"""Write values as YAML that a person can read and change."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


def yaml_text(values: Mapping[str, Any], head: str) -> str:
    """Write a mapping below a line of comment; texts are quoted as in JSON, which is YAML."""
    return "\n".join((f"# {head}", *_lines(values, ""))) + "\n"


def _lines(values: Mapping[str, Any], indent: str) -> Iterator[str]:
    for key, value in values.items():
        if isinstance(value, dict):
            yield f"{indent}{key}:"
            yield from _lines(value, indent + "  ")
        elif isinstance(value, list) and value and not _is_short(value):
            yield f"{indent}{key}:"
            for item in value:
                yield f"{indent}  - {_flow(item)}"
        else:
            yield f"{indent}{key}: {_flow(value)}"


def _is_short(items: list[Any]) -> bool:
    return all(isinstance(item, int) for item in items)


def _flow(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
