"""Hostile fonts are refused, and settings of the machine are ignored."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from fonts.faces import face
from fonts.registry import TEXT_FAMILY, shipped_family
from tests.helpers.faults.door import How
from tests.helpers.faults.making import (
    BOLD,
    BRAND,
    REGULAR,
    character_map,
    font_with,
    patched,
    plan,
    table,
)

if TYPE_CHECKING:
    from tests.helpers.faults.door import Door


def flipped(data: bytes, every: int) -> bytes:
    changed = bytearray(data)
    for at in range(2000, len(data), every):
        changed[at] ^= 0xFF
    return bytes(changed)


def renamed(tag: bytes, other: bytes) -> bytes:
    at = REGULAR.index(tag, 12)
    return REGULAR[:at] + other + REGULAR[at + 4 :]


GLYPHS = struct.unpack_from(">H", table("maxp"), 4)[0]
SEGMENTS = 8000
OVERLAPPING = (
    struct.pack(">HHHHL", 0, 1, 3, 1, 12)
    + struct.pack(">HHHHHHH", 4, 16 + 8 * SEGMENTS - 65_536 * 0 & 0xFFFF, 0, 2 * SEGMENTS, 0, 0, 0)
    + b"\xff\xfe" * SEGMENTS
    + bytes(2 + 6 * SEGMENTS)
)

BAD = {
    "flipped": flipped(REGULAR, len(REGULAR) // 200),
    "half": REGULAR[: len(REGULAR) // 2],
    "start": REGULAR[:13],
    "no outlines": renamed(b"glyf", b"nope"),
    "PostScript": b"OTTO" + REGULAR[4:],
    "web": b"wOF2" + bytes(100),
    "collection": b"ttcf" + bytes(100),
    "variable": font_with(fvar=bytes(20)),
    "words": b"%!PS-AdobeFont",
    "empty": b"",
    "a map of everything": font_with(cmap=character_map([(0, 0xFFFFFFFF, 0)])),
    "a map of a million": font_with(cmap=character_map([(0, 0x10FFFF, 0)])),
    "a map many times": font_with(cmap=character_map([(0, 0xFFFF, 0)] * 1000)),
    "a map that claims": font_with(cmap=character_map([(0, 0x7F, 0)], 0xFFFFFFF0)),
    "ranges over ranges": font_with(cmap=OVERLAPPING),
    "many maps": font_with(cmap=struct.pack(">HH", 0, 5000) + bytes(8 * 5000)),
    "glyphs that are not there": font_with(cmap=character_map([(32, 0x17F, GLYPHS)])),
    "too many glyphs": font_with(maxp=patched("maxp", 4, 65_535)),
    "too many widths": font_with(hhea=patched("hhea", 34, 65_535)),
    "no ink": font_with(glyf=bytes(4), loca=bytes(len(table("loca")))),
    "no width": font_with(hmtx=bytes(len(table("hmtx")))),
    "units too small": font_with(head=patched("head", 18, 16_384)),
    "units too large": font_with(head=patched("head", 18, 16)),
    "no units": font_with(head=patched("head", 18, 0)),
    "wild places": font_with(loca=b"\xff" * len(table("loca"))),
    "no room": font_with(glyf=b"\0\0"),
    "parts that are not there": font_with(
        glyf=b"".join(
            struct.pack(">hhhhhHHbb", -1, 0, 0, 9, 9, 0x20, 65_000, 0, 0)
            for _ in range(len(table("glyf")) // 14)
        )
    ),
}


def test_bad_fonts_are_refused_at_once(door: Door) -> None:
    names = [f"{i}.ttf" for i in range(len(BAD))]
    door.write(dict(zip(names, BAD.values(), strict=True)))
    door.write({"bold.ttf": BOLD})
    door.write(
        {f"{name}.yaml": f"{BRAND}fonts: {{regular: {name}, bold: bold.ttf}}\n" for name in names}
    )
    rows = [["build", "lateral-hip-rotators", "--brand", f"{name}.yaml"] for name in names]
    for case, name, ended in zip(
        BAD, names, door.several(rows, 3, seconds=3, mebibytes=200), strict=True
    ):
        assert ended.err.startswith(f"{name}: "), case
        assert len(ended.lines) == 1, case


def test_a_font_written_anew_is_taken(door: Door) -> None:
    door.write({"b.yaml": f"{BRAND}fonts: {{regular: a.ttf, bold: b.ttf}}\n"})
    door.write({"a.ttf": font_with(), "b.ttf": BOLD})
    door.build("--brand", "b.yaml", "-o", "a.pdf")


GLYPHS_OF = face(shipped_family(TEXT_FAMILY).regular).ttfont.face.charToGlyph
ENGLISH = character_map([(code, code, GLYPHS_OF[code]) for code in range(32, 127)])


def test_fonts_that_share_a_name_are_told_apart(door: Door) -> None:
    old = font_with(cmap=ENGLISH)  # an early cut of a font that we ship, from the days of ASCII
    door.write({"old.ttf": old, "p.yaml": plan(client="\u0141ucja Nguy\u1ec5n")})
    door.write({"b.yaml": f"{BRAND}fonts: {{regular: old.ttf, bold: old.ttf}}\n"})
    door.build("--brand", "b.yaml", "--plan", "p.yaml", "-o", "a.pdf")
    assert "\u0141ucja Nguy\u1ec5n" in door.text("a.pdf")


TRAP = "open('ran', 'w').close()\n"


def test_no_setting_of_the_machine_changes_a_sheet(door: Door) -> None:
    door.build("-o", "a.pdf")
    for name in ("reportlab_settings.py", "reportlab_mods.py", "sitecustomize_too.py"):
        door.write({name: TRAP})
    for name in (".reportlab_settings", ".reportlab_mods"):
        (door.room.home / name).write_text(TRAP)
    (door.work / "fonts").mkdir()
    env = {
        "RL_trustedHosts": "*",
        "RL_toColorCanUse": "rl_safe_eval",
        "RL_pageCompression": "0",
        "SOURCE_DATE_EPOCH": "yesterday",
        "PYTHONHASHSEED": "7",
        "TZ": "Nowhere/Such",
        "LC_ALL": "xx_YY.broken",
        "COLUMNS": "0",
    }
    door.build("-o", "b.pdf", how=How(env=env))
    assert (door.work / "a.pdf").read_bytes() == (door.work / "b.pdf").read_bytes()
    assert not (door.work / "ran").exists()
