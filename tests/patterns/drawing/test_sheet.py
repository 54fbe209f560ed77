"""Every view of the atlas is drawn within the subset of SVG, and has its place on a sheet."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import numpy as np
import pytest

from patterns.drawing.sheet import COLUMNS, PAGE_SIZE, ROWS, VIEWS, draw_view, lay_out, main
from tests.helpers.svg_subset import subset_violations

if TYPE_CHECKING:
    from pathlib import Path

ALL_VIEWS = sorted(VIEWS.iterdir())

SQUARE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">'
    '<path fill="#000000" d="M0 0h10v10h-10z"/></svg>'
)


class InThisProcess(ThreadPoolExecutor):
    """Runs its work where the patches of a test hold."""


@pytest.mark.parametrize("path", ALL_VIEWS, ids=lambda path: path.stem)
def test_a_view_is_drawn_within_the_subset(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("patterns.drawing.plates.atlas_stage.RASTER_SIDE", 350)
    svg = draw_view(path.stem)
    assert subset_violations(svg) == []
    assert '<g id="structures">' in svg


def test_drawings_are_laid_out_in_rows() -> None:
    count = COLUMNS * ROWS + 1
    sheets = lay_out([f"view-{number}" for number in range(count)], [SQUARE] * count)
    assert [sheet.size for sheet in sheets] == [PAGE_SIZE] * 2
    full, rest = (np.asarray(sheet.convert("L")) < 128 for sheet in sheets)
    assert full[: PAGE_SIZE[1] // ROWS].any()
    assert full[-PAGE_SIZE[1] // ROWS :].sum() == pytest.approx(full.sum() / ROWS, rel=0.02)
    assert rest.sum() == pytest.approx(full.sum() / (COLUMNS * ROWS), rel=0.02)


def test_the_command_writes_sheets_of_known_views(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("patterns.drawing.sheet.ProcessPoolExecutor", InThisProcess)
    monkeypatch.setattr("patterns.drawing.plates.atlas_stage.RASTER_SIDE", 200)
    main([str(tmp_path / "new"), "jaw-side"])
    assert capsys.readouterr().out == f"{tmp_path / 'new' / 'sheet-1.png'}\n"
    assert (tmp_path / "new" / "sheet-1.png").exists()
    with pytest.raises(SystemExit):
        main([str(tmp_path), "jaw-inside"])
    assert "there is no view jaw-inside" in capsys.readouterr().err
