"""Test that the cells of fields fill each row, make room for labels, and report their widths."""

from __future__ import annotations

import pytest

from fonts.faces import faces
from fonts.registry import Style
from handouts.brand.model import plain_brand
from handouts.compose.compose import strip_fields
from handouts.compose.locale import load_locale
from handouts.layout.blocks.field_strip import (
    CELL_GAP,
    FIELD_PAD,
    FIELD_ROWS,
    Strip,
    _cells,
    date_room,
    field_strip,
    field_widths,
    make_strip,
    note_bar,
)
from handouts.layout.boxes import FieldBox, TextLine
from handouts.layout.style.editions import EDITIONS
from handouts.layout.style.theme import Theme, make_theme
from handouts.template.model import EMPTY_LAYOUT

WIDTH = 480.0
COLUMNS = {"standard": True, "large-print": False}


def theme_of(edition: str) -> Theme:
    return make_theme(plain_brand(), EDITIONS[edition], EDITIONS[edition].spacing_steps[-1])


def strip_of(theme: Theme) -> Strip:
    locale = load_locale()
    return make_strip(strip_fields(locale.strip), locale.date_forms("US"), theme)


@pytest.mark.parametrize("date", [0.0, 140.0])
@pytest.mark.parametrize(("columns", "long"), FIELD_ROWS)
def test_the_cells_of_a_row_end_at_its_edge_with_gaps_between(
    *, columns: bool, long: bool, date: float
) -> None:
    strip = strip_of(theme_of("standard" if columns else "large-print"))._replace(date=date)
    for row in FIELD_ROWS[columns, long]:
        cells = list(_cells(row, WIDTH, strip))
        ends = [left + width for _, left, width in cells]
        assert ends[-1] == pytest.approx(WIDTH)
        for end, (_, left, _) in zip(ends, cells[1:], strict=False):
            assert left - end == pytest.approx(CELL_GAP)
        need = date + strip.leads["date"]
        assert all(width >= need for name, _, width in cells if name == "date")


def test_a_date_that_fits_leaves_the_cells_as_they_are() -> None:
    (row,) = FIELD_ROWS[True, False]
    strip = strip_of(theme_of("standard"))
    short, none = (list(_cells(row, WIDTH, strip._replace(date=date))) for date in (80, 0))
    assert short == none


def test_the_longest_date_has_room() -> None:
    forms = load_locale().date_forms("US")
    longest = date_room(forms, 12, None)
    face, *_ = faces(Style.REGULAR)
    dates = [form.format(day=day, year=2028) for form in forms for day in range(1, 32)]
    assert max(face.width(date, 12) for date in dates) <= longest < 120


@pytest.mark.parametrize("edition", COLUMNS)
def test_long_lines_have_more_room_than_those_beside_others(edition: str) -> None:
    theme = theme_of(edition)
    strip = strip_of(theme)
    widths = field_widths(strip, theme, WIDTH)
    assert (widths.note, widths.long_client) == (
        WIDTH - 2 * FIELD_PAD,
        WIDTH - strip.leads["client"],
    )
    assert (widths.client < widths.long_client) == COLUMNS[edition]
    assert widths.next_visit < widths.long_next_visit


@pytest.mark.parametrize("edition", COLUMNS)
def test_a_label_stands_before_its_field_and_above_it_in_one_column(edition: str) -> None:
    theme = theme_of(edition)
    strip = strip_of(theme)
    boxes = (
        field_strip(strip, theme, WIDTH, EMPTY_LAYOUT),
        note_bar(strip, theme, WIDTH, EMPTY_LAYOUT, 1),
    )
    walked = (place for box in boxes for place in box.walk())
    places = [(x, y, item) for x, y, item in walked if isinstance(item, TextLine | FieldBox)]
    for (left, label_line, label), (x, y, room) in zip(places[::2], places[1::2], strict=True):
        assert isinstance(label, TextLine)
        assert isinstance(room, FieldBox)
        before = COLUMNS[edition] or room.name == "note"  # the first line of a note is beside it
        assert (x >= left + label.width) == before
        assert (y == pytest.approx(label_line)) == before
