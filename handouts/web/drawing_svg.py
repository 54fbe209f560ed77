"""Write the compiled operators of a drawing as SVG, for the page.

A program that is installed has the compiled pictures alone. Their operators are few: paths of lines
and curves, filled or stroked in plain colors (see `handouts.layout.art.svg_compiler`).
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from handouts.layout.art.drawing_loader import Drawing

STEPS = {"m": "M", "l": "L", "c": "C", "h": "Z"}
CAPS = ("butt", "round", "square")
JOINS = ("miter", "round", "bevel")
PAINT = {"f": "f", "f*": "f", "S": "s", "B": "fs", "B*": "fs", "n": ""}
"""What each operator that ends a path paints: its inside, its stroke, or nothing."""


def svg_of(drawing: Drawing) -> str:
    """Return a drawing as SVG; raise `ValueError` for an operator that no compiled picture has."""
    operators = zlib.decompress(drawing.data).decode("ascii").split()
    box = f"0 0 {drawing.width:g} {drawing.height:g}"
    paths = "".join(_paths(operators))
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}">{paths}</svg>'


def _paths(operators: Sequence[str]) -> Iterator[str]:
    numbers: list[str] = []
    steps: list[str] = []
    fill = stroke = "#000000"
    line = {"stroke-width": "1", "stroke-linecap": "butt", "stroke-linejoin": "miter"}
    for word in operators:
        if word in STEPS:
            steps.append(STEPS[word] + " ".join(numbers))
        elif word in PAINT:
            yield _path("".join(steps), word, fill, stroke, line)
            steps = []
        elif word == "rg":
            fill = _color(numbers)
        elif word == "RG":
            stroke = _color(numbers)
        elif word == "w":
            line["stroke-width"] = numbers[0]
        elif word == "J":
            line["stroke-linecap"] = CAPS[int(numbers[0])]
        elif word == "j":
            line["stroke-linejoin"] = JOINS[int(numbers[0])]
        else:
            float(word)  # which raises `ValueError` for any other operator
            numbers.append(word)
            continue
        numbers = []


def _path(steps: str, operator: str, fill: str, stroke: str, line: dict[str, str]) -> str:
    painted = PAINT[operator]
    said = {"fill": fill if "f" in painted else "none"}
    if operator.endswith("*"):
        said["fill-rule"] = "evenodd"
    if "s" in painted:
        said |= {"stroke": stroke, **line}
    attributes = " ".join(f'{name}="{value}"' for name, value in said.items())
    return f'<path {attributes} d="{steps}"/>'


def _color(shares: Sequence[str]) -> str:
    return "#" + "".join(f"{round(float(share) * 255):02x}" for share in shares)
