"""Load drawings: their operators, and their named places in a picture.

The operators are compiled from the SVG when the picture is drawn and stored beside it as a form, so
that no build parses an SVG. If a form is missing, was made from another SVG, or holds more than
paths and colors, the SVG is compiled again. A form may stand without its SVG, which is so wherever
the program is installed.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Field, ValidationError

from handouts.layout.boxes import Point
from patterns.errors import UserError, did_you_mean
from patterns.files import read_file
from patterns.library_paths import LIBRARY
from patterns.schema.base import Model

if TYPE_CHECKING:
    from pathlib import Path

MAX_FILE_BYTES = 1_000_000
"""The greatest size of a file of a picture; the shipped ones are smaller than 60 KB."""

MAX_OPERATOR_BYTES = 10_000_000
"""The greatest size of an inflated form; the shipped ones are smaller than 100 KB."""

_DIGEST = hashlib.sha256().digest_size
_NUMBERS = re.compile(rb"(?:-?(?:[0-9]{1,9}(?:\.[0-9]{1,9})?|\.[0-9]{1,9})(?: |\Z))*+")
_OPERATORS = frozenset(b"m l c h w J j B B* f f* S n rg RG".split())

Size = Annotated[float, Field(ge=1, le=100_000)]


class Places(Model):
    """The JSON beside an SVG: its size and its named places, in its units, y downward.

    `beside` names the drawing that shows where on the body this one lies.
    """

    width: Size
    height: Size
    anchors: dict[str, Annotated[list[Point], Field(min_length=1)]]
    areas: dict[str, list[Annotated[list[Point], Field(min_length=3)]]]
    outlines: dict[str, Any] = Field(default_factory=dict)
    beside: str | None = Field(default=None, pattern=r"^[a-z0-9-]+$")


@dataclass(frozen=True, slots=True)
class Drawing:
    """The operators of a drawing and its named places, in its own units, y downward.

    `key` names it among all drawings of a sheet. `digest` is that of its files, wherever they lie.
    `outlines` are polygons around what is seen of a structure.
    """

    key: str
    data: bytes
    width: float
    height: float
    anchors: dict[str, list[Point]]
    areas: dict[str, list[list[Point]]]
    beside: str | None = None
    digest: str = ""
    outlines: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a drawing lies in its box: its top left corner and its scale, in points.

    `section` is the place of the picture in messages.
    """

    drawing: Drawing
    left: float
    top: float
    scale: float
    section: str

    def anchors(self, name: str) -> list[Point]:
        """Return the points of an anchor; raise `UserError` for a name that is not there."""
        if name not in self.drawing.anchors:
            raise self._unknown("anchor", name)
        return [self._point(at) for at in self.drawing.anchors[name]]

    def areas(self, name: str) -> list[list[Point]]:
        """Return the polygons of an area; raise `UserError` for a name that is not there."""
        if name not in self.drawing.areas:
            raise self._unknown("area", name)
        return [[self._point(at) for at in area] for area in self.drawing.areas[name]]

    def outlines(self, name: str) -> list[list[Point]]:
        """Return polygons around what is seen of a structure; none if the drawing knows none."""
        return [[self._point(at) for at in ring] for ring in self.drawing.outlines.get(name, ())]

    def touchable(self, name: str) -> list[Point]:
        """Return where a leader line may end: the points of an anchor, or the border of an area."""
        if name in self.drawing.anchors:
            return self.anchors(name)
        return [at for area in self.areas(name) for at in area]

    def _point(self, at: Point) -> Point:
        return self.left + at[0] * self.scale, self.top + at[1] * self.scale

    def _unknown(self, kind: str, name: str) -> UserError:
        hint = did_you_mean(name, [*self.drawing.areas, *self.drawing.anchors])
        message = f"the picture {self.drawing.key} has no {kind} {name}"
        return UserError.one(message, field=self.section, hint=hint)


@lru_cache(maxsize=256)
def load_drawing(folder: Path, stem: str, field: str) -> Drawing:
    """Load a drawing by the stem of its files, once in a process.

    Raises `UserError`, naming `field` in the pattern, for files that are missing or unusable.
    """
    if missing := missing_files(folder, stem):
        raise UserError.one(
            f"there is no picture {missing[0]}",
            file=str(folder),
            field=field,
            hint="draw it, or leave the picture out of the pattern",
        )
    named = _content(folder / f"{stem}.json")
    places = _places(named, folder / f"{stem}.json")
    svg_digest, data = _operators(folder / f"{stem}.svg", folder / f"{stem}.form")
    key = f"{folder.parent.name}.{stem}"
    digest = hashlib.sha256(svg_digest + named).hexdigest()
    where = places.width, places.height, places.anchors, places.areas, places.beside
    return Drawing(key, data, *where, digest, places.outlines)


def missing_files(folder: Path, stem: str) -> list[str]:
    """Return the names of the files that a drawing lacks; its SVG or its form is enough."""
    drawn = any((folder / f"{stem}.{ending}").is_file() for ending in ("svg", "form"))
    lacking = [] if drawn else [f"{stem}.svg"]
    return lacking if (folder / f"{stem}.json").is_file() else [*lacking, f"{stem}.json"]


def _content(path: Path) -> bytes:
    return read_file(path, name=str(path), limit=MAX_FILE_BYTES)


def _places(data: bytes, path: Path) -> Places:
    try:
        return Places.model_validate_json(data)
    except ValidationError as error:
        raise UserError.one(
            "does not hold the places of a picture", file=str(path), hint="draw the picture again"
        ) from error


def _operators(svg_path: Path, form_path: Path) -> tuple[bytes, bytes]:
    """Return the digest of an SVG and its operators, from its form if that is sound."""
    digest, operators = _form(form_path) if form_path.is_file() else (b"", b"")
    # Shipped files are as trusted as the code.
    sound = bool(operators) and (LIBRARY in form_path.parents or _only_draws(operators))
    if not svg_path.is_file():
        if not sound:
            raise _unusable(form_path, "it is damaged, or holds more than paths and colors")
        return digest, operators
    svg = _content(svg_path)
    own = hashlib.sha256(svg).digest()
    if sound and digest == own:
        return own, operators
    # Imported late: a picture with its form needs no XML, which takes 10 ms to import.
    from handouts.layout.art.svg_compiler import compile_svg

    try:
        return own, compile_svg(svg)
    except ValueError as error:
        raise _unusable(svg_path, str(error)) from error


def _form(path: Path) -> tuple[bytes, bytes]:
    """Return the digest of the SVG that a form was made from, and its operators."""
    form = _content(path)
    return form[:_DIGEST], form[_DIGEST:]


def _unusable(path: Path, why: str) -> UserError:
    return UserError.one(
        f"is no picture that can be placed: {why}",
        file=str(path),
        hint="use plain paths and groups with colours like #1c6b4a",
    )


def _only_draws(form: bytes) -> bool:
    """Return whether deflated operators are complete, not too many, and only draw paths."""
    inflater = zlib.decompressobj()
    try:
        operators = inflater.decompress(form, MAX_OPERATOR_BYTES)
    except zlib.error:
        return False
    numbers = b" ".join(set(operators.split()) - _OPERATORS)
    return inflater.eof and _NUMBERS.fullmatch(numbers) is not None
