"""A kind of file and a path in; a file to start from there, with its schema if it has one."""

from __future__ import annotations

import os
import re
from importlib.resources import files
from typing import TYPE_CHECKING

from handouts.output import PRIVATE, SHARED, SHARED_FOLDER, make_folder, write_atomically
from handouts.schema import schema_text
from patterns.errors import ExitCode, UserError
from patterns.places import FILE

if TYPE_CHECKING:
    from pathlib import Path

_ID_LINE = re.compile(rb"^id: .*$", re.MULTILINE)
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")

MODES = {"pattern": SHARED, "plan": PRIVATE, "brand": SHARED, "roster": PRIVATE}
"""A plan and a roster will name clients; the others may be read by the clinic's people."""

TABLES = frozenset({"roster"})
"""The kinds that are tables and no YAML: they have no comments and no schema."""


def start(kind: str, path: Path) -> tuple[Path, ...]:
    """Write a file that is valid as it stands; beside YAML the schema, unless that is there.

    Gives the files that were written. Raises `UserError` if the path is taken.
    """
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
    source = files("handouts.starters").joinpath(f"{kind}.{ending}").read_bytes()
    name = path.resolve().parent.name if path.name == FILE else path.stem
    if kind == "pattern" and _SLUG.fullmatch(name):
        return _ID_LINE.sub(f"id: {name}".encode(), source, count=1)
    return source
