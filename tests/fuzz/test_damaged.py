"""Good files, damaged at random: they are taken, or refused in words, and nothing else comes out.

HANDOUTS_MUTATIONS makes a longer run: so many times as many.
"""

from __future__ import annotations

import os
import random
from contextlib import suppress
from dataclasses import replace
from functools import cache
from io import BytesIO
from itertools import count
from typing import TYPE_CHECKING

import pytest
from making import BRAND, PATTERN, REGULAR, SQUARE, SVG, encoded, font_with, plan, starter, table
from PIL import Image

from fonts.faces import face
from fonts.own import read_own_family
from fonts.reportlab_safely import ttfonts
from fonts.runs import split_runs
from handouts.brand import BrandFile
from handouts.layout.drawings import load_drawing
from handouts.layout.svg_logo import svg_logo
from handouts.logo import LogoKind, read_logo
from handouts.plan import Plan
from patterns.errors import UserError
from patterns.model import Pattern
from patterns.places import LIBRARY
from patterns.reading import parse_model

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from patterns.base import Model

TIMES = int(os.environ.get("HANDOUTS_MUTATIONS", "1"))
SEED = int(os.environ.get("HANDOUTS_SEED", "1"))

SPICES = (
    b"\0", b"\xff", b"\x80", b"-", b"e99", b"9" * 40, b"nan", b"\n", b"\t", b": ", b"- ", b"[",
    b"]", b"{", b"}", b"&a ", b"*a ", b"!!x ", b"'", b'"', b"#", b"|", b"<", b"/>", b"url(#a)",
    b";", b"%", b"\xe2\x80\xae", b"\xcc\x81" * 6, b"\xf0\x9f\x98\x80", b"\\ud800", b"href=", b"<g>",
)  # fmt: skip
"""What goes wrong in files, and what attackers write."""


def damaged(data: bytes, dice: random.Random) -> bytes:
    """Change, delete, double and insert a few bytes."""
    changed = bytearray(data)
    for _ in range(dice.randint(1, 6)):
        at = dice.randrange(len(changed) + 1)
        upto = min(len(changed), at + dice.choice([1, 1, 2, 8, 60]))
        match dice.randrange(5):
            case 0:
                del changed[at:upto]
            case 1:
                changed[at:at] = dice.choice(SPICES)
            case 2:
                changed[at:upto] = dice.choice(SPICES)
            case 3:
                changed[at:at] = changed[at:upto] * dice.randint(1, 3)
            case 4 if changed:
                changed[at % len(changed)] = dice.randrange(256)
    return bytes(changed)


NUMBERS = count(1)

VALUES = (
    "", "0", "-1", "1e9", "1e-99", "1e308", "9" * 400, "nan", "none", "inherit", "url(#c)",
    "url(#g)", "#c", "#g", "#", "1 2", "1,2,3", "M", "M1", "M0 0A1 1 0 0 0 0", "M1 1zzz", "z", "e",
    ".", "100%", "1px", "1em", "scale(0)", "scale(1e9)", "rotate(1,2,3)", "matrix(1 0 0 1 0 0)",
    "skewX(90)", "red", "#12", "#1234", "rgb(1,2,3)", "rgb(300%,0,0)", "currentColor",
    "transparent", "evenodd", "round", "butt", "fill:red", "fill:", ":", "a:b:c", "stroke-width:0",
    "display:none", "hidden",
)  # fmt: skip
"""What may stand between the quotes of an attribute."""


def misvalued(data: bytes, dice: random.Random) -> bytes:
    """Exchange values of a drawing, whose XML stays whole."""
    parts = data.decode().split('"')
    for _ in range(dice.randint(1, 4)):
        at = dice.randrange(6, len(parts))  # behind the names of the vocabularies
        if at % 2:
            parts[at] = dice.choice([*VALUES, *parts[1::2]])
    return '"'.join(parts).encode()


@cache
def pictures() -> dict[str, bytes]:
    red = Image.new("RGBA", (40, 30), "#cc333380")
    exif = Image.Exif()
    exif[0x0112] = 6
    shapes = (
        '<style>.a{fill:#123456;stroke:red}</style><defs><g id="g">' + SQUARE + "</g></defs>"
        '<clipPath id="c"><circle cx="5" cy="5" r="4"/></clipPath>'
        '<g class="a" transform="rotate(4) translate(1,2)" clip-path="url(#c)">'
        '<path d="M1 1H9V9C1 2 3 4 5 6A1 2 0 0 1 5 5Z" style="fill:none;stroke-width:2px"/>'
        '<polygon points="1,2 3,4 5,1" stroke-dasharray="1 2"/></g><use xlink:href="#g" x="2"/>'
    )
    return {
        "png": encoded(red, "PNG"),
        "interlaced": encoded(red.convert("P"), "PNG"),
        "jpeg": encoded(red.convert("RGB"), "JPEG", exif=exif),
        "progressive": encoded(red.convert("CMYK"), "JPEG", progressive=True),
        "svg": SVG.format(shapes).encode(),
    }


