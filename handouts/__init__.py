"""How advice reaches paper: models in, the bytes of a PDF out.

For a program: `from handouts import Order, build`; `build(Order(...))` gives the bytes that the
command line would write. Nothing is imported before it is asked for.
"""

from __future__ import annotations

TYPE_CHECKING = (
    False  # `typing` takes longer to import than all that comes before signals are caught
)
if TYPE_CHECKING:
    from handouts.pipeline import Order, build

__all__ = ["Order", "build"]


def __getattr__(name: str) -> object:
    """Import the pipeline when one of its two names is first used."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from handouts import pipeline

    return getattr(pipeline, name)
