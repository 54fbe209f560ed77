"""Tell how to install an optional package that a command needs."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from patterns.errors import ExitCode, UserError

if TYPE_CHECKING:
    from collections.abc import Iterator

EXTRAS = {
    "cluster": frozenset({"distributed", "dask"}),
    "draw": frozenset({"contourpy", "numpy", "scipy", "shapely"}),
}
"""The modules that each extra of pyproject.toml brings."""


@contextmanager
def require_extra(extra: str) -> Iterator[None]:
    """Raise `UserError` with the way to install an extra if one of its modules is missing."""
    try:
        yield
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in EXTRAS[extra]:
            raise
        raise UserError.one(
            "needs packages that are not installed",
            file=f"handouts {extra}",
            hint=f'install them with: pip install "handouts[{extra}]"',
            exit_code=ExitCode.USAGE,
        ) from None
