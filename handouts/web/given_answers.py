"""Answer for the record of what was given: turn it, add to it, find a sheet in it by its number."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from starlette.responses import JSONResponse, Response

from handouts.commands.bring_back import check_same
from handouts.request.given import find_given, record, turn_record
from handouts.web.draft import MAX_BYTES, as_sentences, read_form
from handouts.web.request_body import read_body
from handouts.web.words import words
from patterns.errors import UserError
from patterns.schema.base import Model

if TYPE_CHECKING:
    from starlette.requests import Request

    from handouts.web.state import PageState


class TurnForm(Model):
    """Whether a record is kept from now on."""

    on: bool


class PrintedForm(Model):
    """The token of a sheet that is printed."""

    token: str


class NumberForm(Model):
    """The number of a sheet, as it was typed."""

    number: str


async def turn(request: Request) -> Response:
    """Turn the record on or off."""
    state: PageState = request.app.state.page
    form = read_form(await read_body(request, MAX_BYTES), TurnForm)
    if state.settings.config is None:
        return JSONResponse({"problem": words().no_folder})
    try:
        await state.work(partial(turn_record, state.settings.config, on=form.on))
    except UserError as error:
        return JSONResponse({"problem": _sentences(error)})
    return JSONResponse({"problem": ""})


async def add(request: Request) -> Response:
    """Record a sheet that is printed, if a record is kept."""
    state: PageState = request.app.state.page
    form = read_form(await read_body(request, MAX_BYTES), PrintedForm)
    sheet = state.shelf.get(form.token)
    if sheet is not None and sheet.ready and sheet.given is not None:
        try:
            await state.work(partial(record, state.settings.config, sheet.given))
        except UserError as error:
            return JSONResponse({"problem": _sentences(error)})
    return JSONResponse({"problem": ""})


async def find(request: Request) -> Response:
    """Find the sheet of a number; answer with the address of its page."""
    state: PageState = request.app.state.page
    form = read_form(await read_body(request, MAX_BYTES), NumberForm)
    try:
        given = await state.work(partial(find_given, state.settings.config, form.number))
    except UserError as error:
        return JSONResponse({"problem": _sentences(error)})
    if given.pattern not in state.library.patterns:
        return JSONResponse({"problem": words().pattern_gone.format(name=given.pattern)})
    return JSONResponse({"address": f"/sheet/{given.pattern}?number={given.number}"})


def brought_back(state: PageState, number: str) -> dict[str, Any] | None:
    """Return what the page of a sheet begins with to bring back one that was given."""
    try:
        given = find_given(state.settings.config, number)
    except UserError:
        return None
    request = given.request()._replace(brand=state.brand, library=state.settings.library)
    changed = ""
    try:
        check_same(given, request)
    except UserError as error:
        changed = _sentences(error)
    told = {"day": given.day.isoformat(), "changed": changed}
    return {**given.model_dump(include={"number", "plan", "paper", "notice"}), **told}


def _sentences(error: UserError) -> str:
    return " ".join(map(as_sentences, error.problems))
