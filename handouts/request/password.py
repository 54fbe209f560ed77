"""The path of a file in, the password on its first line out; it is quoted in no message."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from patterns.characters import unprintable
from patterns.errors import UserError
from patterns.files import read_file

if TYPE_CHECKING:
    from pathlib import Path

MAX_PASSWORD_BYTES = 127
"""The bytes of a password that a PDF keeps (ISO 32000-2, 7.6.4.3.2)."""


def read_password(path: Path) -> str:
    """Read a password from the first line of a file; it is quoted in no message."""
    lines = read_file(path, name=str(path), limit=10_000).splitlines() or [b""]
    try:
        # Readers of PDF compare passwords in this form (ISO 32000-2, 7.6.4.3.2: SASLprep).
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
