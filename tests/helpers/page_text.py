"""A PDF and the sides it was made from in, the text of each section as it stands on paper out."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from pypdfium2 import PdfDocument

if TYPE_CHECKING:
    from handouts.layout.page_fitting import Side

OVERHANG = 1.0
"""How far, in points, a letter may reach out of the box it is set in."""


def section_texts(pdf: bytes, sides: tuple[Side, ...]) -> dict[str, str]:
    """Read the text within the boxes of each section, all its boxes joined, in one line."""
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
