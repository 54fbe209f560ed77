"""Answer for a roster: take it, tell how far it is, make its sheets, stop."""

from __future__ import annotations

from functools import partial
from importlib.resources import files
from typing import TYPE_CHECKING, Annotated

from pydantic import Field
from starlette.responses import JSONResponse, Response

from handouts.roster.table import MAX_BYTES as MAX_ROSTER_BYTES
from handouts.web.draft import MAX_BYTES, BadRequestError, read_form
from handouts.web.friday import Friday
from handouts.web.pages import render
from handouts.web.request_body import read_body
from handouts.web.shelf import ShelvedSheet
from patterns.schema.base import Model

if TYPE_CHECKING:
    from starlette.requests import Request

    from handouts.web.state import PageState

STARTER = "commands/starters/roster.csv"

FILE_NAME = "sheets-{day}.pdf"


class RosterForm(Model):
    """The tab whose roster is meant."""

    tab: Annotated[str, Field(pattern=r"^[0-9a-z-]{1,40}$")]


async def page(request: Request) -> Response:
    """Show where a roster is dropped."""
    return render("friday.html", here="friday")


async def starter(request: Request) -> Response:
    """Answer with a table to start from."""
    return Response(files("handouts").joinpath(STARTER).read_bytes(), media_type="text/csv")


async def take(request: Request) -> Response:
    """Take a roster and check it; the page asks again and again how far that is."""
    state: PageState = request.app.state.page
    tab = request.headers.get("x-tab", "")
    data = await read_body(request, MAX_ROSTER_BYTES)
    patterns, _ = await state.work(lambda: state.summaries)
    settings = state.settings
    friday = Friday(settings.store, state.brand, settings.library)
    state.put_friday(tab, friday)
    friday.begin()
    titles = {pattern.id: pattern.title for pattern in patterns}
    state.start(partial(friday.read, data, settings.today(), titles))
    return JSONResponse(friday.told())


async def tell(request: Request) -> Response:
    """Tell how far the roster of a tab is."""
    friday = await _asked(request)
    return JSONResponse(friday.told() | {"token": friday.token, "file": friday.file_name})


async def make(request: Request) -> Response:
    """Make the sheets of the good rows, or go on with that."""
    state: PageState = request.app.state.page
    form = read_form(await read_body(request, MAX_BYTES), RosterForm)
    friday = _of(state, form.tab)
    friday.begin()
    state.start(partial(_make, state, friday, form.tab))
    return JSONResponse(friday.told())


def _make(state: PageState, friday: Friday, tab: str) -> None:
    pdf = friday.make()
    if pdf:
        name = FILE_NAME.format(day=state.settings.today().isoformat())
        friday.give(state.shelf.put(ShelvedSheet(tab, pdf, 0, name, ready=True)), name)


async def stop(request: Request) -> Response:
    """Stop what is being done for a roster."""
    friday = await _asked(request)
    friday.stop()
    return JSONResponse(friday.told())


async def clear(request: Request) -> Response:
    """Forget the roster of a tab and its sheets."""
    state: PageState = request.app.state.page
    form = read_form(await read_body(request, MAX_BYTES), RosterForm)
    state.forget_friday(form.tab)
    state.shelf.clear(form.tab)
    return Response(status_code=204)


async def _asked(request: Request) -> Friday:
    state: PageState = request.app.state.page
    form = read_form(await read_body(request, MAX_BYTES), RosterForm)
    return _of(state, form.tab)


def _of(state: PageState, tab: str) -> Friday:
    friday = state.friday(tab)
    if friday is None:
        raise BadRequestError
    return friday
