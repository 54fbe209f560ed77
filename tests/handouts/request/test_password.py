"""Read a password from the first line of a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from handouts.request.password import read_password
from patterns.errors import UserError

if TYPE_CHECKING:
    from pathlib import Path


def read(folder: Path, content: bytes) -> str:
    path = folder / "secret"
    path.write_bytes(content)
    return read_password(path)


@pytest.mark.parametrize(
    ("content", "password"),
    [
        (b"Hafen 7", "Hafen 7"),
        (b"  Hafen 7 \r\nanother line\n", "Hafen 7"),
        (b"\xef\xbb\xbfHafen 7\n", "Hafen 7"),
        ("Stra\u00dfe \uff17".encode(), "Stra\u00dfe 7"),  # NFKC makes a wide digit a plain one
        ("e\u0301".encode(), "\u00e9"),
        (b"x" * 127, "x" * 127),
    ],
)
def test_the_first_line_is_the_password(tmp_path: Path, content: bytes, password: str) -> None:
    assert read(tmp_path, content) == password


@pytest.mark.parametrize(
    "content", [b"", b"\nHafen 7\n", b"   ", b"x" * 128, "\u00e9".encode() * 64, b"a\0b", b"a\x1bb"]
)
def test_a_line_that_cannot_be_a_password_is_refused(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(UserError, match="its first line is no password; write 1 to 127"):
        read(tmp_path, content)


def test_a_line_that_is_not_utf_8_is_refused_without_quoting_it(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="its first line is not UTF-8") as caught:
        read(tmp_path, b"Hafen\xff")
    assert "Hafen" not in str(caught.value)
