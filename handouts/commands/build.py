"""Choices and a place in, finished files there out; all are made before the first is written."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from handouts.files.atomic import write_atomically
from handouts.files.targets import (
    check_folder_writable,
    check_not_an_input,
    check_writable,
    default_name,
    in_a_folder,
    is_to_be_made,
    make_folder,
    targets,
)
from handouts.pdf.verify import verify
from handouts.template.stamp import stamp_client
from patterns.errors import UserError
from patterns.library_paths import is_path, pattern_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from handouts.request.choice import ClientText, SheetRequest
    from handouts.template.model import DocumentInfo
    from handouts.template.stamp import PreparedPdf
    from handouts.template_cache import TemplateCache


class BuiltHandout(NamedTuple):
    """One finished handout: what it says of itself, its PDF, and its number of sides."""

    about: DocumentInfo
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
    press: TemplateCache,
    choices: Sequence[SheetRequest],
    personal: ClientText,
    password: str | None = None,
) -> list[BuiltHandout]:
    """Make handouts, look whether they are fit to be printed, and lock them if that is wished."""
    return _printed(press.plates(choices, personal), personal, password)


def _printed(
    plates: Iterable[PreparedPdf], personal: ClientText, password: str | None
) -> list[BuiltHandout]:
    return [
        _checked(plate.template.about, stamp_client(plate, personal), password) for plate in plates
    ]


def _checked(about: DocumentInfo, pdf: bytes, password: str | None) -> BuiltHandout:
    sides = verify(pdf)
    if password is not None:
        # Only a locked sheet waits for what encrypts.
        from handouts.pdf.encrypt import encrypt

        pdf = encrypt(pdf, password)
    return BuiltHandout(about, pdf, sides)


def write_sheets(
    press: TemplateCache,
    choices: Sequence[SheetRequest],
    personal: ClientText,
    where: str | None,
    password: str | None = None,
    *,
    replace: bool,
) -> Iterator[tuple[Path, BuiltHandout]]:
    """Write the handouts as `where` says (see `targets`), and give each once it is there.

    Raises `UserError` before anything is made if a file could not be written.
    """
    _precheck(choices, personal, where, replace=replace)
    plates = press.plates(choices, personal)
    paths = targets([_name(plate.template.about, personal) for plate in plates], where)
    if is_to_be_made(where):
        make_folder(Path(where or ""))
    for path in paths:
        check_writable(path, replace=replace)
        check_not_an_input(path, press.inputs)
    sheets = _printed(plates, personal, password)
    for path, sheet in zip(paths, sheets, strict=True):
        write_atomically(path, sheet.pdf, replace=replace)
        yield path, sheet


def _precheck(
    choices: Sequence[SheetRequest], personal: ClientText, where: str | None, *, replace: bool
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
            check_writable(path, replace=replace, to_be_made=is_to_be_made(where))


def write_previews(
    press: TemplateCache,
    choices: Sequence[SheetRequest],
    personal: ClientText,
    folder: Path,
    *,
    replace: bool,
) -> list[Path]:
    """Write a picture of every side of the handouts, such as `handout-PATTERN-DATE-1.png`."""
    # Only what draws pictures waits for what draws them.
    from handouts.commands.preview import draw_sides

    make_folder(folder)
    check_folder_writable(folder)
    files: dict[Path, bytes] = {}
    for sheet in make_sheets(press, choices, personal):
        stem = Path(_name(sheet.about, personal)).stem
        for number, picture in enumerate(draw_sides(sheet.pdf), start=1):
            files[folder / f"{stem}-{number}.png"] = picture
    for path in files:
        check_writable(path, replace=replace)
        check_not_an_input(path, press.inputs)
    for path, picture in files.items():
        write_atomically(path, picture, replace=replace)
    return list(files)


def _name(about: DocumentInfo, personal: ClientText) -> str:
    return default_name(about.pattern, personal.date)
