"""A kind of file and a path in; a file to start from there, with its schema if it has one."""

from __future__ import annotations

import os
import re
from importlib.resources import files
from pathlib import Path

from handouts.commands.schema import schema_text
from handouts.files.atomic import PRIVATE, SHARED, write_atomically
from handouts.files.targets import SHARED_FOLDER, in_a_folder, make_folder
from patterns.errors import ExitCode, UserError
from patterns.library_paths import PATTERN_FILE

_ID_LINE = re.compile(rb"^id: .*$", re.MULTILINE)
_SLUG = re.compile(r"(?=.{1,40}\Z)[a-z0-9]+(-[a-z0-9]+)*")

MODES = {"pattern": SHARED, "plan": PRIVATE, "brand": SHARED, "roster": PRIVATE}
"""A plan and a roster will name clients; the others may be read by the clinic's people."""

TABLES = frozenset({"roster"})
"""The kinds that are tables and no YAML: they have no comments and no schema."""


NAMES = {
    "pattern": PATTERN_FILE,
    "plan": "plan.yaml",
    "brand": "brand.yaml",
    "roster": "roster.csv",
}
"""What a file is called in a folder, where that alone is named."""


def start(kind: str, where: str) -> tuple[Path, ...]:
    """Write a file that is valid as it stands; beside YAML the schema, unless that is there.

    `where` is its path, or a folder as for `handouts.files.targets.targets`. Gives the files that
    were written. Raises `UserError` if the path is taken, or if the folder of a pattern, by whose
    name it is found, cannot be an id.
    """
    path = Path(where, NAMES[kind]) if in_a_folder(where) else Path(where)
    if kind == "pattern" and path.name == PATTERN_FILE and not _SLUG.fullmatch(_name(path)):
        raise UserError.one(
            "lies in a folder whose name cannot be the id of a pattern",
            file=str(path),
            hint="name the folder in small letters from a to z, digits and -, like deep-hip-pain",
        )
    if os.path.lexists(path):
        hint = "choose another name; nothing is written over"
        raise UserError.one(
            "is there already", file=str(path), hint=hint, exit_code=ExitCode.CANNOT_WRITE
        )
    make_folder(path.parent, SHARED_FOLDER)
    schema = path.parent / f"{kind}.schema.json"
    written = [path]
    write_atomically(path, _starter(kind, path), replace=False, mode=MODES[kind])
    if kind not in TABLES and not schema.exists():
        write_atomically(schema, schema_text(kind).encode(), replace=False, mode=SHARED)
        written.append(schema)
    return tuple(written)


def _starter(kind: str, path: Path) -> bytes:
    """Give the file; a pattern is named after its folder, as `handouts build` finds it there.

    A table begins with a byte order mark, without which Excel would not take it for UTF-8.
    """
    ending = "csv" if kind in TABLES else "yaml"
    source = files("handouts.commands").joinpath("starters", f"{kind}.{ending}").read_bytes()
    if kind == "pattern" and _SLUG.fullmatch(_name(path)):
        return _ID_LINE.sub(f"id: {_name(path)}".encode(), source, count=1)
    return source


def _name(path: Path) -> str:
    return path.resolve().parent.name if path.name == PATTERN_FILE else path.stem
