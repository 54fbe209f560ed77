"""Check files and folders of patterns, activities, plans and brands; return every problem."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from itertools import chain, product
from typing import TYPE_CHECKING, cast

from handouts import interruption
from handouts.brand.model import Brand, plain_brand
from handouts.commands.file_kinds import KINDS, kind_of
from handouts.commands.translations import read as read_translated
from handouts.commands.translations import translation_at
from handouts.request.languages import check_notice_language
from handouts.request.missing_glyphs import missing_glyphs
from handouts.request.values import SheetRequest
from patterns.catalog import ActivityEntry, Entry, load, misnamed
from patterns.errors import Problem, UserError, collect_errors, did_you_mean
from patterns.files import is_folder, walk_files
from patterns.library_paths import (
    ACTIVITY_FILE,
    PATTERN_FILE,
    SCENES,
    activity_folders,
    pattern_folders,
    replacement_remark,
)
from patterns.mark_kinds import MARK_KINDS
from patterns.notice import load_notice
from patterns.rules.safety import gates_of
from patterns.schema.base import Violation
from patterns.schema.client_text import client_text
from patterns.schema.loader import locate
from patterns.schema.yaml_tree import format_key_path

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from pathlib import Path

    from handouts.commands.translations import Translation
    from patterns.notice import Notice
    from patterns.schema.base import Model
    from patterns.schema.yaml_tree import KeyPath

YAML = frozenset({".yaml", ".yml"})
TABLES = frozenset({".csv", ".tsv", ".xlsx", ".xlsm", ".ods", ".xls"})


def check(
    paths: Iterable[Path],
    kind: str | None = None,
    remarks: list[Problem] | None = None,
    library: Path | None = None,
) -> tuple[int, list[Problem]]:
    """Check files, and the YAML files of folders at any depth.

    The kind of a file is recognized by its keys if `kind` is None. Returns the number of files and
    their problems. What is no problem and yet should be known is added to `remarks`.
    `library` is the clinic's own, which may know more languages.
    """
    remarks = [] if remarks is None else remarks
    found, problems = collect_errors(partial(_files, path) for path in paths)
    files = list(chain.from_iterable(found))
    _, more = collect_errors(partial(_check, file, kind, remarks, library) for file in files)
    return len(files), sorted({*problems, *more})


def _files(path: Path) -> list[Path]:
    """Return a file itself, or the YAML files of a folder."""
    if not is_folder(path):
        return [path]
    files = sorted(file for file in walk_files(path, YAML) if file.parent.name != SCENES)
    if not files:
        raise UserError.one("holds no YAML file", file=str(path), hint="name another folder")
    return files


def _check(path: Path, kind: str | None, remarks: list[Problem], library: Path | None) -> None:
    interruption.check()
    translation = None if kind else translation_at(path)
    if translation is not None:
        _check_translation(translation)
        return
    if path.suffix.casefold() in TABLES:
        hint = "try it with: handouts batch FILE -o FOLDER --dry-run"
        raise UserError.one("is a roster, by its name", file=str(path), hint=hint)
    read = KINDS[kind or kind_of(path)].read(path)
    if isinstance(read, Entry | ActivityEntry):
        remarks += _replaced(path, read)
        problems = [*_misnamed(path, read), *_missing_pictures(path, read)]
        problems = problems or _unusable_pictures(path, read)
        problems += missing_glyphs(path, None)
        if problems := problems or _layout_problems(read, load_notice(plain_brand().notice)):
            raise UserError(problems)
    elif isinstance(read, Brand):
        _check_brand(path, read, library)
        # Imported late, for its problems with the logo: a plan needs no layout.
        from handouts.layout.blocks.band import logo_remarks

        remarks += (Problem(str(path), 0, 0, *remark) for remark in logo_remarks(read.logo))


def _check_brand(path: Path, brand: Brand, library: Path | None) -> None:
    """Try what only the layout meets: letters, the logo, and whether everything fits."""
    # Imported late: a plan needs no layout.
    from handouts.layout.blocks.band import logo_box
    from handouts.layout.brand_fit import check_brand_fits

    if problems := missing_glyphs(path, brand.fonts):
        raise UserError(problems)
    if brand.logo is not None:
        logo_box(brand.logo, in_color=True)
    try:
        check_notice_language(brand.notice, None, library)
    except UserError as error:
        told = error.problems[0]
        raise UserError(locate(path, [Violation(("notice",), told.message, told.hint)])) from None
    if misfits := check_brand_fits(brand, load(CARRIER), load_notice(brand.notice)):
        raise UserError(locate(path, misfits))


def _check_translation(translation: Translation) -> None:
    """Check a translation; that of a pattern or an activity is laid out, too."""
    sheet = read_translated(translation)
    problems = missing_glyphs(translation.path, None)
    if problems := problems or (_layout_problems(*sheet) if sheet else []):
        raise UserError(problems)


def _replaced(path: Path, entry: Entry | ActivityEntry) -> Iterator[Problem]:
    """Tell of a file of a clinic's own that takes the place of a shipped one."""
    if isinstance(entry, Entry):
        name, shipped, kind = entry.pattern.id, pattern_folders(), "pattern"
    else:
        name, shipped, kind = entry.activity.id, activity_folders(), "activity"
    folder = path.resolve().parent
    if name in shipped and name == folder.name and folder != shipped[name]:
        yield replacement_remark(path, kind)


