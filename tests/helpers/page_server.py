"""Serve the therapist's page to tests, and talk to it as other programs would."""

from __future__ import annotations

import datetime
import http.client
import json
import time
from contextlib import contextmanager
from threading import Event, Thread
from typing import TYPE_CHECKING, Any, NamedTuple

from handouts.template.store import TemplateStore
from handouts.web.admission import Admission
from handouts.web.app import make_app
from handouts.web.guard import ENTRANCE, HOST, Guard
from handouts.web.presence import Presence
from handouts.web.server import listen, serve
from handouts.web.settings import Settings
from handouts.web.state import PageState

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

DAY = datetime.date(2026, 11, 30)
PATIENCE = 20.0
"""Seconds after which a server that does not start or end counts as hanging."""


class Answer(NamedTuple):
    """An answer of the server."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


class Served(NamedTuple):
    """A running page: its port, its state, and what it has said."""

    port: int
    state: PageState
    said: list[str]

    @property
    def origin(self) -> str:
        return f"http://{HOST}:{self.port}"

    @property
    def address(self) -> str:
        """The address that opens the page, once."""
        return f"{self.origin}{ENTRANCE}?key={self.state.admission.key}"

    @property
    def cookie(self) -> str:
        """The cookie of a browser that was let in."""
        return f"{self.state.admission.cookie}={self.state.admission.secret}"

    def send(
        self,
        method: str,
        path: str,
        body: bytes | None = None,
        **headers: str | None,
    ) -> Answer:
        """Send a request as our own page does; a header that is None is left out."""
        sent: dict[str, str | None] = {"Host": f"{HOST}:{self.port}", "Cookie": self.cookie}
        if method == "POST":
            sent["Origin"] = self.origin
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        connection = http.client.HTTPConnection(HOST, self.port, timeout=PATIENCE)
        try:
            connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
            for name, value in sent.items():
                if value is not None:
                    connection.putheader(name, value)
            if body is not None:
                connection.putheader("Content-Length", str(len(body)))
            connection.endheaders(body)
            answer = connection.getresponse()
            return Answer(answer.status, dict(answer.getheaders()), answer.read())
        finally:
            connection.close()

    def post(self, path: str, content: object) -> Answer:
        """Send JSON as our own page does."""
        return self.send("POST", path, json.dumps(content).encode())


@contextmanager
def served(
    cache: Path | None, config: Path | None = None, library: Path | None = None
) -> Iterator[Served]:
    """Serve the page until the block ends."""
    ready, said = Event(), list[str]()
    settings = Settings(TemplateStore(cache), config, None, library, lambda: DAY, time.monotonic)
    with listen(None) as door:
        port = door.getsockname()[1]
        admission, presence = Admission(port), Presence(time.monotonic)
        state = PageState(settings, admission, presence)
        app = Guard(make_app(state), admission, port)
        thread = Thread(target=serve, args=(app, door, presence, said.append, ready.set))
        thread.start()
        try:
            assert ready.wait(PATIENCE)
            yield Served(port, state, said)
        finally:
            presence.end()
            thread.join(PATIENCE)
            state.close()
            assert not thread.is_alive()
