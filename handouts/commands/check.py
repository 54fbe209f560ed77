"""Check files and folders of patterns, plans and brands, and return every problem."""

from __future__ import annotations

from functools import partial
from itertools import chain, product
from typing import TYPE_CHECKING

from handouts import interruption
from handouts.brand.model import Brand, plain_brand
from handouts.commands.file_kinds import KINDS, kind_of
from handouts.request.missing_glyphs import missing_glyphs
from handouts.request.values import SheetRequest
from patterns.catalog import Entry
from patterns.errors import Problem, UserError, collect_errors, did_you_mean
from patterns.files import is_folder, walk_files
from patterns.library_paths import PATTERN_FILE, SCENES
from patterns.mark_kinds import MARK_KINDS
from patterns.model import Patch
from patterns.notice import load_notice

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from pathlib import Path

YAML = frozenset({".yaml", ".yml"})


def check(paths: Iterable[Path], kind: str | None = None) -> tuple[int, list[Problem]]:
    """Check files, and the YAML files of folders at any depth.

    The kind of a file is recognized by its keys if `kind` is None. Returns the number of files and
    their problems.
    """
    found, problems = collect_errors(partial(_files, path) for path in paths)
    files = list(chain.from_iterable(found))
    _, more = collect_errors(partial(_check, file, kind) for file in files)
    return len(files), sorted({*problems, *more})


def _files(path: Path) -> list[Path]:
    """Return a file itself, or the YAML files of a folder."""
    if not is_folder(path):
        return [path]
    files = sorted(file for file in walk_files(path, YAML) if file.parent.name != SCENES)
    if not files:
        raise UserError.one("holds no YAML file", file=str(path), hint="name another folder")
    return files


def _check(path: Path, kind: str | None) -> None:
    interruption.check()
    read = KINDS[kind or kind_of(path)].read(path)
    if isinstance(read, Entry):
        problems = [*_misnamed(path, read), *_missing_pictures(path, read)]
        problems = problems or _unusable_pictures(path, read)
        problems += missing_glyphs(path, None)
        if problems := problems or _layout_problems(path, read):
            raise UserError(problems)
    elif isinstance(read, Brand):
        if problems := missing_glyphs(path, read.fonts):
            raise UserError(problems)
        if read.logo is not None:
            # Imported late, for its problems with the logo: a plan needs no layout.
            from handouts.layout.blocks.letterhead import logo_box

            logo_box(read.logo, in_color=True)


def _misnamed(path: Path, entry: Entry) -> Iterator[Problem]:
    """Compare the id with the name of the folder, by which a pattern is found."""
    folder = path.resolve().parent.name
    if path.name == PATTERN_FILE and folder != entry.pattern.id:
        hint = f"write id: {folder}"
        yield Problem(str(path), 0, 0, "id", "is not the name of its folder", hint)


def _missing_pictures(path: Path, entry: Entry) -> Iterator[Problem]:
    """Check that the files of every drawing exist."""
    for picture, stems in _stems(entry).items():
        for stem in stems:
            names = (f"{stem}.svg", f"{stem}.json")
            if missing := [name for name in names if not (entry.pictures / name).is_file()]:
                message = f"there is no {' and no '.join(missing)} in {entry.pictures.name}/"
                hint = "draw it, or leave the picture out"
                yield Problem(str(path), 0, 0, f"pictures.{picture}", message, hint)


def _unusable_pictures(path: Path, entry: Entry) -> list[Problem]:
    """Load every drawing, and check that the places of marks and labels exist."""
    # Imported late: plans and brands need no ReportLab.
    from handouts.layout.art.drawing_loader import load_drawing

    drawings, problems = collect_errors(
        partial(load_drawing, entry.pictures, stem, f"pictures.{name}")
        for name, stems in _stems(entry).items()
        for stem in stems
    )
    for drawing in drawings:
        name = drawing.key.partition(".")[0]
        known: dict[str, Collection[str]] = {"anchor": drawing.anchors, "area": drawing.areas}
        for kinds, at in _named_places(entry, name):
            if not any(at in known[kind] for kind in kinds):
                message = f"{drawing.key} has no {' or '.join(kinds)} {at}"
                hint = did_you_mean(at, {place for kind in kinds for place in known[kind]})
                problems.append(Problem(str(path), 0, 0, f"pictures.{name}", message, hint))
    return problems


SECTION_KEYS = {"short": "in_short", "pillow": "positions", "credits": "sources"}
"""The keys of a pattern whose sections have another name."""


def _layout_problems(path: Path, entry: Entry) -> list[Problem]:
    """Lay out all of a pattern in every edition, on every paper, with empty fields."""
    from handouts.compose.compose import compose
    from handouts.layout.document import PrintSettings, check_layout
    from handouts.layout.style.editions import EDITIONS
    from handouts.layout.style.page_size import PAPERS

    pattern, brand = entry.pattern, plain_brand()
    confirmed = (pattern.gate.id,) if pattern.gate else ()
    side = "both" if pattern.sided else None
    request = SheetRequest(pattern.id, side=side, confirmed=confirmed)
    found: dict[str, Problem] = {}
    for edition, paper in product(EDITIONS, PAPERS):
        handout = compose(
            entry, request._replace(edition=edition), brand, load_notice(brand.notice)
        )
        try:
            check_layout(handout, PrintSettings(brand, edition, paper), entry.pictures)
        except UserError as error:
            for problem in error.problems:
                field = SECTION_KEYS.get(problem.field, problem.field)
                message = f"{problem.message} ({edition}, {paper})"
                found.setdefault(field, Problem(str(path), 0, 0, field, message, problem.hint))
    return list(found.values())


def _named_places(entry: Entry, name: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield the places that a pattern names in a picture, each with the kinds it may have."""
    pattern = entry.pattern
    for mark in pattern.pictures[name].marks:
        yield (MARK_KINDS[mark.kind].on,), mark.at
    for label in pattern.pictures[name].labels:
        yield ("anchor", "area"), label.at
    if isinstance(pattern.patch, Patch) and pattern.patch.picture == name:
        for site in pattern.patch.sites:
            if site.at is not None:
                yield ("anchor",), site.at


def _stems(entry: Entry) -> dict[str, list[str]]:
    """Return the file stems of every picture, one for each side that it is drawn for."""
    stems = {}
    for name, picture in entry.pattern.pictures.items():
        plate = bool(picture.labels)
        sides = ["left", "right"] if entry.pattern.sided else [] if plate else ["left"]
        stems[name] = [f"{name}.{side}" for side in ([*sides, "both"] if plate else sides)]
    return stems
