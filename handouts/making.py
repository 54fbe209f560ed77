"""Choices and a place in, finished files there out; all are made before the first is written."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from handouts.output import (
    default_name,
    in_a_folder,
    is_to_be_made,
    make_folder,
    refuse_folder,
    refuse_inputs,
    refuse_target,
    targets,
    write_atomically,
)
from handouts.pdf.proof import proof
from handouts.stamp import print_sheet
from patterns.errors import UserError
from patterns.places import is_path, pattern_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from handouts.choices import Choice, Personal
    from handouts.press import Press
    from handouts.stamp import Plate
    from handouts.template import About


class Sheet(NamedTuple):
    """One finished handout: what it says of itself, its PDF, and its number of sides."""

    about: About
    pdf: bytes
    sides: int

    def record(self, path: Path) -> dict[str, object]:
        """Say what was made and where it lies, without a word of the client."""
        return {
            "pattern": self.about.pattern,
            "version": self.about.version,
            "side": self.about.side,
            "paper": self.about.paper,
            "edition": self.about.edition,
            "sides": self.sides,
            "bytes": len(self.pdf),
            "sha256": sha256(self.pdf).hexdigest(),
            "path": str(path),
        }


def make_sheets(
    press: Press, choices: Sequence[Choice], personal: Personal, password: str | None = None
) -> list[Sheet]:
    """Make handouts, look whether they are fit to be printed, and lock them if that is wished."""
    return _printed(press.plates(choices, personal), personal, password)


def _printed(plates: Iterable[Plate], personal: Personal, password: str | None) -> list[Sheet]:
    return [
        _checked(plate.template.about, print_sheet(plate, personal), password) for plate in plates
    ]


def _checked(about: About, pdf: bytes, password: str | None) -> Sheet:
    sides = proof(pdf)
    if password is not None:
        # Only a locked sheet waits for what encrypts.
        from handouts.protection import protect

        pdf = protect(pdf, password)
    return Sheet(about, pdf, sides)


def write_sheets(
    press: Press,
    choices: Sequence[Choice],
    personal: Personal,
    where: str | None,
    password: str | None = None,
    *,
    replace: bool,
) -> Iterator[tuple[Path, Sheet]]:
    """Write the handouts as `where` says (see `targets`), and give each once it is there.

    Raises `UserError` before anything is made if a file could not be written.
    """
    _refuse_early(choices, personal, where, replace=replace)
    plates = press.plates(choices, personal)
    paths = targets([_name(plate.template.about, personal) for plate in plates], where)
    if is_to_be_made(where):
        make_folder(Path(where or ""))
    for path in paths:
        refuse_target(path, replace=replace)
        refuse_inputs(path, press.inputs)
    sheets = _printed(plates, personal, password)
    for path, sheet in zip(paths, sheets, strict=True):
        write_atomically(path, sheet.pdf, replace=replace)
        yield path, sheet


def _refuse_early(
    choices: Sequence[Choice], personal: Personal, where: str | None, *, replace: bool
) -> None:
    """Refuse what cannot be written before anything is laid out for it.

    The name of a sheet is known then, unless it is that of a pattern file, which tells it later.
    """
    paths = targets([default_name(choice.pattern, personal.date) for choice in choices], where)
    try:
        for choice in choices:
            pattern_file(choice.pattern, choice.library)
    except UserError:
        return  # that a pattern is not there is told first, with all else
    for choice, path in zip(choices, paths, strict=True):
        if not is_path(choice.pattern) or not in_a_folder(where):
            refuse_target(path, replace=replace, to_be_made=is_to_be_made(where))


def write_previews(
    press: Press, choices: Sequence[Choice], personal: Personal, folder: Path, *, replace: bool
) -> list[Path]:
    """Write a picture of every side of the handouts, such as `handout-PATTERN-DATE-1.png`."""
    # Only what draws pictures waits for what draws them.
    from handouts.preview import draw_sides

    make_folder(folder)
    refuse_folder(folder)
    files: dict[Path, bytes] = {}
    for sheet in make_sheets(press, choices, personal):
        stem = Path(_name(sheet.about, personal)).stem
        for number, picture in enumerate(draw_sides(sheet.pdf), start=1):
            files[folder / f"{stem}-{number}.png"] = picture
    for path in files:
        refuse_target(path, replace=replace)
        refuse_inputs(path, press.inputs)
    for path, picture in files.items():
        write_atomically(path, picture, replace=replace)
    return list(files)


def _name(about: About, personal: Personal) -> str:
    return default_name(about.pattern, personal.date)