def _misnamed(path: Path, entry: Entry | ActivityEntry) -> list[Problem]:
    own_id = entry.pattern.id if isinstance(entry, Entry) else entry.activity.id
    in_library = path.name in (PATTERN_FILE, ACTIVITY_FILE)
    return misnamed(path, own_id, path.resolve().parent.name) if in_library else []


Places = tuple[tuple[tuple[str, ...], str], ...]
"""Named places of a picture, each with the kinds of place that it may be."""


@dataclass(frozen=True, slots=True)
class _Picture:
    """A picture that a file names: where, the stems of its drawings, and its places by kinds."""

    loc: KeyPath
    folder: Path
    stems: tuple[str, ...]
    places: Places


def _pictures(entry: Entry | ActivityEntry) -> Iterator[_Picture]:
    """Yield every picture; a plate is drawn for both sides too, a figure is not."""
    if isinstance(entry, ActivityEntry):
        yield from _figures(entry)
        return
    pattern = entry.pattern
    for i, choice in enumerate(pattern.care):
        if choice.sore:
            loc: KeyPath = ("care", i, "sore")
            for figure in _figures(entry.activities[choice.use], choice.sore):
                yield replace(figure, loc=loc)
    for i, habit in enumerate(pattern.habits):
        loc = ("habits", i, "picture")
        yield _figure(loc, entry.pictures, habit.picture, habit.sore, sided=pattern.sided)
    for name, picture in pattern.pictures.items():
        on_patch = pattern.patch.sites if pattern.patch and pattern.patch.picture == name else ()
        places: Places = (
            *(((MARK_KINDS[mark.kind].on,), mark.at) for mark in picture.marks),
            *((("anchor", "area"), label.at) for label in picture.labels),
            *(((MARK_KINDS["star"].on,), site.at) for site in on_patch if site.at is not None),
        )
        sides = ("both", "left", "right")[: 3 if pattern.sided else 1]
        stems = tuple(f"{name}.{side}" for side in sides)
        yield _Picture(("pictures", name), entry.pictures, stems, places)


def _figures(entry: ActivityEntry, sore: str | None = None) -> Iterator[_Picture]:
    """Yield the pictures of an activity, with its own sore spot or that of a pattern."""
    frames = entry.activity.frames
    sided = entry.activity.sided or bool(sore) or any(frame.sore for frame in frames)
    for i, frame in enumerate(frames):
        loc = ("frames", i, "picture")
        yield _figure(loc, entry.pictures, frame.picture, sore or frame.sore, sided=sided)


def _figure(loc: KeyPath, folder: Path, name: str, sore: str | None, *, sided: bool) -> _Picture:
    """Return a picture of a person, who is never drawn for both sides."""
    places: Places = ((("anchor",), sore),) if sore else ()
    stems = tuple(f"{name}.{side}" for side in ("left", "right")[: 2 if sided else 1])
    return _Picture(loc, folder, stems, places)


