"""Turn reviewed advice into printed sheets.

For a program: `from handouts import Order, build`; `build(Order(...), ClientText(...))` returns the
bytes that the command line would write. Modules are imported when a name is first used.
"""

from __future__ import annotations

TYPE_CHECKING = (
    False  # `typing` takes longer to import than everything else before signals are caught
)
if TYPE_CHECKING:
    from handouts.pipeline import build
    from handouts.request.order import Order
    from handouts.request.values import ClientText, SheetRequest

__all__ = ["ClientText", "Order", "SheetRequest", "build"]

_MODULES = {
    "ClientText": "handouts.request.values",
    "Order": "handouts.request.order",
    "SheetRequest": "handouts.request.values",
    "build": "handouts.pipeline",
}


def __getattr__(name: str) -> object:
    """Import a name of the public interface when it is first used."""
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_MODULES[name]), name)
