"""Every defect in the tables of a font is found before a parser reads them."""

from __future__ import annotations

import random
import struct
from io import BytesIO

import pytest

from fonts.font_validation import MAX_CHARACTERS, MAX_MAPS, find_defect
from fonts.registry import SHIPPED_FAMILIES, TEXT_FAMILY, FontFile, Style, shipped_family
from fonts.reportlab_safely import ttfonts

FILES = [shipped_family(family).file(style) for family in SHIPPED_FAMILIES for style in Style]


def tables_of(data: bytes) -> dict[str, bytes]:
    face = ttfonts.TTFontFile(BytesIO(data))
    return {tag: face.get_table(tag) for tag in face.table}


GOOD = tables_of(shipped_family(TEXT_FAMILY).regular.read())
GLYPHS = int.from_bytes(GOOD["maxp"][4:6])


def number(tag: str, offset: int, value: int) -> dict[str, bytes]:
    changed = bytearray(GOOD[tag])
    struct.pack_into(">H", changed, offset, value)
    return {tag: bytes(changed)}


def mapped(*maps: bytes, platform: int = 3, encoding: int = 10) -> dict[str, bytes]:
    start = 4 + 8 * len(maps)
    offsets = [start + sum(map(len, maps[:i])) for i in range(len(maps))]
    records = b"".join(struct.pack(">HHL", platform, encoding, offset) for offset in offsets)
    return {"cmap": struct.pack(">HH", 0, len(maps)) + records + b"".join(maps)}


def ranges(*found: tuple[int, int], claimed: int | None = None) -> bytes:
    body = b"".join(struct.pack(">LLL", *pair, 0) for pair in found)
    count = len(found) if claimed is None else claimed
    return struct.pack(">HHLLL", 12, 0, 16 + len(body), 0, count) + body


SIZES = "its sizes do not fit together"
FEW = f"its character maps hold more than {MAX_CHARACTERS:,} characters"
KIND = "it has a character map of a kind that is not supported"

DEFECTS = {
    "no em": (number("head", 18, 0), SIZES),
    "small em": (number("head", 18, 15), SIZES),
    "form of places": (number("head", 50, 2), SIZES),
    "no widths": (number("hhea", 34, 0), SIZES),
    "more widths than glyphs": (number("hhea", 34, GLYPHS + 1), SIZES),
    "few widths": ({"hmtx": GOOD["hmtx"][:-2]}, "it has too few widths"),
    "more glyphs": (number("maxp", 4, GLYPHS + 1), "it has too few widths"),
    "no places": ({"loca": b""}, "a table is cut short"),
    "wild places": (
        {"loca": b"\xff" * len(GOOD["loca"])},
        "its outlines do not lie where it says",
    ),
    "few outlines": ({"glyf": GOOD["glyf"][:-4]}, "its outlines do not lie where it says"),
    "missing parts": (
        {"glyf": b"\xff\xff" * (len(GOOD["glyf"]) // 2)},
        "a glyph is made of others that are not there",
    ),
    "everything": (mapped(ranges((0, 0xFFFFFFFF))), FEW),
    "too much": (mapped(ranges((1, MAX_CHARACTERS), (0, 0))), FEW),
    "many small": (mapped(*[ranges((0, 9_999))] * 21), FEW),
    "a claim": (mapped(ranges((0, 1), claimed=2**32 - 1)), "a table is cut short"),
    "many maps": (
        mapped(*[ranges()] * (MAX_MAPS + 1)),
        f"it has more than {MAX_MAPS} character maps",
    ),
    "another kind": (mapped(struct.pack(">HHLLL", 13, 0, 16, 0, 0)), KIND),
    "no map": ({"cmap": b""}, "a table is cut short"),
}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_the_shipped_fonts_have_no_defect(file: FontFile) -> None:
    assert find_defect(tables_of(file.read())) == ""


@pytest.mark.parametrize("case", DEFECTS)
def test_what_does_not_fit_together_is_reported(case: str) -> None:
    changed, defect = DEFECTS[case]
    assert find_defect({**GOOD, **changed}) == defect


def test_as_many_characters_as_may_be() -> None:
    assert find_defect({**GOOD, **mapped(ranges((1, MAX_CHARACTERS)))}) == ""


def test_a_map_of_selectors_is_passed_over() -> None:
    changed = mapped(struct.pack(">HLL", 14, 10, 0), platform=0, encoding=5)
    assert find_defect({**GOOD, **changed}) == ""


def test_no_damage_raises() -> None:
    dice = random.Random(7)  # noqa: S311 - no secret
    for _ in range(300):
        tag = dice.choice(["cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp"])
        changed = bytearray(GOOD[tag])
        for _ in range(dice.randint(1, 8)):
            changed[dice.randrange(len(changed))] = dice.randrange(256)
        find_defect({**GOOD, tag: bytes(changed[: dice.randint(0, len(changed))])})
