"""Read a password from a file; no message quotes it."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from patterns.characters import unprintable
from patterns.errors import UserError
from patterns.files import read_file

if TYPE_CHECKING:
    from pathlib import Path

MAX_PASSWORD_BYTES = 127
"""PDF ignores further bytes of a password (ISO 32000-2, 7.6.4.3.2)."""


def read_password(path: Path) -> str:
    """Read the first line of a file; raise `UserError` if it is not a valid password."""
    lines = read_file(path, name=str(path), limit=10_000).splitlines() or [b""]
    try:
        # PDF compares passwords in this normal form (ISO 32000-2, 7.6.4.3.2: SASLprep).
        password = unicodedata.normalize("NFKC", lines[0].decode("utf-8-sig").strip())
    except UnicodeDecodeError as error:
        raise UserError.one(
            "its first line is not UTF-8", file=str(path), hint="save it as UTF-8"
        ) from error
    if any(unprintable(password)) or not 0 < len(password.encode()) <= MAX_PASSWORD_BYTES:
        raise UserError.one(
            "its first line is no password",
            file=str(path),
            hint=f"write 1 to {MAX_PASSWORD_BYTES} characters on the first line",
        )
    return password
