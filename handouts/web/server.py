"""Serve an application at a socket of this computer until the last page is closed."""

from __future__ import annotations

import asyncio
import socket
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import uvicorn

from handouts import interruption
from handouts.commands.messages import fault_lines
from handouts.web.guard import HOST
from handouts.web.words import words
from patterns.errors import ExitCode, UserError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from starlette.types import ASGIApp, Receive, Scope, Send

    from handouts.web.presence import Presence

USAGE = ExitCode.USAGE

LOOK_SECONDS = 0.2
"""Seconds between two looks at whether to end."""

LINGER_SECONDS = 1
"""Seconds in which answers that were begun may be finished at the end."""


def listen(port: int | None) -> socket.socket:
    """Return a socket at a port of this computer alone, or at a free one."""
    found = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    if sys.platform != "win32":  # where it would let two programs share the port
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        found.bind((HOST, port or 0))
    except OSError:
        found.close()
        hint = "choose another, or leave --port out"
        message = "cannot be used"
        raise UserError.one(message, field=f"port {port}", hint=hint, exit_code=USAGE) from None
    return found


class _Server(uvicorn.Server):
    """A server that leaves signals to the program."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


class Faults:
    """Tells where an application has failed, never with what, once it has answered.

    The message of an exception may hold a client's words, so no library may log it.
    """

    def __init__(self, app: ASGIApp, say: Callable[[str], object]) -> None:
        self._app = app
        self._say = say

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        try:
            await self._app(scope, receive, send)
        except Exception as error:
            for line in fault_lines(error, debug=False):
                self._say(line)


def serve(
    app: ASGIApp,
    door: socket.socket,
    presence: Presence,
    say: Callable[[str], object],
    ready: Callable[[], object],
) -> None:
    """Serve until no page is open any more, or the program is interrupted.

    `ready` is called when the first request would be answered; `say` tells of what happens.
    """
    config = uvicorn.Config(
        Faults(app, say),
        log_config=None,
        access_log=False,
        lifespan="off",
        ws="none",
        http="h11",
        loop="asyncio",
        server_header=False,
        date_header=False,
        timeout_graceful_shutdown=LINGER_SECONDS,
    )
    server = _Server(config)
    asyncio.run(_run(server, door, presence, say, ready))
    interruption.check()


async def _run(
    server: uvicorn.Server,
    door: socket.socket,
    presence: Presence,
    say: Callable[[str], object],
    ready: Callable[[], object],
) -> None:
    watcher = asyncio.create_task(_watch(server, presence, say, ready))
    try:
        await server.serve(sockets=[door])
    finally:
        watcher.cancel()


async def _watch(
    server: uvicorn.Server,
    presence: Presence,
    say: Callable[[str], object],
    ready: Callable[[], object],
) -> None:
    """Tell when the server is ready, then look again and again whether it is to end."""
    while not server.started:
        await asyncio.sleep(LOOK_SECONDS / 10)
    ready()
    told = False
    while not presence.over and not _is_interrupted():
        if presence.closed and not told:
            say(words().page_closed)
        told = presence.closed
        await asyncio.sleep(LOOK_SECONDS)
    server.should_exit = True
    server.force_exit = True  # a stream that is open would be waited for


def _is_interrupted() -> bool:
    try:
        interruption.check()
    except interruption.Interrupted:
        return True
    return False
