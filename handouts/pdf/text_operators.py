"""Write the operators that show text (ISO 32000-1, 9.4.3).

The layout and the stamper both write text here, so that it looks the same whoever sets it.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


def show_glyphs(glyphs: Iterable[tuple[str, int]], kerns: Sequence[int], size: float) -> str:
    """Show glyphs at a type size, each given by its font resource and its code in one byte.

    `kerns` has the distance to add after each glyph, in thousandths of the size.
    """
    shown = zip(glyphs, kerns, strict=True)
    return " ".join(
        f"/{resource} {size:g} Tf {_show([(code, kern) for (_, code), kern in group])}"
        for resource, group in groupby(shown, key=lambda one: one[0][0])
    )


def _show(codes: Sequence[tuple[int, int]]) -> str:
    """Show codes of one font; a number in the array moves the next glyph to the left."""
    if not any(kern for _, kern in codes):
        return f"<{bytes(code for code, _ in codes).hex()}> Tj"
    return f"[{''.join(_strings(codes))}] TJ"


def _strings(codes: Sequence[tuple[int, int]]) -> Iterator[str]:
    """Yield the codes as strings, each as far as the next kern, and the kerns between them."""
    together: list[int] = []
    for code, kern in codes:
        together.append(code)
        if kern:
            yield f"<{bytes(together).hex()}>{-kern}"
            together = []
    if together:
        yield f"<{bytes(together).hex()}>"