def take_yaml(model: type[Model]) -> Callable[[bytes, Path], None]:
    def take(data: bytes, _: Path) -> None:
        parse_model(data, model, name="a.yaml")

    return take


def take_logo(data: bytes, folder: Path) -> None:
    (folder / "logo").write_bytes(data)
    logo = read_logo(folder / "logo")
    if logo.kind is LogoKind.SVG:
        svg_logo(logo)


def take_picture(data: bytes, folder: Path) -> None:
    load_drawing(*written(folder, data, PLACES), "ball")


def take_places(data: bytes, folder: Path) -> None:
    load_drawing(*written(folder, SVG.format('<path d="M0 0"/>').encode(), data), "ball")


def written(folder: Path, svg: bytes, places: bytes) -> tuple[Path, str]:
    """Write a picture under a name of its own, for one that is loaded is remembered."""
    stem = f"a{next(NUMBERS)}.left"
    (folder / f"{stem}.svg").write_bytes(svg)
    (folder / f"{stem}.json").write_bytes(places)
    return folder, stem


def take_font(data: bytes, folder: Path) -> None:
    (folder / "a.ttf").write_bytes(data)
    family = read_own_family(folder / "a.ttf", folder / "a.ttf")
    own = face(replace(family.regular, name=f"own-{random.random()}"))  # noqa: S311 - no secret
    runs = split_runs("Hamburg \u00e9\u0142 1-2", (own,), where="test")
    assert own.metrics.x_height >= 0 or runs
    font = ttfonts.TTFont("own", BytesIO(data), shapable=False)
    font.face.makeSubset([ord(letter) for letter in "Hamburg 1-2"])


SHIPPED = (LIBRARY / PATTERN / "pattern.yaml").read_bytes()
PATHS = SVG.format('<path d="M1 1H9V9l-2 3Z" stroke="#123456"/>').encode()
PLACES = (
    b'{"width": 10, "height": 9, "anchors": {"a": [[1, 2]]}, '
    b'"areas": {"b": [[[1, 2], [3, 4], [5, 6]]]}}'
)
KINDS: dict[str, tuple[bytes, Callable[[bytes, Path], None], int]] = {
    "plan": (plan(client="Ann", note="Rest.").encode(), take_yaml(Plan), 150),
    "brand": ((BRAND + "contact: [{label: a, text: b}]\n").encode(), take_yaml(BrandFile), 150),
    "pattern": (starter("pattern").encode(), take_yaml(Pattern), 40),
    "shipped pattern": (SHIPPED, take_yaml(Pattern), 15),
    **{kind: (data, take_logo, 120) for kind, data in pictures().items()},
    "picture": (PATHS, take_picture, 80),
    "places": (PLACES, take_places, 80),
    "font": (REGULAR, take_font, 20),
}
"""A good file of every kind, what takes it, and how many damaged ones are tried."""


@pytest.mark.parametrize("kind", KINDS)
def test_a_good_file_is_taken(tmp_path: Path, kind: str) -> None:
    data, take, _ = KINDS[kind]
    take(data, tmp_path)


@pytest.mark.filterwarnings("ignore")  # the libraries warn of much that is refused later
@pytest.mark.parametrize("kind", KINDS)
def test_a_damaged_file_is_taken_or_refused_in_words(tmp_path: Path, kind: str) -> None:
    data, take, times = KINDS[kind]
    dice = random.Random(f"{kind} {SEED}")  # noqa: S311 - no secret
    for _ in range(times * TIMES):
        with suppress(UserError):
            take(damaged(data, dice), tmp_path)


@pytest.mark.parametrize("kind", ["svg", "picture"])
def test_a_drawing_of_odd_values_is_taken_or_refused(tmp_path: Path, kind: str) -> None:
    data, take, _ = KINDS[kind]
    dice = random.Random(f"values {kind} {SEED}")  # noqa: S311 - no secret
    for _ in range(150 * TIMES):
        with suppress(UserError):
            take(misvalued(data, dice), tmp_path)


@pytest.mark.parametrize(
    "tag", ["cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "name", "OS2", "post"]
)
def test_a_font_whose_sums_are_right_is_taken_or_refused(tmp_path: Path, tag: str) -> None:
    dice = random.Random(f"{tag} {SEED}")  # noqa: S311 - no secret
    good = table(tag.replace("OS2", "OS/2").encode())
    for _ in range(6 * TIMES):
        with suppress(UserError):
            take_font(font_with(**{tag: damaged(good, dice)}), tmp_path)
