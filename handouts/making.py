"""Choices and a place in, finished files there out; all are made before the first is written."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from handouts.output import (
    default_name,
    make_folder,
    refuse_place,
    refuse_target,
    targets,
    write_atomically,
)
from handouts.pdf.proof import proof
from handouts.stamp import print_sheet

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from handouts.choices import Choice, Personal
    from handouts.press import Press
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
    return [
        _checked(plate.template.about, print_sheet(plate, personal), password)
        for plate in press.plates(choices, personal)
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
    refuse_place(where)
    plates = press.plates(choices, personal)
    paths = targets([_name(plate.template.about, personal) for plate in plates], where)
    for path in paths:
        refuse_target(path, replace=replace)
    sheets = make_sheets(press, choices, personal, password)
    for path, sheet in zip(paths, sheets, strict=True):
        write_atomically(path, sheet.pdf, replace=replace)
        yield path, sheet


def write_previews(
    press: Press, choices: Sequence[Choice], personal: Personal, folder: Path, *, replace: bool
) -> list[Path]:
    """Write a picture of every side of the handouts, such as `handout-PATTERN-DATE-1.png`."""
    # Only what draws pictures waits for what draws them.
    from handouts.preview import draw_sides

    make_folder(folder)
    files: dict[Path, bytes] = {}
    for sheet in make_sheets(press, choices, personal):
        stem = Path(_name(sheet.about, personal)).stem
        for number, picture in enumerate(draw_sides(sheet.pdf), start=1):
            files[folder / f"{stem}-{number}.png"] = picture
    for path in files:
        refuse_target(path, replace=replace)
    for path, picture in files.items():
        write_atomically(path, picture, replace=replace)
    return list(files)


def _name(about: About, personal: Personal) -> str:
    return default_name(about.pattern, personal.date)
