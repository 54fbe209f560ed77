"""Write a starter file of a kind, and beside it the JSON Schema that editors use."""

from __future__ import annotations

import os
import re
from importlib.resources import files
from pathlib import Path

from handouts.commands.file_kinds import KINDS, schema_text
from handouts.commands.new_translation import translation_starter
from handouts.commands.translations import translation_at
from handouts.files.atomic import PRIVATE, SHARED, write_atomically
from handouts.files.targets import SHARED_FOLDER, in_a_folder, make_folder
from handouts.request.plan_reader import is_id
from patterns.errors import ExitCode, UserError
from patterns.library_paths import ACTIVITIES, ACTIVITY_FILE, PATTERN_FILE, library_of

_ID_LINE = re.compile(rb"^id: .*$", re.MULTILINE)

STARTERS = {
    "pattern": (PATTERN_FILE, SHARED),
    "activity": (ACTIVITY_FILE, SHARED),
    "plan": ("plan.yaml", PRIVATE),
    "brand": ("brand.yaml", SHARED),
    "roster": ("roster.csv", PRIVATE),
}
"""The starter file of each kind, which has the same name in a user's folder, and the mode of the
written file. Plans and rosters are private, because they will contain names of clients."""

NAMED = {"pattern": PATTERN_FILE, "activity": ACTIVITY_FILE}
"""The kinds whose id is the name of the folder of this file."""

ACTIVITY_ID = "palm-down-stretch"
"""The activity that the starter of a pattern uses."""


def start(kind: str, where: str) -> tuple[Path, ...]:
    """Write a starter file, and its schema unless that exists; return the written files.

    `where` is a path, or a folder as for `handouts.files.targets.targets`, which does not do for a
    translation. A pattern comes with the activity that it uses, unless the library has that. Raises
    `UserError` if the path exists, if the folder of a pattern or of an activity has a name that
    cannot be an id, or if no original belongs to the path of a translation.
    """
    starter, _ = STARTERS.get(kind, ("", SHARED))
    path = Path(where, starter) if starter and in_a_folder(where) else Path(where)
    if path.name == NAMED.get(kind) and not is_id(_name(path)):
        raise UserError.one(
            "lies in a folder whose name cannot be an id",
            file=str(path),
            hint="name the folder in small letters from a to z, digits and -, like deep-hip-pain",
        )
    if os.path.lexists(path):
        hint = "choose another name; nothing is written over"
        raise UserError.one(
            "is there already", file=str(path), hint=hint, exit_code=ExitCode.CANNOT_WRITE
        )
    if kind == "translation":
        return _write_translation(path)
    written = _write(kind, path)
    if kind == "pattern":
        library = library_of(str(path), None) or path.parent
        activity = library / ACTIVITIES / ACTIVITY_ID / ACTIVITY_FILE
        written += () if os.path.lexists(activity) else _write("activity", activity)
    return written


def _write_translation(path: Path) -> tuple[Path, ...]:
    found = translation_at(path)
    if found is None:
        raise UserError.one(
            "is not where the translation of a file is looked for",
            file=str(path),
            hint="name it like pattern.es.yaml, and put it beside pattern.yaml",
        )
    make_folder(path.parent, SHARED_FOLDER)
    write_atomically(path, translation_starter(found), replace=False, mode=SHARED)
    return (path,)


def _write(kind: str, path: Path) -> tuple[Path, ...]:
    """Write the starter of a kind, named after its place, and the schema unless that exists."""
    starter, mode = STARTERS[kind]
    make_folder(path.parent, SHARED_FOLDER)
    data = files("handouts.commands").joinpath("starters", starter).read_bytes()
    if kind in NAMED and is_id(_name(path)):
        data = _ID_LINE.sub(f"id: {_name(path)}".encode(), data, count=1)
    write_atomically(path, data, replace=False, mode=mode)
    schema = path.parent / f"{kind}.schema.json"
    if kind not in KINDS or schema.exists():
        return (path,)
    write_atomically(schema, schema_text(kind).encode(), replace=False, mode=SHARED)
    return (path, schema)


def _name(path: Path) -> str:
    """Return the id that a file is found by: the name of its folder or its own."""
    return path.resolve().parent.name if path.name in NAMED.values() else path.stem
