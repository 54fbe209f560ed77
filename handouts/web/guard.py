"""Refuse every request that does not come from our own page in the browser that was let in.

Other programs, other people on this computer and other pages in the browser can all send requests
to a port of this computer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse

from handouts.web.peer import is_foreign
from handouts.web.words import words

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from handouts.web.admission import Admission
    from handouts.web.words import Refusal

ENTRANCE = "/enter"
"""The path that a browser comes in by, with a key in place of the cookie."""

HOST = "127.0.0.1"
"""The only address that is listened at, and the only name that it is called by."""

POLICY = (
    "default-src 'none'; img-src 'self' blob:; style-src 'self'; font-src 'self'; "
    "script-src 'self'; connect-src 'self'; frame-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)

HEADERS = {
    "Content-Security-Policy": POLICY,
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
"""The headers of every answer; one that an answer has already stays."""


class Guard:
    """Stands before an application, and lets through only what our own page may send."""

    def __init__(self, app: ASGIApp, admission: Admission, port: int) -> None:
        self._app = app
        self._admission = admission
        self._port = port
        self._host = f"{HOST}:{port}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it with 403."""
        if scope["type"] != "http":  # no sockets; the server sends no lifespan
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(raw=message["headers"])
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                message["headers"] = headers.raw
            await send(message)

        if reason := self.refusal(Request(scope)):
            answer = PlainTextResponse(words().refused[reason], 403)
            await answer(scope, receive, send_with_headers)
        else:
            await self._app(scope, receive, send_with_headers)

    def refusal(self, request: Request) -> Refusal | None:
        """Return why a request is refused, None if it is not.

        The host is compared with our own name, not with the origin: a foreign name that leads to
        this computer would have both alike (CVE-2018-14505).
        """
        headers = request.headers
        if headers.getlist("host") != [self._host]:
            return "host"
        if request.method not in ("GET", "POST"):
            return "method"
        if headers.get("sec-fetch-site", "none") not in ("same-origin", "none"):
            return "site"
        if request.method == "POST" and headers.get("origin") != f"http://{self._host}":
            return "origin"
        if request.client is None or is_foreign(request.client.port, self._port):
            return "user"
        comes_in = request.url.path == ENTRANCE and request.method == "GET"
        cookie = request.cookies.get(self._admission.cookie)
        return None if comes_in or self._admission.admits(cookie) else "cookie"
