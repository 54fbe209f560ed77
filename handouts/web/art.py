"""Give the pictures of the library for the page, with the marks that a sheet draws on them."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from handouts.layout.art.drawing_loader import load_drawing
from handouts.web.drawing_svg import svg_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from patterns.catalog import Entry
    from patterns.pattern import Activity

Points = Sequence[tuple[float, float]]

PLATES = ("hurts", "patch", "cold", "heat")
"""The parts of a pattern that may have a plate."""

SIDES = ("left", "right", "both")

TARGET = (
    '<g fill="none"><circle cx="{x}" cy="{y}" r="{r}" stroke="#ffffff" stroke-width="{halo}"/>'
    '<circle cx="{x}" cy="{y}" r="{r}" stroke="#a3142a" stroke-width="{line}"/>'
    '<circle cx="{x}" cy="{y}" r="{dot}" fill="#a3142a"/></g>'
)
PAIN = '<path d="{d}" fill="#a3142a" fill-opacity="0.35" stroke="#a3142a" stroke-width="4"/>'
PACK = '<path d="{d}" fill="#0b6b3a" fill-opacity="0.2" stroke="#0b6b3a" stroke-width="5"/>'
PLACE = (
    '<g class="place" data-place="{id}"><circle cx="{x}" cy="{y}" r="46" fill="#ffffff" '
    'stroke="#0b6b3a" stroke-width="8"/><text x="{x}" y="{below}" text-anchor="middle" '
    'font-family="sans-serif" font-weight="700" font-size="56" fill="#0b6b3a">{letter}</text></g>'
)


class DrawnArt(NamedTuple):
    """A drawing, and the named points and areas on it."""

    svg: str
    anchors: Mapping[str, Points]
    areas: Mapping[str, Sequence[Points]]

    def centers(self, name: str) -> Points:
        """Return the points of a name, or the middles of its areas."""
        return self.anchors.get(name) or [_middle(area) for area in self.areas.get(name, ())]

    def marked(self, marks: Iterable[str]) -> str:
        """Return the drawing with marks over it."""
        return self.svg.rpartition("</svg>")[0] + "".join(marks) + "</svg>"


def activity_picture(activity: Activity, pictures: Path, side: str) -> str | None:
    """Return the drawing of an activity that shows it best: the last of those that it has."""
    if not activity.frames:
        return None
    frame = activity.frames[-1]
    art = _read(pictures, frame.picture, side)
    return art.marked(_target(place) for place in art.anchors.get(frame.sore or "", ()))


def pattern_picture(entry: Entry, about: str, side: str) -> str | None:
    """Return a plate of a pattern: where it `hurts`, or that of an application."""
    part = getattr(entry.pattern, about, None) if about in PLATES else None
    if part is None or part.picture is None:
        return None
    art = _read(entry.pictures, part.picture, side)
    return art.marked(_marks(entry, about, part.picture, art))


def _marks(entry: Entry, about: str, picture: str, art: DrawnArt) -> Iterator[str]:
    """Draw the marks of a plate, and on that of the patch a letter for each place."""
    shapes = {"hatch": PAIN, "stripes": PACK, "waves": PACK}
    for mark in entry.pattern.pictures[picture].marks:
        for area in art.areas.get(mark.at, ()) if mark.kind in shapes else ():
            yield shapes[mark.kind].format(d=_polygon(area))
    sites = entry.pattern.patch.sites if about == "patch" and entry.pattern.patch else ()
    for letter, site in zip("ABCD", sites, strict=False):
        for x, y in art.centers(site.at or ""):
            yield PLACE.format(x=x, y=y, below=y + 20, letter=letter, id=escape(site.id))


def _middle(area: Points) -> tuple[float, float]:
    x, y = (sum(axis) / len(area) for axis in zip(*area, strict=True))
    return x, y


def _target(place: tuple[float, float]) -> str:
    x, y = place
    return TARGET.format(x=x, y=y, r=40, halo=26, line=13, dot=15)


def _polygon(area: Points) -> str:
    return "M" + "L".join(f"{x} {y}" for x, y in area) + "z"


def _read(folder: Path, picture: str, side: str) -> DrawnArt:
    """Read a picture and its places; raise `UserError` if it is not there."""
    drawing = load_drawing(folder, f"{picture}.{side}", picture)
    return DrawnArt(svg_of(drawing), drawing.anchors, drawing.areas)
