"""Build handouts, or pictures of their sides, and write each to its file.

The template is found in the cache or laid out, stamped with the client's text, verified, encrypted
if there is a password, and written. All handouts are built before the first file is written.
"""

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
    from collections.abc import Iterator, Sequence

    from handouts.request.values import ClientText, SheetRequest
    from handouts.template.model import DocumentInfo
    from handouts.template.stamp import PreparedPdf
    from handouts.template_cache import TemplateCache


class BuiltHandout(NamedTuple):
    """A finished handout."""

    info: DocumentInfo
    pdf: bytes
    sides: int

    def record(self, path: Path) -> dict[str, object]:
        """Return the JSON record of the written handout, without the client's text."""
        return {
            "pattern": self.info.pattern,
            "version": self.info.version,
            "side": self.info.side,
            "paper": self.info.paper,
            "edition": self.info.edition,
            "card": self.info.card,
            "number": self.info.number,
            "sides": self.sides,
            "bytes": len(self.pdf),
            "sha256": sha256(self.pdf).hexdigest(),
            "path": str(path),
        }


def build_handouts(
    cache: TemplateCache,
    requests: Sequence[SheetRequest],
    text: ClientText,
    password: str | None = None,
) -> list[BuiltHandout]:
    """Make a handout for each request, verify it, and encrypt it if there is a password."""
    return [_finish(each, text, password) for each in cache.prepare_all(requests, text)]


def write_handouts(
    cache: TemplateCache,
    requests: Sequence[SheetRequest],
    text: ClientText,
    where: str | None,
    password: str | None = None,
    *,
    replace: bool,
) -> Iterator[tuple[Path, BuiltHandout]]:
    """Write the handouts to `where` (see `targets`), and yield each after it is written.

    Raises `UserError` before anything is built if a file could not be written.
    """
    _precheck(requests, text, where, replace=replace)
    prepared = cache.prepare_all(requests, text)
    paths = targets([_name(each.template.info, text) for each in prepared], where)
    if is_to_be_made(where):
        make_folder(Path(where or ""))
    for path in paths:
        check_writable(path, replace=replace)
        check_not_an_input(path, cache.inputs)
    handouts = [_finish(each, text, password) for each in prepared]
    for path, handout in zip(paths, handouts, strict=True):
        write_atomically(path, handout.pdf, replace=replace)
        yield path, handout


def write_previews(
    cache: TemplateCache,
    requests: Sequence[SheetRequest],
    text: ClientText,
    folder: Path,
    *,
    replace: bool,
) -> list[Path]:
    """Write a PNG picture of every side, such as `handout-PATTERN-DATE-1.png`."""
    # Imported late: only a preview needs pypdfium2.
    from handouts.commands.preview import draw_sides

    make_folder(folder)
    check_folder_writable(folder)
    files: dict[Path, bytes] = {}
    for handout in build_handouts(cache, requests, text):
        stem = Path(_name(handout.info, text)).stem
        for number, picture in enumerate(draw_sides(handout.pdf), start=1):
            files[folder / f"{stem}-{number}.png"] = picture
    for path in files:
        check_writable(path, replace=replace)
        check_not_an_input(path, cache.inputs)
    for path, picture in files.items():
        write_atomically(path, picture, replace=replace)
    return list(files)


def _finish(prepared: PreparedPdf, text: ClientText, password: str | None) -> BuiltHandout:
    pdf = stamp_client(prepared, text)
    sides = verify(pdf)
    if password is not None:
        # Imported late: only an encrypted handout needs pikepdf.
        from handouts.pdf.encrypt import encrypt

        pdf = encrypt(pdf, password)
    return BuiltHandout(prepared.template.info, pdf, sides)


def _precheck(
    requests: Sequence[SheetRequest], text: ClientText, where: str | None, *, replace: bool
) -> None:
    """Raise `UserError` for a file that cannot be written, before anything is laid out.

    The name of a handout is known here unless its pattern is a file, whose id is read later.
    """
    names = [default_name(r.pattern, text.date, _kind(r.edition)) for r in requests]
    paths = targets(names, where)
    try:
        for request in requests:
            pattern_file(request.pattern, request.library)
    except UserError:
        return  # an unknown pattern is reported later, with all other problems
    for request, path in zip(requests, paths, strict=True):
        if not is_path(request.pattern) or not in_a_folder(where):
            check_writable(path, replace=replace, to_be_made=is_to_be_made(where))


def _name(info: DocumentInfo, text: ClientText) -> str:
    return default_name(info.pattern, text.date, _kind(info.edition))


def _kind(edition: str | None) -> str:
    """Name what an edition is, so that a card alone lies beside its sheet."""
    return "card" if edition == "card" else "handout"
