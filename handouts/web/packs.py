"""Keep a therapist's usual choices for a pattern as packs: plan files without a word of a client.

Each is a file of the clinic's folder, `packs/<pattern>/<name>.yaml`, that `--plan` takes too.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any

from handouts.files.atomic import SHARED, oserror_as_user_error, write_atomically
from handouts.files.own_files import PACKS
from handouts.files.targets import make_folder
from handouts.request.plan_reader import MAX_BYTES, read_plan
from handouts.web.words import words
from handouts.web.yaml_text import yaml_text
from patterns.errors import UserError
from patterns.files import is_folder, list_folder, read_file
from patterns.schema.yaml_document import parse_document

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

KEYS = (
    "whole",
    "sections",
    "care",
    "add",
    "order",
    "doses",
    "end_only",
    "site",
    "detail",
    "edition",
    "card",
    "language",
)
"""The keys of a plan that a pack holds: what is usual, and nothing of one client."""

MAX_NAME = 40

_NAME = re.compile(r"[^\W_](?:[\w' -]*\w)?")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)
"""Names that Windows gives to no file."""


def read_packs(config: Path | None, pattern: str) -> dict[str, dict[str, Any]]:
    """Return the packs of a pattern by name; a file that is no pack is left out."""
    folder = None if config is None else config / PACKS / pattern
    if folder is None or not is_folder(folder):
        return {}
    found = {}
    for path in list_folder(folder):
        if path.suffix == ".yaml":
            pack = _read(path)
            if pack is not None:
                found[path.stem] = pack
    return dict(sorted(found.items(), key=lambda item: item[0].casefold()))


def _read(path: Path) -> dict[str, Any] | None:
    try:
        data = read_file(path, name=path.name, limit=MAX_BYTES)
        read_plan(data)
    except UserError:
        return None
    tree = parse_document(data, path.name).tree
    return {key: value for key, value in tree.items() if key in KEYS}


def save_pack(config: Path | None, pattern: str, name: str, plan: Mapping[str, Any]) -> str:
    """Write a pack, over one of the same name; return its name as it was written.

    Raises `UserError` for a name that cannot be used, and where there is no place for packs.
    """
    name = _checked(name)
    chosen = {key: plan[key] for key in KEYS if plan.get(key)}
    text = yaml_text(chosen or {"detail": "full"}, f"{name}: for {pattern}").encode()
    read_plan(text)
    folder = _folder(config, pattern)
    make_folder(folder)
    write_atomically(folder / f"{name}.yaml", text, replace=True, mode=SHARED)
    return name


def delete_pack(config: Path | None, pattern: str, name: str) -> None:
    """Delete a pack; it may be gone already."""
    path = _folder(config, pattern) / f"{_checked(name)}.yaml"
    with oserror_as_user_error(path):
        path.unlink(missing_ok=True)


def _folder(config: Path | None, pattern: str) -> Path:
    if config is None:
        raise UserError.one(words().no_folder, field="name")
    return config / PACKS / pattern


def _checked(name: str) -> str:
    name = unicodedata.normalize("NFC", " ".join(name.split()))
    if len(name) > MAX_NAME or not _NAME.fullmatch(name) or _RESERVED.fullmatch(name):
        raise UserError.one(words().pack_name.format(n=MAX_NAME), field="name")
    return name
