"""Read the text of each section from the finished pages."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from pypdfium2 import PdfDocument

if TYPE_CHECKING:
    from handouts.layout.sides import Side

OVERHANG = 1.0
"""Points that a letter may extend beyond its box."""


def section_texts(pdf: bytes, sides: tuple[Side, ...]) -> dict[str, str]:
    """Return the text within the boxes of each section, joined in one line."""
    texts: dict[str, list[str]] = defaultdict(list)
    document = PdfDocument(pdf)
    for page, side in zip(document, sides, strict=True):
        letters = page.get_textpage()
        for placed in side.placed:
            top = side.page.height - placed.y
            texts[placed.section].append(
                letters.get_text_bounded(
                    left=placed.x - OVERHANG,
                    right=placed.x + placed.box.width + OVERHANG,
                    top=top + OVERHANG,
                    bottom=top - placed.box.height - OVERHANG,
                )
            )
    return {section: " ".join(" ".join(parts).split()) for section, parts in texts.items()}
