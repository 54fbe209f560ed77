"""Find arrows, rings and edges in the operators of a drawing."""

from __future__ import annotations

import pytest

from handouts.layout.art.drawn_lines import Details, along, drawn_lines
from handouts.layout.art.svg_compiler import compile_svg

ARROW = '<path fill="#1c6b4a" d="M10 10L30 10L20 40Z"/>'
RING = '<path fill="none" stroke="#33291f" stroke-width="3" d="M40 40L60 40L60 60Z"/>'
SQUARE = '<path fill="none" stroke="#33291f" stroke-width="3" d="M1 1H99V99H1Z"/>'
ROUND = '<path fill="none" stroke="#33291f" d="M99 50C99 115 1 115 1 50C1 -15 99 -15 99 50Z"/>'


def operators(*paths: str) -> bytes:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">{"".join(paths)}</svg>'
    return compile_svg(svg.encode())


def test_arrows_and_rings_are_found_and_the_edge_is_none_of_them() -> None:
    found = drawn_lines(operators('<path fill="#7ba3b3" d="M0 0L9 9L0 9Z"/>', ARROW, RING), 100)
    assert found.arrows == (((10, 10), (30, 10), (20, 40), (10, 10)),)
    assert found.rings == (((40, 40), (60, 40), (60, 60), (40, 40)),)
    assert found.edge == ""


@pytest.mark.parametrize(("path", "edge"), [(SQUARE, "square"), (ROUND, "round")])
def test_the_form_of_an_edge_is_told(path: str, edge: str) -> None:
    found = drawn_lines(operators(ARROW, path), 100)
    assert found.edge == edge
    assert found.rings == ()


def test_points_on_a_line_are_near_each_other() -> None:
    assert list(along([(0.0, 0.0), (3.0, 0.0), (3.0, 1.0)], 1.5)) == [
        (0, 0), (1.5, 0), (3, 0), (3, 1),
    ]  # fmt: skip


def test_much_is_drawn_where_lines_are() -> None:
    details = Details(operators(ARROW))
    assert details.within(0, 0, 100, 100) == details.within(0, 0, 48, 48) == 3
    assert details.within(48, 0, 100, 100) == details.within(0, 48, 100, 100) == 0
    parts = [details.within(x, y, x + 16, y + 16) for x in (0, 16, 32) for y in (0, 16, 32)]
    assert sum(parts) == details.within(0, 0, 48, 48)
