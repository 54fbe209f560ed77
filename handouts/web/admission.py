"""Let one browser in: a key that works once is exchanged for a cookie."""

from __future__ import annotations

import secrets

KEY_BYTES = 32
"""Random bytes of a key: as many as no one can guess (OWASP asks for 8)."""


class Admission:
    """The key of the address that opens the page, and the cookie that it is exchanged for.

    Cookies are shared by all servers of a computer, so the name of ours holds the `port`.
    """

    def __init__(self, port: int) -> None:
        self.key = secrets.token_urlsafe(KEY_BYTES)
        self.cookie = f"handouts-{port}"
        self.secret = secrets.token_urlsafe(KEY_BYTES)
        self._used = False

    def exchange(self, key: str) -> bool:
        """Whether a key opens the page; it does so once."""
        fits = not self._used and secrets.compare_digest(key.encode(), self.key.encode())
        self._used = self._used or fits
        return fits

    def admits(self, cookie: str | None) -> bool:
        """Whether a browser that sends this cookie was let in before."""
        return cookie is not None and secrets.compare_digest(cookie.encode(), self.secret.encode())
