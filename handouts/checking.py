"""Files and folders in, how many files were checked and every problem in them out."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from handouts.gather import gather
from handouts.kinds import KINDS, kind_of
from patterns.catalog import FILE, Entry
from patterns.errors import Problem, UserError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

SCENES = "scenes"
"""The folder of a pattern that says how its pictures are drawn; `handouts draw` checks it."""


def check(paths: Iterable[Path], kind: str | None = None) -> tuple[int, list[Problem]]:
    """Check files, and the YAML files of folders at any depth; `kind` None tells it by the keys."""
    found, problems = gather(partial(_files, path) for path in paths)
    files = [file for part in found for file in part]
    _, more = gather(partial(_check, file, kind) for file in files)
    return len(files), sorted({*problems, *more})


def _files(path: Path) -> list[Path]:
    """Give a file itself, or the files of a folder."""
    if not path.is_dir():
        return [path]
    files = sorted(
        file
        for file in path.rglob("*")
        if file.suffix in {".yaml", ".yml"} and file.parent.name != SCENES
    )
    if not files:
        raise UserError.one("holds no YAML file", file=str(path), hint="name another folder")
    return files


def _check(path: Path, kind: str | None) -> None:
    read = KINDS[kind or kind_of(path)].read(path)
    if isinstance(read, Entry):
        problems = [*_misnamed(path, read), *_missing_pictures(path, read)]
        if problems:
            raise UserError(problems)


def _misnamed(path: Path, entry: Entry) -> Iterator[Problem]:
    """Compare the id with the folder, by whose name a pattern is found."""
    folder = path.resolve().parent.name
    if path.name == FILE and folder != entry.pattern.id:
        hint = f"write id: {folder}"
        yield Problem(str(path), 0, 0, "id", "is not the name of its folder", hint)


def _missing_pictures(path: Path, entry: Entry) -> Iterator[Problem]:
    """Look for the drawings of every picture, one for each side that a sheet may show."""
    for name, picture in entry.pattern.pictures.items():
        plate = bool(picture.labels)
        sides = ("left", "right") if entry.pattern.sided else () if plate else ("left",)
        for variant in (*sides, "both") if plate else sides:
            stem = f"{name}.{variant}"
            missing = [f"{stem}.{end}" for end in ("svg", "json") if not _there(entry, stem, end)]
            if missing:
                message = f"there is no {' and no '.join(missing)} in {entry.pictures.name}/"
                hint = "draw it, or leave the picture out"
                yield Problem(str(path), 0, 0, f"pictures.{name}", message, hint)


def _there(entry: Entry, stem: str, ending: str) -> bool:
    return (entry.pictures / f"{stem}.{ending}").is_file()
