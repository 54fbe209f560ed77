"""Files and folders in, how many files were checked and every problem in them out."""

from __future__ import annotations

from functools import partial
from itertools import product
from typing import TYPE_CHECKING

from handouts.brand.model import Brand, plain_brand
from handouts.commands.file_kinds import KINDS, kind_of
from handouts.request.missing_glyphs import missing_glyphs
from handouts.request.values import SheetRequest
from patterns.catalog import Entry
from patterns.errors import Problem, UserError, collect_errors, did_you_mean
from patterns.files import is_folder, walk_files
from patterns.library_paths import PATTERN_FILE
from patterns.mark_kinds import MARK_KINDS
from patterns.model import Patch
from patterns.notice import load_notice

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from pathlib import Path

YAML = frozenset({".yaml", ".yml"})

SCENES = "scenes"
"""The folder of a pattern that says how its pictures are drawn; `handouts draw` checks it."""


def check(paths: Iterable[Path], kind: str | None = None) -> tuple[int, list[Problem]]:
    """Check files, and the YAML files of folders at any depth; `kind` None tells it by the keys."""
    found, problems = collect_errors(partial(_files, path) for path in paths)
    files = [file for part in found for file in part]
    _, more = collect_errors(partial(_check, file, kind) for file in files)
    return len(files), sorted({*problems, *more})


def _files(path: Path) -> list[Path]:
    """Give a file itself, or the files of a folder."""
    if not is_folder(path):
        return [path]
    files = sorted(file for file in walk_files(path, YAML) if file.parent.name != SCENES)
    if not files:
        raise UserError.one("holds no YAML file", file=str(path), hint="name another folder")
    return files


def _check(path: Path, kind: str | None) -> None:
    read = KINDS[kind or kind_of(path)].read(path)
    if isinstance(read, Entry):
        problems = [*_misnamed(path, read), *_missing_pictures(path, read)]
        problems = problems or _unusable_pictures(path, read)
        problems += missing_glyphs(path, None)
        if problems := problems or _what_does_not_fit(path, read):
            raise UserError(problems)
    elif isinstance(read, Brand):
        if problems := missing_glyphs(path, read.fonts):
            raise UserError(problems)
        if read.logo is not None:
            # A check says what a build would: the layout is brought in for it as for the pictures.
            from handouts.layout.blocks.letterhead import logo_box

            logo_box(read.logo, inked=True)


def _misnamed(path: Path, entry: Entry) -> Iterator[Problem]:
    """Compare the id with the folder, by whose name a pattern is found."""
    folder = path.resolve().parent.name
    if path.name == PATTERN_FILE and folder != entry.pattern.id:
        hint = f"write id: {folder}"
        yield Problem(str(path), 0, 0, "id", "is not the name of its folder", hint)


def _missing_pictures(path: Path, entry: Entry) -> Iterator[Problem]:
    """Look for the files of every drawing."""
    for name, stems in _stems(entry).items():
        for stem in stems:
            missing = [f"{stem}.{end}" for end in ("svg", "json") if not _there(entry, stem, end)]
            if missing:
                message = f"there is no {' and no '.join(missing)} in {entry.pictures.name}/"
                hint = "draw it, or leave the picture out"
                yield Problem(str(path), 0, 0, f"pictures.{name}", message, hint)


def _unusable_pictures(path: Path, entry: Entry) -> list[Problem]:
    """Load every drawing, and look for the places that marks and labels name."""
    # The layout brings ReportLab with it; a check of plans and brands does without.
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


KEYS = {"short": "in_short", "pillow": "positions", "credits": "sources"}
"""The keys of a pattern that sections of another name are made from."""


def _what_does_not_fit(path: Path, entry: Entry) -> list[Problem]:
    """Lay out all of a pattern in every edition, on every paper, with empty fields."""
    from handouts.compose.compose import compose
    from handouts.layout.document import PrintSettings, sides_of
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
            sides_of(handout, PrintSettings(brand, edition, paper), entry.pictures)
        except UserError as error:
            for problem in error.problems:
                field = KEYS.get(problem.field, problem.field)
                message = f"{problem.message} ({edition}, {paper})"
                found.setdefault(field, Problem(str(path), 0, 0, field, message, problem.hint))
    return list(found.values())


def _named_places(entry: Entry, name: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """Give the places of a picture that its pattern names, each with the kinds it may be."""
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
    """Name the drawings of every picture, one for each side that a sheet may show."""
    stems = {}
    for name, picture in entry.pattern.pictures.items():
        plate = bool(picture.labels)
        sides = ["left", "right"] if entry.pattern.sided else [] if plate else ["left"]
        stems[name] = [f"{name}.{side}" for side in ([*sides, "both"] if plate else sides)]
    return stems


def _there(entry: Entry, stem: str, ending: str) -> bool:
    return (entry.pictures / f"{stem}.{ending}").is_file()
