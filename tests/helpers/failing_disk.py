"""Make calls of the system fail, as on a full disk, and list what is left in a folder."""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest


def failing(
    patch: pytest.MonkeyPatch, name: str, turn: int, code: int = errno.ENOSPC
) -> list[None]:
    """Make the n-th call of a function of `os` fail with an error code; return the calls."""
    real: Callable[..., Any] = getattr(os, name)
    calls: list[None] = []

    def fail(*args: Any, **options: Any) -> Any:
        calls.append(None)
        if len(calls) == turn:
            if name == "close":
                real(*args)
            raise OSError(code, "the words of the system", "/a/temporary/name")
        return real(*args, **options)

    patch.setattr(os, name, fail)
    return calls


def names(folder: Path) -> list[str]:
    """List the names in a folder."""
    return sorted(path.name for path in folder.iterdir())
