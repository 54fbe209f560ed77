"""Text is shown with the fewest operators, and kerned between its glyphs."""

from __future__ import annotations

import pytest

from fonts.scripts.script_face import PlacedGlyph
from handouts.pdf.text_operators import show_glyphs, show_placed


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


@pytest.mark.parametrize(
    ("glyphs", "shown"),
    [
        ([(1, 500), (2, 600)], "[<00010002>] TJ"),
        ([(1, 450), (2, 600)], "[<0001>50<0002>] TJ"),
        ([(2, 600, 10), (1, 500)], "[-10<0002>10<0001>] TJ"),
        (
            [(1, 500), (3, 0, -200, 100), (1, 500)],
            "[<0001>] TJ 1.2 Ts [200<0003>] TJ 0 Ts [-200<0001>] TJ",
        ),
        ([(1, 500, 0, 50)], "0.6 Ts [<0001>] TJ 0 Ts"),
    ],
)
def test_a_glyph_is_drawn_in_its_place(glyphs: list[tuple[int, ...]], shown: str) -> None:
    placed = [PlacedGlyph(*glyph) for glyph in glyphs]
    assert show_placed(placed, (0, 500, 600, 0), "Thai", 12) == f"/Thai 12 Tf {shown}"