def _missing_pictures(path: Path, entry: Entry | ActivityEntry) -> list[Problem]:
    """Check that the files of every drawing exist."""
    # Imported late: plans and brands need no ReportLab.
    from handouts.layout.art.drawing_loader import missing_files

    violations = []
    for picture in _pictures(entry):
        for stem in picture.stems:
            if missing := missing_files(picture.folder, stem):
                message = f"there is no {' and no '.join(missing)} in {picture.folder.name}/"
                hint = "draw it, or leave the picture out"
                violations.append(Violation(picture.loc, message, hint))
    return locate(path, violations)


def _unusable_pictures(path: Path, entry: Entry | ActivityEntry) -> list[Problem]:
    """Load every drawing, and check that the places of marks and labels exist."""
    # Imported late: plans and brands need no ReportLab.
    from handouts.layout.art.drawing_loader import load_drawing

    problems: list[Problem] = []
    violations = []
    for picture in _pictures(entry):
        name = format_key_path(picture.loc)
        drawings, found = collect_errors(
            partial(load_drawing, picture.folder, stem, name) for stem in picture.stems
        )
        problems += found
        for drawing, (kinds, at) in product(drawings, picture.places):
            known: dict[str, Collection[str]] = {"anchor": drawing.anchors, "area": drawing.areas}
            if not any(at in known[kind] for kind in kinds):
                message = f"{drawing.key} has no {' or '.join(kinds)} {at}"
                hint = did_you_mean(at, {place for kind in kinds for place in known[kind]})
                violations.append(Violation(picture.loc, message, hint))
    return problems + locate(path, violations)


CARRIER = "lateral-hip-rotators"
"""The shipped pattern beside which an activity is laid out for a check."""

SECTION_KEYS = {"short": "in_short", "credits": "sources", "help": "outlook", "check": "care"}
"""The keys of a pattern whose sections have another name."""


def _layout_problems(entry: Entry | ActivityEntry, notice: Notice) -> list[Problem]:
    """Lay out a pattern, or an activity beside one, on every side, in every edition and paper."""
    from handouts.compose.compose import compose
    from handouts.layout.document import PrintSettings, check_layout
    from handouts.layout.style.editions import EDITIONS
    from handouts.layout.style.page_size import PAPERS

    brand, request = plain_brand(), SheetRequest("", detail="full")
    added = (entry.activity,) if isinstance(entry, ActivityEntry) else ()
    if isinstance(entry, ActivityEntry):
        name, carrier = entry.activity.id, load(CARRIER)
        request = request._replace(add=(name,), care=(name,), sections=("care",))
        activities = {**carrier.activities, name: entry}
        entry = replace(carrier, activities=activities, texts=entry.texts)
    pattern = entry.pattern
    request = request._replace(confirmed=tuple(gate.id for gate in gates_of(pattern, added)))
    sides = ("left", "right", "both") if pattern.sided else (None,)
    found: dict[tuple[str, str], Problem] = {}
    for side, edition, paper in product(sides, EDITIONS, PAPERS):
        chosen = request._replace(side=side, edition=edition)
        handout = compose(entry, chosen, brand, notice)
        try:
            check_layout(handout, PrintSettings(brand, edition, paper))
        except UserError as error:
            for problem in error.problems:
                place = ", ".join(word for word in (side, edition, paper) if word)
                located = _located(entry, problem, f"{problem.message} ({place})")
                found.setdefault((located.file, located.field), located)
    return list(found.values())


def _located(entry: Entry, problem: Problem, message: str) -> Problem:
    """Find the line of a problem of the layout: its longest word, in the section that it names."""
    name = problem.field
    file, data, key = entry.text_file, cast("Model", entry.pattern), name.partition(".")[0]
    if name in entry.activities:
        file, data, key = entry.activities[name].text_file, entry.activities[name].activity, ""
    key = SECTION_KEYS.get(key, key)
    if key == "pictures":
        return locate(file, [Violation(tuple(name.split(".")), message, problem.hint)])[0]
    read = client_text(type(data), data.model_dump(mode="json"))
    words = {loc: max(map(len, str(text).split())) for loc, text in read.items()}
    sentences = [loc for loc in words if key in ("", loc[0])]
    loc = max(sentences, key=words.__getitem__, default=(key,) if key else ())
    return locate(file, [Violation(loc, message, problem.hint)])[0]
