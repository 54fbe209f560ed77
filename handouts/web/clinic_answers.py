"""Answer for the clinic: show its form, try it on a sheet, take a logo, save it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Annotated

from pydantic import Field
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from handouts.brand.logo.reading import MAX_LOGO_BYTES
from handouts.files.own_files import CLINIC
from handouts.request.given import is_recorded
from handouts.web.brand_form import ClinicForm
from handouts.web.color_advice import advise, made_tint
from handouts.web.draft import MAX_BYTES, as_sentences, read_form
from handouts.web.pages import render
from handouts.web.request_body import read_body
from handouts.web.sheet_answers import ART_POLICY
from handouts.web.shelf import ShelvedSheet
from patterns.errors import UserError

if TYPE_CHECKING:
    from starlette.requests import Request

    from handouts.web.state import PageState
    from patterns.catalog import Entry

LOGO_TYPES = {"png": "image/png", "jpg": "image/jpeg", "webp": "image/webp", "svg": "image/svg+xml"}


class TryForm(ClinicForm):
    """The form of the clinic, and the tab that it is in."""

    tab: Annotated[str, Field(pattern=r"^[0-9a-z-]{1,40}$")]


async def page(request: Request) -> Response:
    """Show the form, with what the clinic's brand file holds."""
    state: PageState = request.app.state.page
    try:
        values = await state.work(state.clinic.begin)
    except UserError as error:
        raise HTTPException(500, " ".join(map(as_sentences, error.problems))) from None
    config = state.settings.config
    folder = "" if config is None else str(config / CLINIC)
    on = await state.work(partial(is_recorded, config))
    return render("clinic.html", here="clinic", known=values, folder=folder, is_recorded=on)


async def try_out(request: Request) -> Response:
    """Try the form on a sheet: answer with its picture, with what is refused, and with colors."""
    state: PageState = request.app.state.page
    form = read_form(await read_body(request, MAX_BYTES), TryForm)
    day = state.settings.today()
    tried = await state.work(lambda: state.clinic.try_out(form, _pattern(state), day))
    token = ""
    if tried.pdf:
        token = state.shelf.put(ShelvedSheet(form.tab, tried.pdf, 1, "sheet.pdf", ready=False))
    return JSONResponse(
        {
            "token": token,
            "problems": [problem._asdict() for problem in tried.problems],
            "colors": {name: each._asdict() for name, each in advise(form.colours).items()},
            "made_tint": made_tint(form.colours.primary),
        }
    )


async def save(request: Request) -> Response:
    """Save the form as the clinic's brand."""
    state: PageState = request.app.state.page
    form = read_form(await read_body(request, MAX_BYTES), TryForm)
    problems = await state.work(lambda: state.clinic.save(form, _pattern(state)))
    if not problems:
        state.reload()
    return JSONResponse({"problems": [problem._asdict() for problem in problems]})


async def take_logo(request: Request) -> Response:
    """Take the file that was dropped as the logo; say why if it cannot be printed."""
    state: PageState = request.app.state.page
    data = await read_body(request, MAX_LOGO_BYTES)
    try:
        await state.work(partial(state.clinic.take_logo, data))
    except UserError as error:
        return JSONResponse({"problem": " ".join(map(as_sentences, error.problems))})
    return JSONResponse({"problem": ""})


async def logo(request: Request) -> Response:
    """Answer with the logo that is being edited."""
    state: PageState = request.app.state.page
    found = await state.work(lambda: state.clinic.logo)
    if found is None:
        raise HTTPException(404)
    data, name = found
    kind = LOGO_TYPES.get(name.rpartition(".")[2].casefold(), "application/octet-stream")
    return Response(data, media_type=kind, headers={"Content-Security-Policy": ART_POLICY})


def _pattern(state: PageState) -> Entry:
    """Return the pattern that a brand is tried on: the first of those that are shown."""
    patterns, _ = state.summaries
    return state.library.patterns[patterns[0].id]
