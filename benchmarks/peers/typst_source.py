"""A handout's tree in, a Typst source out: each block a call of the function of its name."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.peers.content import Tree


def write_typst(tree: Tree, look: str, folder: Path) -> None:
    """Write what a main file imports: the content, the look (`sheet.typ`) and its colors."""
    inks = ", ".join(f'{name}: rgb("{value}")' for name, value in tree["colours"].items())
    parts = {name: value for name, value in tree.items() if name not in {"kind", "colours"}}
    named = _named(parts, between=",\n  ")
    content = f'#import "sheet.typ": *\n#let handout = prepare(\n  {named},\n)\n'
    files = {
        "inks.typ": f"#let inks = ({inks})\n",
        "sheet.typ": look,
        "content.typ": content,
    }
    for name, text in files.items():
        (folder / name).write_text(text, "utf-8")


def _code(value: Any) -> str:
    """Write a value as Typst code; rich text becomes one piece of content."""
    if isinstance(value, dict):
        fields = {name: inner for name, inner in value.items() if name != "kind"}
        return f"{value.get('kind', '')}({_named(fields)})"
    if isinstance(value, list):
        if value and all(_is_run(item) for item in value):
            return f"[{''.join(_run(*item) for item in value)}]"
        return f"({''.join(f'{_code(item)}, ' for item in value)})"
    if isinstance(value, float):
        return f"{value:g}pt"
    return json.dumps(value, ensure_ascii=False)


def _named(fields: Tree, between: str = ", ") -> str:
    """Write fields as named arguments."""
    pairs = ((name.replace("_", "-"), _code(value)) for name, value in fields.items())
    return between.join(f"{name}: {code}" for name, code in pairs)


def _is_run(item: Any) -> bool:
    return isinstance(item, list) and len(item) == 2 and isinstance(item[1], bool)


def _run(text: str, strong: bool) -> str:
    words = json.dumps(text, ensure_ascii=False)
    return f"#strong({words})" if strong else f"#{words};"
