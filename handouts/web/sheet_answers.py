"""Answer for a sheet: make it, show its sides, give its file, and give pictures of the library."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Field
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from handouts.commands.preview import draw_side
from handouts.web.art import SIDES, activity_picture, pattern_picture
from handouts.web.draft import MAX_BYTES, read_draft, read_form
from handouts.web.request_body import read_body
from handouts.web.sheets import field_problem
from handouts.web.shelf import ShelvedSheet
from patterns.errors import UserError
from patterns.schema.base import Model

if TYPE_CHECKING:
    from collections.abc import Iterable

    from starlette.requests import Request

    from handouts.web.sheets import FieldProblem, MadeSheet
    from handouts.web.state import PageState

MIN_WIDTH, MAX_WIDTH = 40, 2400
"""Pixels of a picture of a side."""

PDF_POLICY = (
    "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'"
)
"""Of a sheet, which the page shows in a frame to print it; browsers style their own viewer."""

ART_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""Of a picture, which may be a clinic's own; nothing in it is run or loaded."""


class TabForm(Model):
    """The tab whose sheets are to be forgotten."""

    tab: Annotated[str, Field(pattern=r"^[0-9a-z-]{1,40}$")]


async def make(request: Request) -> Response:
    """Make a sheet; answer with what the page shows of it, or with what is to be mended."""
    state: PageState = request.app.state.page
    settings = state.settings
    body = await read_body(request, MAX_BYTES)
    try:
        draft = read_draft(body, settings.today(), state.brand, settings.library)
    except UserError as error:
        return _refusal(map(field_problem, error.problems))
    made = await state.work(partial(state.sheets.make, draft))
    token = ""
    if made.pdf:
        shelved = ShelvedSheet(
            draft.tab, made.pdf, made.sides, made.file_name, made.ready, made.given
        )
        token = state.shelf.put(shelved)
    return JSONResponse(_told(made, token))


def _told(made: MadeSheet, token: str) -> dict[str, Any]:
    shown = None if made.cards is None else [_card(card) for card in made.cards]
    return {
        "token": token,
        "sides": made.sides,
        "ready": made.ready,
        "file": made.file_name,
        "number": made.number,
        "minutes": made.minutes,
        "cards": shown,
        "gates": [gate._asdict() for gate in made.gates],
        "chart": made.chart,
        "problems": [problem._asdict() for problem in made.problems],
        "warnings": made.warnings,
    }


def _card(card: Any) -> dict[str, Any]:
    return {
        **card._asdict(),
        "inputs": [each._asdict() for each in card.inputs],
        "places": [each._asdict() for each in card.places],
    }


def _refusal(problems: Iterable[FieldProblem]) -> Response:
    return JSONResponse({"token": "", "cards": None, "problems": [p._asdict() for p in problems]})


async def clear(request: Request) -> Response:
    """Forget the sheets of a tab."""
    state: PageState = request.app.state.page
    state.shelf.clear(read_form(await read_body(request, MAX_BYTES), TabForm).tab)
    return Response(status_code=204)


async def side(request: Request) -> Response:
    """Answer with a picture of one side, as wide as it is shown."""
    state: PageState = request.app.state.page
    sheet = state.shelf.get(request.path_params["token"])
    number = request.path_params["side"]
    asked = request.query_params.get("width", "")
    width = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 5 else MIN_WIDTH
    if sheet is None or not 1 <= number <= sheet.sides:
        raise HTTPException(404)
    width = min(max(width, MIN_WIDTH), MAX_WIDTH)
    png = await state.work(partial(draw_side, sheet.pdf, number - 1, width))
    return Response(png, media_type="image/png")


async def pdf(request: Request) -> Response:
    """Answer with the file of a sheet that may be printed, to look at or to save."""
    state: PageState = request.app.state.page
    sheet = state.shelf.get(request.path_params["token"])
    if sheet is None or not sheet.ready:
        raise HTTPException(404)
    kept = "attachment" if request.query_params.get("save") else "inline"
    headers = {
        "Content-Disposition": f'{kept}; filename="{sheet.file_name}"',
        "Content-Security-Policy": PDF_POLICY,
    }
    return Response(sheet.pdf, media_type="application/pdf", headers=headers)


async def art(request: Request) -> Response:
    """Answer with a picture of the library: of an activity, or a plate of a pattern."""
    state: PageState = request.app.state.page
    found = await state.work(partial(_find_art, state, **request.path_params))
    if found is None:
        raise HTTPException(404)
    headers = {"Content-Security-Policy": ART_POLICY}
    return Response(found, media_type="image/svg+xml", headers=headers)


def _find_art(state: PageState, kind: str, id: str, about: str) -> str | None:  # noqa: A002
    what, _, side = about.rpartition("/")
    library = state.library
    if side not in SIDES:
        return None
    try:
        if kind == "activity" and not what and id in library.activities:
            entry = library.activities[id]
            return activity_picture(entry.activity, entry.pictures, side)
        if kind == "pattern" and id in library.patterns:
            return pattern_picture(library.patterns[id], what, side)
    except (UserError, ValueError):  # a picture that is missing or odd; the sheet says so
        return None
    return None
