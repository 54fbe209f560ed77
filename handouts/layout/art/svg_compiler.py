"""Compile the SVG of a picture into PDF operators, once, when the picture is drawn.

Only the subset that `patterns.drawing` writes is read: groups and paths, plain colors, and the path
commands M L H V C Z in both cases. Everything else is refused, so that nothing of a picture is
lost silently.
"""

from __future__ import annotations

import re
import zlib
from hashlib import sha256
from typing import TYPE_CHECKING

from handouts.brand.logo.safe_xml import XmlError, read_svg

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handouts.brand.logo.safe_xml import SvgElement

_COMMAND = re.compile(r"([MmLlHhVvCcZz])([^A-Za-z]*)")
_NUMBER = re.compile(r"-?(?:[0-9]{1,9}(?:\.[0-9]{0,20})?|\.[0-9]{1,20})(?![0-9])")
_SPACES = " ,\n\t"
_HEX = re.compile(r"#[0-9a-fA-F]{6}")
_COUNT = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "Z": 0}
_FURTHER = {"M": "L", "m": "l"}
_OPERATOR = {"M": "m", "L": "l", "C": "c"}
_CAPS = {"butt": "0 J", "round": "1 J", "square": "2 J"}
_JOINS = {"miter": "0 j", "round": "1 j", "bevel": "2 j"}
_STROKE = {"stroke", "stroke-width", "stroke-linecap", "stroke-linejoin"}
_PAINT = _STROKE | {"fill", "fill-rule"}
_PAINTED = {(True, True): "B", (True, False): "f", (False, True): "S", (False, False): "n"}
_ALLOWED = _PAINT | {"d", "id", "viewBox", "width", "height"}


def form_of(svg: bytes) -> bytes:
    """Compile an SVG into the bytes of a form: the digest of the SVG, then its operators.

    Raises `ValueError` as `compile_svg` does.
    """
    return sha256(svg).digest() + compile_svg(svg)


def compile_svg(source: bytes) -> bytes:
    """Return the deflated operators of a picture; y runs downward as in the SVG.

    Raises `ValueError` for an element, attribute, color or command outside the subset.
    """
    try:
        root = read_svg(source)
    except XmlError as error:
        raise ValueError(f"line {error.line} {error}") from None
    return zlib.compress("\n".join(_draw(root, {})).encode("ascii"), 9)


def _draw(element: SvgElement, inherited: dict[str, str]) -> Iterator[str]:
    name, attributes = element.name, element.attributes
    unknown = attributes.keys() - _ALLOWED
    if name not in {"svg", "g", "path"} or unknown:
        raise ValueError(f"<{name}> with {sorted(unknown)} is outside the subset")
    paint = inherited | {key: said for key, said in attributes.items() if key in _PAINT}
    if name == "path":
        yield from _path(attributes.get("d", ""), paint)
    for child in element.children:
        yield from _draw(child, paint)


def _path(data: str, paint: dict[str, str]) -> Iterator[str]:
    fill, stroke = paint.get("fill", "#000000"), paint.get("stroke", "none")
    if fill != "none":
        yield f"{_color(fill)} rg"
    if stroke != "none":
        yield f"{_color(stroke)} RG {_width(paint.get('stroke-width', '1'))} w"
        yield _one_of(_CAPS, paint.get("stroke-linecap", "butt"))
        yield _one_of(_JOINS, paint.get("stroke-linejoin", "miter"))
    yield " ".join(_steps(data))
    even_odd = fill != "none" and paint.get("fill-rule") == "evenodd"
    yield _PAINTED[fill != "none", stroke != "none"] + ("*" if even_odd else "")


def _color(text: str) -> str:
    if not _HEX.fullmatch(text):
        raise ValueError(f"the colour {text} is outside the subset")
    return " ".join(_number(int(text[i : i + 2], 16) / 255, 3) for i in (1, 3, 5))


def _width(text: str) -> str:
    if not _NUMBER.fullmatch(text):
        raise ValueError("the width of a stroke is outside the subset")
    return text


def _one_of(known: dict[str, str], word: str) -> str:
    if word not in known:
        raise ValueError("the end or the join of a stroke is outside the subset")
    return known[word]


def _number(value: float, digits: int = 1) -> str:
    return f"{value:.{digits}f}".rstrip("0").rstrip(".") or "0"


def _steps(data: str) -> Iterator[str]:
    """Convert path data into operators with absolute points."""
    at = start = (0.0, 0.0)
    for command, values in _commands(data):
        kind = command.upper()
        if kind == "Z":
            at = start
            yield "h"
            continue
        points = _absolute(kind, values, at, relative=command.islower())
        at = points[-1]
        if kind == "M":
            start = at
        numbers = " ".join(_number(value) for point in points for value in point)
        yield f"{numbers} {_OPERATOR.get(kind, 'l')}"


def _commands(data: str) -> Iterator[tuple[str, list[float]]]:
    """Split path data into commands with their numbers; further pairs after a move are lines."""
    if _COMMAND.sub("", data).strip(_SPACES):
        raise ValueError("a path holds a command outside the subset")
    for match in _COMMAND.finditer(data):
        command, written = match.groups()
        values = [float(number) for number in _NUMBER.findall(written)]
        count = _COUNT[command.upper()]
        whole = len(values) % count == 0 if values and count else len(values) == count
        if _NUMBER.sub("", written).strip(_SPACES) or not whole:
            raise ValueError(f"a path holds {command} with numbers that do not belong to it")
        yield command, values[:count]
        for i in range(count, len(values), count or 1):
            yield _FURTHER.get(command, command), values[i : i + count]


def _absolute(
    kind: str, values: list[float], at: tuple[float, float], *, relative: bool
) -> list[tuple[float, float]]:
    x, y = at if relative else (0.0, 0.0)
    if kind == "H":
        return [(x + values[0], at[1])]
    if kind == "V":
        return [(at[0], y + values[0])]
    return [(x + values[i], y + values[i + 1]) for i in range(0, len(values), 2)]
