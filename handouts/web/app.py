"""Put together the addresses of the page and what answers there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from handouts.web import (
    clinic_answers,
    entrance,
    friday_answers,
    given_answers,
    pack_answers,
    pages,
    sheet_answers,
    static_files,
)
from handouts.web.draft import BadRequestError
from handouts.web.guard import ENTRANCE
from handouts.web.words import words

if TYPE_CHECKING:
    from starlette.requests import Request

    from handouts.web.state import PageState


async def _not_found(request: Request, error: Exception) -> Response:
    return PlainTextResponse(words().not_found, 404)


async def _bad_request(request: Request, error: Exception) -> Response:
    return PlainTextResponse(words().not_understood, 400)


async def _fault(request: Request, error: Exception) -> Response:
    return PlainTextResponse(words().fault, 500)


ROUTES = [
    Route(ENTRANCE, entrance.enter),
    Route("/alive", entrance.alive),
    Route("/alive", entrance.note_alive, methods=["POST"]),
    Route("/", pages.start),
    Route("/sheet/{pattern}", pages.compose),
    Route("/sheets", sheet_answers.make, methods=["POST"]),
    Route("/sheets/clear", sheet_answers.clear, methods=["POST"]),
    Route("/sheets/{token}/{side:int}.png", sheet_answers.side),
    Route("/sheets/{token}/{name}.pdf", sheet_answers.pdf),
    Route("/packs/save", pack_answers.save, methods=["POST"]),
    Route("/packs/delete", pack_answers.delete, methods=["POST"]),
    Route("/clinic", clinic_answers.page),
    Route("/clinic/try", clinic_answers.try_out, methods=["POST"]),
    Route("/clinic/save", clinic_answers.save, methods=["POST"]),
    Route("/clinic/logo", clinic_answers.take_logo, methods=["POST"]),
    Route("/clinic/logo", clinic_answers.logo),
    Route("/friday", friday_answers.page),
    Route("/friday/roster.csv", friday_answers.starter),
    Route("/friday/roster", friday_answers.take, methods=["POST"]),
    Route("/friday/tell", friday_answers.tell, methods=["POST"]),
    Route("/friday/make", friday_answers.make, methods=["POST"]),
    Route("/friday/stop", friday_answers.stop, methods=["POST"]),
    Route("/friday/clear", friday_answers.clear, methods=["POST"]),
    Route("/given/turn", given_answers.turn, methods=["POST"]),
    Route("/given/add", given_answers.add, methods=["POST"]),
    Route("/given/find", given_answers.find, methods=["POST"]),
    Route("/art/{kind}/{id}/{about:path}.svg", sheet_answers.art),
    Route("/static/{name}", static_files.file),
    Route("/fonts/{name}", static_files.font),
]


def make_app(state: PageState) -> Starlette:
    """Make the application of one run."""
    app = Starlette(
        routes=ROUTES,
        exception_handlers={404: _not_found, BadRequestError: _bad_request, Exception: _fault},
    )
    app.state.page = state
    return app
