"""A library in Spanish: the small pattern of the test data, and shared texts that fit the English.

The English of the shared texts changes often. So what the test data has no Spanish for gets a
filler, and each translation the digest of the English of today.
"""

from __future__ import annotations

import re
import shutil
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, Any

import yaml

from handouts.commands.translations import translation_at
from patterns.shared_texts import MODELS
from patterns.translation import STAMP, digest_of, read_original
from patterns.translation_paths import TEXTS
from tests.helpers import TESTS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from handouts.commands.translations import Translation
    from patterns.schema.yaml_tree import KeyPath, Plain

SPANISH = TESTS / "data" / "spanish"

HEEL = "heel-pain"
ACTIVITIES = ("bottle-roll", "towel-pull")

_TOKEN = re.compile(r"\{[^{}]*\}|\[[^\[\]]*\]|\*\*|\d+(?:[.,]\d+)*")


def write_spanish_library(folder: Path) -> Path:
    """Write the library, and return its folder."""
    shutil.copytree(SPANISH, folder, ignore=shutil.ignore_patterns("sentences.yaml"))
    for path in (*folder.glob(f"{TEXTS}/locales/*"), *folder.glob(f"{TEXTS}/notices/*")):
        _fit(path, yaml.safe_load(path.read_text("utf-8")))
    for name in MODELS:
        _fit(folder / TEXTS / name.replace(".yaml", ".es.yaml"), None)
    for path in (*folder.glob(f"{HEEL}/*.es.yaml"), *folder.glob("activities/*/*.es.yaml")):
        stamp(path)
    return folder


def stamp(path: Path) -> None:
    """Write the digest of the original of today into a translation."""
    path.write_text(stamped(path), "utf-8")


def stamped(path: Path) -> str:
    """Return a translation with the digest of the original of today."""
    _, text = _english(found_at(path))
    line = f'{STAMP}: "{digest_of(text)}"'
    return re.sub(rf"(?m)^{STAMP}: .*$", line, path.read_text("utf-8"))


def found_at(path: Path) -> Translation:
    """Return the translation at a path."""
    found = translation_at(path)
    assert found is not None
    return found


def _english(found: Translation) -> tuple[dict[str, Plain], dict[KeyPath, Plain]]:
    """Return the tree of an original, and its text."""
    document, text = read_original(found.original, found.model)
    return document.tree, text


def _fit(path: Path, written: Any) -> None:
    """Write a translation from what is known of it: `written`, or the sentences of the data."""
    found = found_at(path)
    tree, text = _english(found)
    known = {at: _at(written, at) if written else _shared(at, text[at]) for at in text}
    words = {at: _fitting(known[at], text[at]) for at in text}
    own = {key: part for key, part in (written or {}).items() if (key,) not in _around(text)}
    fitted = {**_merged(tree, words, (), whole=found.whole), **own, STAMP: digest_of(text)}
    path.write_text(yaml.safe_dump(fitted, allow_unicode=True), "utf-8")


def _around(text: Mapping[KeyPath, Plain]) -> set[KeyPath]:
    return {path[: i + 1] for path in text for i in range(len(path))}


def _at(value: Any, path: KeyPath) -> Any:
    """Return the value at a path of a tree, None if there is none."""
    for step in path:
        try:
            value = value[step]
        except (KeyError, IndexError, TypeError):
            return None
    return value


def _merged(value: Any, words: Mapping[KeyPath, Any], path: KeyPath, *, whole: bool) -> Any:
    """Put words in the place of the English; only text is kept unless the file is whole."""
    if path in words:
        return words[path]
    if isinstance(value, list):
        return [_merged(item, words, (*path, i), whole=whole) for i, item in enumerate(value)]
    if not isinstance(value, dict):
        return value
    around = _around(words)
    return {
        key: _merged(item, words, (*path, key), whole=whole)
        for key, item in value.items()
        if whole or (*path, key) in around
    }


def _shared(path: KeyPath, english: Plain) -> Any:
    """Find the Spanish of a shared text in the test data."""
    match path:
        case ("conditions", name, "short"):
            return _data()["conditions"].get(name)
        case ("conditions", name, "stages", stage):
            return _data()["conditions"].get(f"{name}.{stage}")
        case ("sides", side):
            return _data()["sides"].get(side)
        case ("words" | "local_words" | "terms", key):
            return _data()["words"].get(key) or {"word": "prueba", "means": "una prueba"}
    return _data()["sentences"].get(english)


def _fitting(spanish: Any, english: Any) -> Any:
    """Return the Spanish of a text if it has the marks and numbers of the English, or a filler."""
    if isinstance(english, str) and isinstance(spanish, str):
        alike = _tokens(spanish) == _tokens(english)
    elif isinstance(english, dict):
        alike = isinstance(spanish, dict) and spanish.keys() & {"both", "other"} != set()
        alike = alike and _numbers(spanish) == _numbers(english)
    else:
        alike = spanish is not None
    return spanish if alike else _filler(english)


def _tokens(text: str) -> Counter[str]:
    return Counter(_TOKEN.findall(text))


def _numbers(forms: Any) -> set[str]:
    return set(re.findall(r"\d+", str(forms)))


def _filler(english: Any) -> Any:
    """Return Spanish words with the marks and numbers of the English."""
    if isinstance(english, str):
        return " ".join(["Frase de prueba", *_TOKEN.findall(english)])
    if "both" in english:
        return dict.fromkeys(("left", "right", "both"), "prueba")
    countries = {name: _filler(text) for name, text in english.get("by_country", {}).items()}
    return {"other": _filler(english["other"]), "by_country": countries}


@cache
def _data() -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load((SPANISH / "sentences.yaml").read_text("utf-8"))
    data["sentences"] = {pair["en"]: pair["es"] for pair in data["sentences"]}
    return data
