"""Build handouts, or pictures of their sides, and write each to its file.

A request goes through here from top to bottom: its template (from the cache, or laid out once), the
client's text, the check of the finished file, the password, the write. Everything is made before
the first file is written.
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
    from collections.abc import Iterable, Iterator, Sequence

    from handouts.request.values import ClientText, SheetRequest
    from handouts.template.model import DocumentInfo
    from handouts.template.stamp import PreparedPdf
    from handouts.template_cache import TemplateCache


class BuiltHandout(NamedTuple):
    """One finished handout: its document information, its PDF, and its number of sides."""

    info: DocumentInfo
    pdf: bytes
    sides: int

    def record(self, path: Path) -> dict[str, object]:
        """Describe what was made and where it lies, without a word of the client."""
        return {
            "pattern": self.info.pattern,
            "version": self.info.version,
            "side": self.info.side,
            "paper": self.info.paper,
            "edition": self.info.edition,
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
    return _filled(cache.prepare_all(requests, text), text, password)


def write_handouts(
    cache: TemplateCache,
    requests: Sequence[SheetRequest],
    text: ClientText,
    where: str | None,
    password: str | None = None,
    *,
    replace: bool,
) -> Iterator[tuple[Path, BuiltHandout]]:
    """Write the handouts as `where` says (see `targets`), and yield each once it is there.

    Raises `UserError` before anything is made if a file could not be written.
    """
    _precheck(requests, text, where, replace=replace)
    prepared = cache.prepare_all(requests, text)
    paths = targets([_name(each.template.info, text) for each in prepared], where)
    if is_to_be_made(where):
        make_folder(Path(where or ""))
    for path in paths:
        check_writable(path, replace=replace)
        check_not_an_input(path, cache.inputs)
    handouts = _filled(prepared, text, password)
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
    """Write a picture of every side of the handouts, such as `handout-PATTERN-DATE-1.png`."""
    # Only a preview waits for what draws pictures.
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


def _filled(
    prepared: Iterable[PreparedPdf], text: ClientText, password: str | None
) -> list[BuiltHandout]:
    return [_finish(each.template.info, stamp_client(each, text), password) for each in prepared]


def _finish(info: DocumentInfo, pdf: bytes, password: str | None) -> BuiltHandout:
    sides = verify(pdf)
    if password is not None:
        # Only an encrypted handout waits for what encrypts.
        from handouts.pdf.encrypt import encrypt

        pdf = encrypt(pdf, password)
    return BuiltHandout(info, pdf, sides)


def _precheck(
    requests: Sequence[SheetRequest], text: ClientText, where: str | None, *, replace: bool
) -> None:
    """Refuse what cannot be written before anything is laid out for it.

    The name of a handout is known then, unless its pattern is a file, which gives its id later.
    """
    paths = targets([default_name(request.pattern, text.date) for request in requests], where)
    try:
        for request in requests:
            pattern_file(request.pattern, request.library)
    except UserError:
        return  # a pattern that is not there is reported first, with all else
    for request, path in zip(requests, paths, strict=True):
        if not is_path(request.pattern) or not in_a_folder(where):
            check_writable(path, replace=replace, to_be_made=is_to_be_made(where))


def _name(info: DocumentInfo, text: ClientText) -> str:
    return default_name(info.pattern, text.date)
