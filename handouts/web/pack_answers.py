"""Answer for packs: save one, delete one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from pydantic import Field
from starlette.responses import JSONResponse, Response

from handouts.web.draft import MAX_BYTES, as_sentences, read_form
from handouts.web.packs import delete_pack, read_packs, save_pack
from handouts.web.request_body import read_body
from patterns.errors import UserError
from patterns.field_types import Slug
from patterns.schema.base import Model

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.requests import Request

    from handouts.web.state import PageState


class PackForm(Model):
    """A pack to save, or without a plan to delete."""

    pattern: Slug
    name: str
    plan: dict[str, Any] = Field(default_factory=dict)


async def save(request: Request) -> Response:
    """Save a pack; answer with all packs of its pattern, or with what is wrong."""
    state: PageState = request.app.state.page
    form = read_form(await read_body(request, MAX_BYTES), PackForm)
    config = state.settings.config
    task = partial(save_pack, config, form.pattern, form.name, form.plan)
    return await _answer(state, form.pattern, task)


async def delete(request: Request) -> Response:
    """Delete a pack; answer with those that are left."""
    state: PageState = request.app.state.page
    form = read_form(await read_body(request, MAX_BYTES), PackForm)
    task = partial(delete_pack, state.settings.config, form.pattern, form.name)
    return await _answer(state, form.pattern, task)


async def _answer(state: PageState, pattern: str, task: Callable[[], str | None]) -> Response:
    try:
        name = await state.work(task)
    except UserError as error:
        return JSONResponse({"problem": " ".join(map(as_sentences, error.problems))})
    packs = await state.work(partial(read_packs, state.settings.config, pattern))
    return JSONResponse({"packs": packs, "name": name})
