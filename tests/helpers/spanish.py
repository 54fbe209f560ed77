"""A library in Spanish: the small pattern of the test data, and shared texts that fit the English."""

from __future__ import annotations

import re
import shutil
from functools import cache
from typing import TYPE_CHECKING, Any

import yaml

from handouts.commands.translations import translation_at
from patterns.schema.client_text import client_text
from patterns.schema.yaml_document import parse_document
from patterns.shared_texts import MODELS
from patterns.translation import STAMP, digest_of
from patterns.translation_paths import SHARED_ROOT, TEXTS
from tests.helpers import TESTS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from patterns.schema.yaml_tree import KeyPath, Plain

SPANISH = TESTS / "data" / "spanish"
"""Files of a library whose digests are left open, and the Spanish of some shared sentences."""

HEEL = "heel-pain"
ACTIVITIES = ("bottle-roll", "towel-pull")

_MARKS = re.compile(r"\{[^{}]*\}|\[[^\[\]]*\]|\*\*|\d+(?:[.,]\d+)*")


def write_spanish_library(folder: Path) -> Path:
    """Write the library, with digests of the English text of today, and return its folder."""
    ignored = shutil.ignore_patterns("sentences.yaml")
    shutil.copytree(SPANISH, folder, ignore=ignored, dirs_exist_ok=True)
    for name in MODELS:
        (folder / TEXTS / name.replace(".yaml", ".es.yaml")).write_text(_shared(name), "utf-8")
    for path in folder.rglob("*es*.yaml"):
        stamp(path)
    return folder


def stamp(path: Path) -> None:
    """Write the digest of the original of today into a translation that has one."""
    found = translation_at(path)
    assert found is not None
    document = parse_document(found.original.read_bytes(), found.original.name)
    digest = digest_of(client_text(found.model, document.tree))
    text = re.sub(rf'(?m)^{STAMP}: .*$', f'{STAMP}: "{digest}"', path.read_text("utf-8"), count=1)
    path.write_text(text, "utf-8")


def _shared(name: str) -> str:
    """Translate a shared file: the sentences of the test data, and a filler for all others."""
    tree = parse_document((SHARED_ROOT / name).read_bytes(), name).tree
    text = client_text(MODELS[name], tree)
    return yaml.safe_dump({STAMP: "", **_part(tree, text, ())}, allow_unicode=True)


def _part(value: Plain, text: dict[KeyPath, Plain], path: KeyPath) -> Any:
    if path in text:
        return _words(path, value)
    if isinstance(value, list):
        return [_part(item, text, (*path, i)) for i, item in enumerate(value)]
    assert isinstance(value, dict)
    return {
        key: _part(item, text, (*path, key))
        for key, item in value.items()
        if any(at[: len(path) + 1] == (*path, key) for at in text)
    }


def _words(path: KeyPath, english: Plain) -> Any:
    data = _data()
    if path[0] == "conditions":
        name = str(path[1]) + (f".{path[3]}" if path[2] == "stages" else "")
        if path[2] != "words" and name in data["conditions"]:
            return data["conditions"][name]
    elif path[0] == "sides":
        return data["words"]["sides"][path[1]]
    elif path[-1] in data["words"]:
        return data["words"][path[-1]]
    if isinstance(english, dict):
        return {"other": "prueba"} if "other" in english else dict.fromkeys(FORMS, "prueba")
    if path[0] == "terms":
        return {"word": "prueba", "means": "palabra de prueba"}
    return data["sentences"].get(english) or _filler(str(english))


FORMS = ("left", "right", "both")


def _filler(english: str) -> str:
    """Return a Spanish sentence with the numbers and marks of an English one."""
    return " ".join(["Frase de prueba", *_MARKS.findall(english)]) + "."


@cache
def _data() -> dict[str, Any]:
    data = yaml.safe_load((SPANISH / "sentences.yaml").read_text("utf-8"))
    data["sentences"] = {pair["en"]: pair["es"] for pair in data["sentences"]}
    return dict(data)
