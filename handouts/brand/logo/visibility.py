"""Find out what of a logo shows on white paper: the part to keep, and white parts that are lost."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, NamedTuple

from PIL import Image, ImageChops

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PIL.Image import Image as Picture

Box = tuple[int, int, int, int]
"""Left, top, right and bottom in pixels."""

KEPT = 0.75
"""Margins are wide if what is seen takes less than this of the width or of the height."""

MIN_SEEN = 12
"""Levels of 255 in one channel by which a pixel must differ from white to be seen at all."""

MIN_SHOWN = 24
"""Levels by which it must differ to bound a white part, as the ring around a white disk does."""

MAX_LOST = 0.03
"""The share of the drawn area that may be white on white, such as specks of a clumsy cut-out."""

_SURVEYED = 4_000_000  # pixels; a larger picture is looked at in a smaller copy
_MAX_CONTACT = 0.05  # of the edge of a lost part may touch something that shows
_SURVEY_SIDE = 512  # pixels; white parts are looked for in a smaller copy
_OPAQUE = 128  # of 255
_CLEAR, _WHITE, _SHOWN = b"\0", b"\1", b"\2"
_WHITE_RUN = re.compile(_WHITE + b"+")


class _Run(NamedTuple):
    """White pixels beside each other in one row; `part` is the number of its part."""

    start: int
    end: int
    part: int


def box_to_keep(picture: Picture) -> Box | None:
    """Return the box around all that is seen on white paper; None if nothing is.

    Margins that are not wide are kept: they belong to the logo.
    """
    step = max(1, math.isqrt(picture.width * picture.height // _SURVEYED))
    small = picture.reduce(step) if step > 1 else picture
    seen = _difference(small).point(lambda level: 255 * (level > MIN_SEEN)).getbbox()
    if seen is None:
        return None
    left, top, right, bottom = (step * edge for edge in seen)
    right, bottom = min(right, picture.width), min(bottom, picture.height)
    wide = right - left < KEPT * picture.width or bottom - top < KEPT * picture.height
    return (left, top, right, bottom) if wide else (0, 0, *picture.size)


def loses_white_parts(picture: Picture) -> bool:
    """Whether white parts on a see-through ground, such as lettering, vanish on white paper.

    A white part that something else bounds, such as the inside of a badge, shows by its edge.
    """
    if not picture.has_transparency_data:
        return False
    step = math.ceil(max(picture.size) / _SURVEY_SIDE)
    small = (picture.reduce(step) if step > 1 else picture).convert("RGBA")
    rows = list(_classes(small))
    drawn = sum(len(row) - row.count(_CLEAR) for row in rows)
    return sum(_lost_areas(rows)) > MAX_LOST * drawn


def _difference(picture: Picture) -> Picture:
    """Return by how much each pixel differs from white on paper, in its strongest channel."""
    paper = Image.new("RGBA", picture.size, "white")
    paper.alpha_composite(picture.convert("RGBA"))
    red, green, blue = ImageChops.invert(paper.convert("RGB")).split()
    return ImageChops.lighter(ImageChops.lighter(red, green), blue)


def _classes(picture: Picture) -> Iterator[bytes]:
    """Yield the class of each pixel, row by row: clear, white, or shown."""
    shown = _difference(picture).point(lambda level: 2 * (level > MIN_SHOWN))
    opaque = picture.getchannel("A").point(lambda level: int(level >= _OPAQUE))
    classes = ImageChops.lighter(shown, opaque).tobytes()
    width = picture.width
    yield from (classes[i : i + width] for i in range(0, len(classes), width))


def _lost_areas(rows: list[bytes]) -> Iterator[int]:
    """Yield the area of each white part whose edge touches hardly anything that shows."""
    parts: list[int] = []  # for each part the one that it belongs to
    areas: list[int] = []
    shown: list[int] = []
    edges: list[int] = []

    def root(part: int) -> int:
        while parts[part] != part:
            part = parts[part]
        return part

    above: list[_Run] = []
    for y, row in enumerate(rows):
        runs: list[_Run] = []
        for match in _WHITE_RUN.finditer(row):
            part = len(parts)
            parts.append(part)
            start, end = match.span()
            edge = _edge(rows, y, start, end)
            areas.append(end - start)
            shown.append(edge.count(_SHOWN))
            edges.append(len(edge) - edge.count(_WHITE))
            runs.append(_Run(start, end, part))
            for other in above:
                if other.start < end and start < other.end:
                    parts[root(other.part)] = root(part)
        above = runs
    totals: dict[int, list[int]] = {}
    for part, counts in enumerate(zip(areas, shown, edges, strict=True)):
        total = totals.setdefault(root(part), [0, 0, 0])
        total[:] = map(sum, zip(total, counts, strict=True))
    yield from (area for area, touching, edge in totals.values() if touching <= _MAX_CONTACT * edge)


def _edge(rows: list[bytes], y: int, start: int, end: int) -> bytes:
    """Return the pixels around a run: beside it, above and below."""
    row = rows[y]
    above = rows[y - 1][start:end] if y else b""
    below = rows[y + 1][start:end] if y + 1 < len(rows) else b""
    return row[max(start - 1, 0) : start] + row[end : end + 1] + above + below
