"""Number a handout by everything that shapes it, so that the same choices give the same number.

The number is taken from the composed document, its pictures, the brand, the edition and the paper.
It depends on no path, no time and no machine, and on nothing that is stamped: what a client's lines
are is not known here.
"""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from handouts.document import PictureBlock
from handouts.layout.art.drawing_loader import load_drawing
from handouts.request.sheet_number import number_from

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from handouts.brand.model import Brand
    from handouts.document import Handout
    from handouts.layout.document import PrintSettings


def numbered(handout: Handout, settings: PrintSettings) -> Handout:
    """Return a handout with its number; raise `UserError` for a picture that is missing."""
    return replace(handout, number=number_of(handout, settings))


def number_of(handout: Handout, settings: PrintSettings) -> str:
    """Return the number of a handout, such as 4F7K-29MX; raise `UserError` as `numbered`."""
    unnumbered = replace(handout, number="", sections=())
    sections = [_plain(section, section.id) for section in handout.sections]
    shapes = [
        _plain(unnumbered, ""),
        sections,
        _brand(settings.brand),
        settings.edition,
        settings.paper,
    ]
    return number_from(sha256(json.dumps(shapes).encode()).digest())


def _plain(part: Any, section: str) -> Any:
    """Return a part of a document as lists and texts, with a digest in the place of a picture."""
    if isinstance(part, PictureBlock):
        return [*_digests(part, section), *_values(part, section, without="folder")]
    if is_dataclass(part):
        return [type(part).__name__, *_values(part, section)]
    if isinstance(part, tuple):
        return [_plain(item, section) for item in part]
    return _mapping(part, section) if hasattr(part, "items") else part


def _values(part: Any, section: str, *, without: str = "") -> Iterator[Any]:
    names = (field.name for field in fields(part) if field.name != without)
    return (_plain(getattr(part, name), section) for name in names)


def _mapping(part: Mapping[str, Any], section: str) -> list[list[Any]]:
    return [[key, _plain(value, section)] for key, value in part.items()]


def _digests(picture: PictureBlock, section: str) -> Iterator[str]:
    """Yield the digest of the drawing of a picture, and that of the figure beside it."""
    drawing = load_drawing(picture.folder, f"{picture.id}.{picture.variant}", section)
    yield drawing.digest
    if drawing.beside:
        yield load_drawing(picture.folder, f"{drawing.beside}.{picture.variant}", section).digest


def _brand(brand: Brand) -> list[Any]:
    """Return what a sheet prints of a brand beside what the composed document holds of it."""
    colors = brand.colours.primary, brand.colours.accent, brand.colours.ground
    fonts = brand.fonts
    return [
        brand.name,
        brand.tagline,
        [[line.label, line.text] for line in brand.contact],
        brand.link.url if brand.link else None,
        [list(color) for color in colors],
        brand.logo.digest if brand.logo else None,
        [fonts.regular.name, fonts.bold.name] if fonts else None,  # digests of the files
    ]
