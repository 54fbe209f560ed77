"""Render an SVG with resvg: a program of its own, started by `handouts.brand.logo.svg`.

resvg crashes on some drawings and takes minutes for others; here it is held to limits, and its end
is the end of nothing else. The arguments are those of `_main`; the SVG comes by standard input, the
PNG leaves by standard output.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import Any

import resvg_py

MAX_MEMORY = 1 << 30  # bytes; a usual logo takes 30 MB
FONT_MISSING, NOT_DRAWN = 3, 4  # exit codes

CSS_INCH = 96  # pixels
_GENERIC = ("font", "serif", "sans_serif", "cursive", "fantasy", "monospace")


def render(svg: str, width: int, height: int, fonts: list[str], stand_in: str = "-") -> bytes:
    """Render an SVG as large as fits into a room; `stand_in` is set for fonts that are missing."""
    families: dict[str, Any] = {f"{kind}_family": stand_in for kind in _GENERIC}
    return resvg_py.svg_to_bytes(
        svg_string=svg,
        width=width,
        height=height,
        dpi=CSS_INCH,
        languages=["en"],
        skip_system_fonts=True,
        font_files=fonts,
        **families,
    )


def _set_limits(seconds: int) -> None:
    """Limit time and memory where the system can; Windows leaves it to the clock of the parent."""
    with suppress(ImportError):
        import resource

        for kind, limit in (
            (resource.RLIMIT_CPU, seconds),
            (resource.RLIMIT_AS, MAX_MEMORY),
            (resource.RLIMIT_CORE, 0),
        ):
            with suppress(ValueError, OSError):  # lower already, or not known to this system
                resource.setrlimit(kind, (limit, limit))


def _main(seconds: str, width: str, height: str, stand_in: str, *fonts: str) -> int:
    """Take seconds of processor time, the room in pixels, a shipped family and files of fonts."""
    _set_limits(int(seconds))
    svg = sys.stdin.buffer.read().decode()
    size = int(width), int(height)
    try:
        picture = render(svg, *size, [*fonts])
        # Without its font a text is left out, and nothing is said of it.
        if fonts and picture != render(svg, *size, [*fonts], stand_in):
            return FONT_MISSING
    except BaseException:  # a panic of resvg is no Exception
        return NOT_DRAWN
    sys.stdout.buffer.write(picture)
    return 0


if __name__ == "__main__":
    raise SystemExit(_main(*sys.argv[1:]))
