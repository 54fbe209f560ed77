"""Open the therapist's page: start its server, and the browser with the address of its key."""

from __future__ import annotations

import webbrowser
from contextlib import suppress
from typing import TYPE_CHECKING

from handouts.web.admission import Admission
from handouts.web.app import make_app
from handouts.web.guard import ENTRANCE, HOST, Guard
from handouts.web.presence import Presence
from handouts.web.server import listen, serve
from handouts.web.state import PageState

if TYPE_CHECKING:
    from collections.abc import Callable

    from handouts.web.settings import Settings


def show_in_browser(address: str) -> bool:
    """Open an address in the browser that the user has chosen; return whether there is one."""
    with suppress(webbrowser.Error, OSError):
        return webbrowser.open(address)
    return False


def open_page(
    settings: Settings,
    port: int | None,
    show: Callable[[str], object],
    say: Callable[[str], object],
) -> None:
    """Serve the page until it is closed.

    `show` is given the address that opens it, once; `say` is told what happens meanwhile. Raises
    `UserError` for a port that cannot be used.
    """
    with listen(port) as door:
        port = door.getsockname()[1]
        admission, presence = Admission(port), Presence(settings.timer)
        state = PageState(settings, admission, presence)
        state.warm()
        address = f"http://{HOST}:{port}{ENTRANCE}?key={admission.key}"
        app = Guard(make_app(state), admission, port)
        try:
            serve(app, door, presence, say, lambda: show(address))
        finally:
            state.close()
