"""Damage a good file at random, as accidents and attackers do."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from random import Random

    from tests.helpers.file_parts import Kind

INSERTED = (
    b"\0", b"\xff", b"\x80", b"-", b"e99", b"9" * 40, b"nan", b"\n", b"\t", b": ", b"- ", b"[",
    b"]", b"{", b"}", b"&a ", b"*a ", b"!!x ", b"'", b'"', b"#", b"|", b"<", b"/>", b"url(#a)",
    b";", b"%", b"\xe2\x80\xae", b"\xcc\x81" * 6, b"\xf0\x9f\x98\x80", b"\\ud800", b"href=", b"<g>",
)  # fmt: skip
"""Bytes that are inserted."""

VALUES = (
    "", "0", "-1", "1e9", "1e-99", "1e308", "9" * 400, "nan", "none", "inherit", "url(#c)",
    "url(#g)", "#c", "#g", "#", "1 2", "1,2,3", "M", "M1", "M0 0A1 1 0 0 0 0", "M1 1zzz", "z", "e",
    ".", "100%", "1px", "1em", "scale(0)", "scale(1e9)", "rotate(1,2,3)", "matrix(1 0 0 1 0 0)",
    "skewX(90)", "red", "#12", "#1234", "rgb(1,2,3)", "rgb(300%,0,0)", "currentColor",
    "transparent", "evenodd", "round", "butt", "fill:red", "fill:", ":", "a:b:c", "stroke-width:0",
    "display:none", "hidden",
)  # fmt: skip
"""Values of attributes."""


def damaged(data: bytes, dice: Random) -> bytes:
    """Change, delete, repeat and insert a few bytes."""
    changed = bytearray(data)
    for _ in range(dice.randint(1, 6)):
        at = dice.randrange(len(changed) + 1)
        upto = min(len(changed), at + dice.choice([1, 1, 2, 8, 60]))
        match dice.randrange(5):
            case 0:
                del changed[at:upto]
            case 1:
                changed[at:at] = dice.choice(INSERTED)
            case 2:
                changed[at:upto] = dice.choice(INSERTED)
            case 3:
                changed[at:at] = changed[at:upto] * dice.randint(1, 3)
            case 4 if changed:
                changed[at % len(changed)] = dice.randrange(256)
    return bytes(changed)


def damaged_inside(data: bytes, kind: Kind, dice: Random) -> bytes:
    """Damage one part of a file and correct its sums; raise `ValueError` if it has no parts."""
    parts = kind.apart(data)
    name = dice.choice(list(parts))
    return kind.together({**parts, name: damaged(parts[name], dice)})


def misvalued(data: bytes, dice: Random) -> bytes:
    """Replace values of attributes in a drawing; it stays well-formed XML."""
    parts = data.decode().split('"')
    for _ in range(dice.randint(1, 4)):
        at = dice.randrange(4, len(parts))  # after the namespaces
        if at % 2:
            parts[at] = dice.choice([*VALUES, *parts[1::2]])
    return '"'.join(parts).encode()
