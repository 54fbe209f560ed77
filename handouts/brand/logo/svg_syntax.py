"""A path, a transform, points or a length as written goes in; the same comes out in plain form.

What is not written as SVG says gives nothing: the library that draws SVG would guess, or leave
out the whole shape. All that repeats here is atomic, so that a long value that fails is not tried
in every other way.
"""

from __future__ import annotations

import re

# Up to 999,999,999, so that no product of a few overflows.
_DIGITS = r"(?>[0-9]{1,9}+(?![0-9]))"
NUMBER = (
    rf"(?>[+-]?(?:{_DIGITS}(?:\.[0-9]{{0,40}}+)?|\.[0-9]{{1,40}}+)"
    r"(?:[eE](?:-[0-9]{1,2}+|\+?[0-9]))?)(?![0-9eE])"
)
_BETWEEN = r"(?>\s*+(?:,\s*+)?)"
_ALL_NUMBERS = re.compile(NUMBER)

_LETTERS = "MmLlHhVvCcSsQqTtAaZz"
_COMMANDS = re.compile(rf"([{_LETTERS}])([^{_LETTERS}]*+)")
_COUNTS = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2}
_ARC = _BETWEEN.join([*[f"({NUMBER})"] * 3, "([01])", "([01])", *[f"({NUMBER})"] * 2])
_GROUPS = {
    **{letter: _BETWEEN.join([NUMBER] * count) for letter, count in _COUNTS.items()},
    "A": _BETWEEN.join([NUMBER] * 3 + ["[01]"] * 2 + [NUMBER] * 2),
}
_ROWS = {
    letter: re.compile(rf"\s*+(?>{group})(?>{_BETWEEN}(?:{group}))*+\s*+")
    for letter, group in _GROUPS.items()
}
_ARCS = re.compile(_ARC)

_TURNS = {
    "matrix": (6,),
    "translate": (1, 2),
    "scale": (1, 2),
    "rotate": (1, 3),
    "skewX": (1,),
    "skewY": (1,),
}
_TURN = re.compile(rf"({'|'.join(_TURNS)})\s*+\(\s*+({NUMBER}(?>{_BETWEEN}{NUMBER})*+)\s*+\)")
_COMMA = re.compile(_BETWEEN)

_UNITS = {"": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "in": 96.0, "cm": 96 / 2.54, "mm": 96 / 25.4}
_LENGTH = re.compile(rf"({NUMBER})({'|'.join(_UNITS)}|%)")

Step = tuple[str, list[str]]
"""A command of a path and its numbers."""


def plain_path(written: str) -> str | None:
    """Give a path with each command before its numbers.

    What goes on after a closed piece without a move begins where that piece began; it is given the
    move, for else the whole path would vanish. A move that nothing follows is left out, for some
    readers of PDF draw a line to it; a point that is closed is refused, for they differ on it.
    """
    steps = _steps(written.strip())
    if steps is None:
        return None
    pieces: list[str] = []
    move: Step | None = None
    for letter, to in steps:
        if letter in "Mm":
            move = _after(move, letter, to)
        elif letter in "Zz":
            if move:
                return None
            if pieces[-1] != "z":  # a second end would end nothing
                pieces.append("z")
        else:
            if move:
                pieces.append(_written(*move))
            elif pieces[-1] == "z":
                pieces.append("m 0 0")
            pieces.append(_written(letter, to))
            move = None
    return " ".join(pieces)


def _steps(text: str) -> list[Step] | None:
    """Give the commands of a path; the lines that follow from a move are commands of their own."""
    if text and text[0] not in "Mm":
        return None
    steps: list[Step] = []
    for letter, row in _COMMANDS.findall(text):
        if letter in "Zz":
            if row.strip():
                return None
            steps.append((letter, []))
            continue
        if not _ROWS[letter.upper()].fullmatch(row):
            return None
        found = _row(letter, row)
        if letter in "Mm":
            steps.append((letter, found[:2]))
            letter, found = ("L" if letter == "M" else "l"), found[2:]
        if found:
            steps.append((letter, found))
    return steps


def _row(letter: str, row: str) -> list[str]:
    """Give the numbers after a command; the two flags of an arc may cling to what follows."""
    if letter in "Aa":
        return [number for arc in _ARCS.findall(row) for number in arc]
    return _ALL_NUMBERS.findall(row)


def _written(letter: str, to: list[str]) -> str:
    return f"{letter} {' '.join(to)}"


def _after(move: Step | None, letter: str, to: list[str]) -> Step:
    """Give the one move that two moves come to."""
    if move is None or letter == "M":
        return letter, to
    return move[0], [f"{float(a) + float(b):.9g}" for a, b in zip(move[1], to, strict=True)]


def numbers(written: str) -> list[str] | None:
    """Give the numbers of a list, with a comma or spaces between them."""
    text = written.strip()
    if not text:
        return []
    if not re.fullmatch(rf"{NUMBER}(?>{_BETWEEN}{NUMBER})*+", text):
        return None
    return _ALL_NUMBERS.findall(text)


def plain_points(written: str) -> str | None:
    """Give the corners of a polygon as a path that is left open."""
    found = numbers(written)
    if found is None or len(found) % 2:
        return None
    return f"M {' '.join(found)}" if found else ""


def plain_transform(written: str) -> str | None:
    """Give a row of transforms with a space between them."""
    text = written.strip()
    if text == "none":
        return ""
    parts: list[str] = []
    position = 0
    while position < len(text):
        if parts and (comma := _COMMA.match(text, position)):
            position = comma.end()
        found = _TURN.match(text, position)
        inside = _ALL_NUMBERS.findall(found[2]) if found else []
        if not found or len(inside) not in _TURNS[found[1]]:
            return None
        parts.append(f"{found[1]}({','.join(inside)})")
        position = found.end()
    return " ".join(parts)


def length(written: str, whole: float | None = None) -> float | None:
    """Give a length in units of the drawing; a share counts of `whole`, if that may be."""
    found = _LENGTH.fullmatch(written.strip())
    if not found:
        return None
    number, unit = float(found[1]), found[2]
    if unit == "%":
        return None if whole is None else number / 100 * whole
    return number * _UNITS[unit]
