"""Answer with the pages of the program: templates filled with what they show."""

from __future__ import annotations

from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse

from handouts.request.given import is_recorded
from handouts.request.languages import known_languages
from handouts.request.values import MAX_NOTE, VALUES
from handouts.web.given_answers import brought_back
from handouts.web.packs import read_packs
from handouts.web.words import words

if TYPE_CHECKING:
    from starlette.requests import Request

    from handouts.web.state import PageState

CARD = "card"
"""The edition that is no other print of the sheet; the page offers it by itself."""

TEMPLATES = Path(__file__).parent / "templates"


@cache
def environment() -> Environment:
    """Return the templates; everything that is put into one is escaped."""
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def render(name: str, **values: object) -> HTMLResponse:
    """Fill a template."""
    return HTMLResponse(environment().get_template(name).render(words=words(), **values))


async def start(request: Request) -> HTMLResponse:
    """Show where it may hurt, and the patterns."""
    state: PageState = request.app.state.page
    patterns, _ = await state.work(lambda: state.summaries)
    areas = [area for area in words().areas if any(area in p.regions for p in patterns)]
    return render(
        "start.html",
        here="sheet",
        patterns=patterns,
        areas=areas,
        known={**words().search.model_dump(mode="json"), "areas": words().areas},
        clinic_is_set_up=state.brand is not None,
        is_recorded=await state.work(partial(is_recorded, state.settings.config)),
        problems=[str(problem) for problem in state.library.problems],
    )


async def compose(request: Request) -> HTMLResponse:
    """Show the sheet of one pattern, to be composed."""
    state: PageState = request.app.state.page
    patterns, activities = await state.work(lambda: state.summaries)
    name = request.path_params["pattern"]
    pattern = next((pattern for pattern in patterns if pattern.id == name), None)
    if pattern is None:
        raise HTTPException(404)
    side = request.query_params.get("side", "both")
    number = request.query_params.get("number", "")
    given = await state.work(partial(brought_back, state, number)) if number else None
    packs = await state.work(partial(read_packs, state.settings.config, name))
    return render(
        "compose.html",
        here="sheet",
        pattern=pattern,
        packs=packs,
        given=given,
        side=side if side in VALUES["side"].words else "both",
        known={
            "pattern": pattern.id,
            "activities": [activity._asdict() for activity in activities],
            "packs": packs,
            "usual": pattern.usual,
            "given": given,
        },
        editions=[name for name in VALUES["edition"].words if name != CARD],
        papers=VALUES["paper"].words,
        languages=known_languages(state.settings.library),
        max_note=MAX_NOTE,
    )
