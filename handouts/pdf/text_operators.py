"""Write the operators that show text (ISO 32000-1, 9.4.3).

The layout and the stamper both write text here, so that it looks the same whoever sets it.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from handouts.pdf.writer import decimal

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


def show_placed(
    glyphs: Iterable[tuple[int, int, int, int]],
    widths: Sequence[int],
    resource: str,
    size: float,
    spoken: str = "",
) -> str:
    """Show glyphs of one font by their numbers, each with its advance, and where it is drawn.

    `widths` are the widths of the font's glyphs by number. `spoken` is the text that the glyphs
    stand for together, where their own characters do not tell it.
    """
    parts = [f"/{resource} {size:g} Tf"]
    array: list[str] = []
    height = moved = 0
    for number, advance, right, up in glyphs:
        if up != height:
            parts += (_array(array), f"{decimal(up * size / 1000, 3)} Ts")
            array, height = [], up
        moved -= right
        array += (f"{moved}" if moved else "", f"<{number:04x}>")
        moved = widths[number] - advance + right
    parts.append(_array([*array, f"{moved}" if moved else ""]))
    if height:
        parts.append("0 Ts")
    shown = " ".join(part for part in parts if part)
    if not spoken:
        return shown
    text = spoken.encode("utf-16-be").hex()
    return f"/Span <</ActualText <feff{text}>>> BDC {shown} EMC"


def _array(parts: Sequence[str]) -> str:
    inside = "".join(parts).replace("><", "")
    return f"[{inside}] TJ" if inside else ""
