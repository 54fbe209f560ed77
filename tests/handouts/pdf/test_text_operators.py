"""Text is shown with the fewest operators, and kerned between its glyphs."""

from __future__ import annotations

import pytest

from handouts.pdf.text_operators import show_glyphs


@pytest.mark.parametrize(
    ("glyphs", "kerns", "shown"),
    [
        ([], [], ""),
        ([("F1", 0x41), ("F1", 0x0A)], [0, 0], "/F1 12 Tf <410a> Tj"),
        ([("F1", 0x54), ("F1", 0x6F)], [-86, 0], "/F1 12 Tf [<54>86<6f>] TJ"),
        ([("F1", 0x54), ("F2", 0x6F)], [-86, 5], "/F1 12 Tf [<54>86] TJ /F2 12 Tf [<6f>-5] TJ"),
    ],
)
def test_a_kern_moves_what_follows(
    glyphs: list[tuple[str, int]], kerns: list[int], shown: str
) -> None:
    assert show_glyphs(glyphs, kerns, 12.0) == shown


def test_every_glyph_has_a_kern() -> None:
    with pytest.raises(ValueError, match="shorter"):
        show_glyphs([("F1", 0x41)], [], 12)
