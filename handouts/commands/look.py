"""Show scenes to look at: one as an image while it is written, or all pictures on one page."""

from __future__ import annotations

import html
import json
import re
import time
from typing import TYPE_CHECKING

from handouts import interruption
from handouts.files.atomic import SHARED, write_atomically
from patterns.errors import UserError
from patterns.extras import require_extra
from patterns.files import read_file
from patterns.library_paths import PICTURES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

WIDTH = 1000
"""Pixels of each picture of an image: about three times as many as a sheet shows of it."""

PAUSE = 0.2
"""Seconds between two looks at whether a scene was saved."""

MAX_PICTURE = 1_000_000
"""Bytes that a picture may have."""

PAGE = """\
<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Pictures</title>
<style>
body {{ font: 16px sans-serif; margin: 24px; background: #e9ebec }}
figure {{ display: inline-block; margin: 0 16px 24px 0; vertical-align: top }}
svg {{ display: block; width: 45mm; background: white }}
input:checked ~ figure svg {{ filter: grayscale(1) }}
#large:checked ~ figure svg {{ width: 180mm; filter: none }}
#large:checked ~ #gray:checked ~ figure svg {{ filter: grayscale(1) }}
figcaption {{ max-width: 45mm; font-size: 12px }}
</style>
<h1>Pictures</h1>
<input type="checkbox" id="large"><label for="large">four times as wide</label>
<input type="checkbox" id="gray"><label for="gray">gray</label>
<hr>
{figures}
</html>
"""

RING = (
    '<circle cx="{x}" cy="{y}" r="{r}" fill="none" stroke="#ffffff" stroke-width="{halo}"/>'
    '<circle cx="{x}" cy="{y}" r="{r}" fill="none" stroke="#a3142a" stroke-width="{line}"/>'
)
"""About the ring that a sheet puts on the sore muscle."""


def write_image(scene: Path, path: Path, *, draft: bool) -> None:
    """Draw the pictures of a scene below one another in one PNG file; a draft has one, coarse."""
    with require_extra("draw"):
        import resvg_py

        from patterns.drawing.scene import draw_scene

        pictures = draw_scene(scene, draft=draft)
    svg = stacked([picture.svg for picture in pictures])
    data = bytes(resvg_py.svg_to_bytes(svg_string=svg, width=WIDTH, background="white"))
    write_atomically(path, data, replace=True, mode=SHARED)


def stacked(drawings: Sequence[str]) -> str:
    """Put SVG pictures below one another into one."""
    top, groups = 0.0, []
    width = max(size_of(svg)[0] for svg in drawings)
    for svg in drawings:
        groups.append(f'<g transform="translate(0 {top})">{inside(svg)}</g>')
        top += size_of(svg)[1]
    box = f"0 0 {width} {top}"
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}">{"".join(groups)}</svg>'


def size_of(svg: str) -> tuple[float, float]:
    """Return the width and the height of a picture, in its own units."""
    found = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg)
    width, height = found.groups() if found else ("0", "0")
    return float(width), float(height)


def inside(svg: str) -> str:
    """Return what an SVG picture holds."""
    return svg.partition(">")[2].rpartition("</svg>")[0]


def saved_scenes(scenes: Sequence[Path]) -> Iterator[list[Path]]:
    """Yield all scenes, and then, again and again, those that were saved since; it never ends."""
    times: dict[Path, int] = {}
    while True:
        now = {scene: _saved_at(scene) for scene in scenes}
        changed = [scene for scene in scenes if now[scene] != times.get(scene)]
        times = now
        if changed:
            yield changed
        time.sleep(PAUSE)
        interruption.check()


def _saved_at(scene: Path) -> int:
    try:
        return scene.stat().st_mtime_ns
    except OSError:  # an editor may take it away for a moment
        return 0


def write_gallery(scenes: Iterable[Path], path: Path) -> None:
    """Write a page of all drawn pictures of some scenes, as large as they print, in color or gray.

    Raises `UserError` for a scene whose pictures were never drawn.
    """
    figures = [_figure(picture) for scene in scenes for picture in _pictures_of(scene)]
    page = PAGE.format(figures="\n".join(figures))
    write_atomically(path, page.encode(), replace=True, mode=SHARED)


def _pictures_of(scene: Path) -> list[Path]:
    found = sorted((scene.parent.parent / PICTURES).glob(f"{scene.stem}.*.svg"))
    if not found:
        hint = "draw it with: handouts draw"
        raise UserError.one("has no pictures", file=str(scene), hint=hint)
    return found


def _figure(picture: Path) -> str:
    svg = read_file(picture, name=str(picture), limit=MAX_PICTURE).decode()
    anchors_file = picture.with_suffix(".json")
    anchors = json.loads(read_file(anchors_file, name=str(anchors_file), limit=MAX_PICTURE))
    width, height = size_of(svg)
    ring = "".join(
        RING.format(x=x, y=y, r=width / 45 * 1.9, halo=width / 45 * 1.1, line=width / 45 * 0.6)
        for x, y in anchors["anchors"].get("sore", [])
    )
    name = f"{picture.stem}, {len(svg) / 1000:.0f} KB"
    return (
        f'<figure><svg viewBox="0 0 {width} {height}">{inside(svg)}{ring}</svg>'
        f"<figcaption>{html.escape(name)}</figcaption></figure>"
    )
