"""Answer with the files of the page: its style, its scripts, its letters."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.responses import Response

if TYPE_CHECKING:
    from starlette.requests import Request

KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}

FONTS = {
    "words.ttf": ("fontpkg_atkinson_hyperlegible", "AtkinsonHyperlegible-Regular.ttf"),
    "words-bold.ttf": ("fontpkg_atkinson_hyperlegible", "AtkinsonHyperlegible-Bold.ttf"),
    "figures.ttf": ("fontpkg_fira_sans", "FiraSans-Regular.ttf"),
    "figures-bold.ttf": ("fontpkg_fira_sans", "FiraSans-Bold.ttf"),
}
"""The letters of the sheet, and figures whose zero has no stroke, which would look like a fault."""


@cache
def known_files() -> dict[str, bytes]:
    """Read all files of the page by name."""
    folder = files("handouts").joinpath("web/static")
    names = sorted(each.name for each in folder.iterdir() if "." in each.name)
    return {n: files("handouts").joinpath("web/static", n).read_bytes() for n in names}


async def file(request: Request) -> Response:
    """Answer with a file of the page."""
    name = request.path_params["name"]
    if name not in known_files():
        raise HTTPException(404)
    return Response(known_files()[name], media_type=KINDS[name[name.rindex(".") :]])


async def font(request: Request) -> Response:
    """Answer with a font."""
    name = request.path_params["name"]
    if name not in FONTS:
        raise HTTPException(404)
    return Response(font_data(name), media_type="font/ttf")


@cache
def font_data(name: str) -> bytes:
    """Read a font from its package."""
    package, path = FONTS[name]
    return files(package).joinpath("files", path).read_bytes()
