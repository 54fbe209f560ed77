"""Orders and a place in, finished files there out; all are made before the first is written."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from handouts.orders import side_of
from handouts.output import (
    check_pdf,
    default_name,
    make_folder,
    refuse_target,
    targets,
    write_atomically,
)
from handouts.pipeline import build
from handouts.protection import protect

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from handouts.pipeline import Order


@dataclass(frozen=True, slots=True)
class Sheet:
    """One finished handout: what was ordered, its PDF, and its number of sides."""

    order: Order
    pdf: bytes
    sides: int

    def record(self, path: Path) -> dict[str, object]:
        """Say what was made and where it lies, without a word of the client."""
        return {
            "pattern": self.order.entry.pattern.id,
            "version": self.order.entry.pattern.version,
            "side": side_of(self.order),
            "paper": self.order.paper,
            "edition": self.order.plan.edition or "standard",
            "sides": self.sides,
            "bytes": len(self.pdf),
            "sha256": sha256(self.pdf).hexdigest(),
            "path": str(path),
        }


def make_sheet(order: Order, password: str | None = None) -> Sheet:
    """Make a handout, look whether it is fit to be printed, and lock it if that is wished."""
    pdf = build(order)
    sides = check_pdf(pdf)
    return Sheet(order, protect(pdf, password) if password else pdf, sides)


def write_sheets(
    orders: Sequence[Order], where: str | None, password: str | None = None, *, replace: bool
) -> Iterator[tuple[Path, Sheet]]:
    """Write the handouts as `where` says (see `targets`), and give each once it is there.

    Raises `UserError` before anything is made if a file could not be written.
    """
    paths = targets([_name(order) for order in orders], where)
    for path in paths:
        refuse_target(path, replace=replace)
    for path, sheet in zip(paths, [make_sheet(order, password) for order in orders], strict=True):
        write_atomically(path, sheet.pdf, replace=replace)
        yield path, sheet


def write_previews(orders: Sequence[Order], folder: Path, *, replace: bool) -> list[Path]:
    """Write a picture of every side of the handouts, such as `handout-PATTERN-DATE-1.png`."""
    # Only what draws pictures waits for what draws them.
    from handouts.preview import draw_sides

    make_folder(folder)
    files: dict[Path, bytes] = {}
    for order in orders:
        stem = Path(_name(order)).stem
        for number, picture in enumerate(draw_sides(build(order)), start=1):
            files[folder / f"{stem}-{number}.png"] = picture
    for path in files:
        refuse_target(path, replace=replace)
    for path, picture in files.items():
        write_atomically(path, picture, replace=replace)
    return list(files)


def _name(order: Order) -> str:
    return default_name(order.entry.pattern.id, order.day)
