"""Test that a QR code has the modules of segno and a quiet zone, and that a scanner reads it."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pypdfium2
import pytest
import segno
import zxingcpp

from handouts.brand.color import BLACK
from handouts.layout.art.qr_code import QUIET_ZONE, qr_box
from handouts.layout.boxes import Shape
from tests.helpers.matrix import Member
from tests.helpers.seen import points_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.helpers.matrix import Made

ADDRESSES = ["https://harbourlane.example/stretches", "https://a.example", "http://b.example/" * 6]
SIZE = 58.0


def dark_modules(address: str) -> tuple[set[tuple[int, int]], int]:
    """Return the modules that the shape covers, as row and column, and the number in a row."""
    matrix = segno.make_qr(address, error="m").matrix
    module = SIZE / (len(matrix) + 2 * QUIET_ZONE)
    ((_, _, shape),) = qr_box(address, SIZE, BLACK, "alt").items
    assert isinstance(shape, Shape)
    points = list(points_of(shape))
    dark = set()
    for i in range(0, len(points), 4):
        (left, top), (right, _), (_, bottom), _ = points[i : i + 4]
        assert bottom - top == pytest.approx(module)
        row = round(top / module) - QUIET_ZONE
        columns = range(round(left / module), round(right / module))
        dark |= {(row, column - QUIET_ZONE) for column in columns}
    return dark, len(matrix)


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_dark_modules_are_those_of_segno(address: str) -> None:
    wanted = {
        (row, column)
        for row, line in enumerate(segno.make_qr(address, error="m").matrix)
        for column, dark in enumerate(line)
        if dark
    }
    assert dark_modules(address)[0] == wanted


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_quiet_zone_is_kept(address: str) -> None:
    dark, count = dark_modules(address)
    assert all(0 <= row < count and 0 <= column < count for row, column in dark)
    assert QUIET_ZONE == 4


@pytest.mark.parametrize("edition", ["standard", "ink-saver", "large-print"])
def test_a_reader_reads_it_from_the_page(of: Callable[[Member], Made], edition: str) -> None:
    member = Member(plan="usual", brand="harbour-lane", edition=edition)
    with pypdfium2.PdfDocument(BytesIO(of(member).pdf)) as pdf:
        found = [
            code.text
            for page in pdf
            for code in zxingcpp.read_barcodes(page.render(scale=150 / 72).to_pil())
        ]
    assert found == ["https://harbourlane.example/stretches"]
