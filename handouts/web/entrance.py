"""Let a browser in, and know for how long it has the page open."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from starlette.responses import PlainTextResponse, Response, StreamingResponse

from handouts.web.pages import render
from handouts.web.words import words

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from starlette.requests import Request

    from handouts.web.state import PageState

BEAT_SECONDS = 5.0
"""Seconds between two signs of life to a page."""

MAX_STREAMS = 3
"""Browsers open six connections to one server; so many may wait for signs of life."""


async def enter(request: Request) -> Response:
    """Exchange the key of the address for a cookie.

    The page that goes on is our own: a browser would not send a strict cookie along with a
    redirection that began elsewhere, such as in a mail or a terminal.
    """
    state: PageState = request.app.state.page
    admission = state.admission
    if not admission.exchange(request.query_params.get("key", "")):
        return PlainTextResponse(words().refused["key"], 403)
    answer = render("enter.html")
    answer.set_cookie(admission.cookie, admission.secret, httponly=True, samesite="strict")
    return answer


async def alive(request: Request) -> Response:
    """Keep a stream open for as long as a page is; its end tells either side of the other's."""
    state: PageState = request.app.state.page
    if state.presence.streams >= MAX_STREAMS:
        state.presence.note()
        return Response(status_code=204)  # the page does not try again, but says that it is there
    return StreamingResponse(_beats(state), media_type="text/event-stream")


async def note_alive(request: Request) -> Response:
    """Note that a page without a stream is there."""
    state: PageState = request.app.state.page
    state.presence.note()
    return Response(status_code=204)


async def _beats(state: PageState) -> AsyncIterator[str]:
    """Beat until the browser ends the connection, which cancels this."""
    with state.presence.page():
        while True:
            yield ": here\n\n"
            await asyncio.sleep(BEAT_SECONDS)
