"""Make input files: brands, plans, patterns, pictures and fonts, good and bad."""

from __future__ import annotations

import json
import shutil
import struct
from importlib.resources import files
from io import BytesIO
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from fonts.registry import TEXT_FAMILY, shipped_family
from handouts.commands.new import ACTIVITY_ID
from patterns.library_paths import ACTIVITIES, ACTIVITY_FILE, LIBRARY
from tests.helpers import CORPUS
from tests.helpers.file_parts import FONT, chunk

if TYPE_CHECKING:
    from pathlib import Path

    from PIL import Image

BRAND = 'name: Clinic\ncolours: {primary: "#17505a", accent: "#9a4a12"}\n'
PATTERN = "lateral-hip-rotators"
REGULAR = shipped_family(TEXT_FAMILY).regular.read()
BOLD = shipped_family(TEXT_FAMILY).bold.read()
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
    'viewBox="0 0 10 10">\n{}\n</svg>'
)
SQUARE = '<rect width="5" height="5"/>'


def starter(kind: str) -> str:
    """Return the file that `handouts new` begins with."""
    return files("handouts.commands").joinpath("starters", f"{kind}.yaml").read_text("utf-8")


def starter_pattern(place: str, text: str) -> dict[str, str]:
    """Return the files of a pattern at a place, and of the activity that the starter uses."""
    activity = PurePath(place).parent / ACTIVITIES / ACTIVITY_ID / ACTIVITY_FILE
    return {place: text, str(activity): starter("activity")}


def plan(**said: object) -> str:
    """Write a plan; characters beyond ASCII are not escaped."""
    return json.dumps({"side": "left", **said}, ensure_ascii=False)


def written(text: str) -> str:
    """Write a text as a quoted YAML scalar, with escapes for what no file may contain."""
    return (
        json.dumps(text)
        .replace("\\ud83d\\ude00", "\\U0001f600")
        .replace("\\ud835\\udc00", "\\U0001d400")
    )


def brand_saying(text: str) -> str:
    """Return a brand with this text in every field of free text."""
    alone = brands(text)
    return alone.pop("name") + "".join(one.removeprefix(BRAND) for one in alone.values())


def brands(text: str) -> dict[str, str]:
    """Return a brand for each field of free text, with this text in it."""
    said = written(text)
    return {
        "name": BRAND.replace("Clinic", said),
        "tagline": f"{BRAND}tagline: {said}\n",
        "practitioner": f"{BRAND}practitioner: {said}\n",
        "credentials": f"{BRAND}credentials: {said}\n",
        "contact": f"{BRAND}contact: [{{label: {said}, text: {said}}}]\n",
        "link": f"{BRAND}link: {{url: 'https://clinic.example/x', label: {said}}}\n",
        "notice_additions": f"{BRAND}notice_additions: [{said}]\n",
    }


def checked_library(folder: Path) -> Path:
    """Copy the shipped pattern into a clinic's own folder as `hip`; return its pictures."""
    shutil.copytree(LIBRARY / PATTERN, folder / "hip")
    path = folder / "hip" / "pattern.yaml"
    path.write_text(path.read_text("utf-8").replace(f"id: {PATTERN}", "id: hip", 1), "utf-8")
    return folder / "hip" / "pictures"


def encoded(picture: Image.Image, kind: str, **options: Any) -> bytes:
    """Return a picture as the bytes of a file."""
    out = BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def png(width: int, height: int, bits: int, colours: int, data: bytes) -> bytes:
    """Write a PNG by hand, so that its header may be false."""
    header = struct.pack(">LLBBBBB", width, height, bits, colours, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", data), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(kind, inside) for kind, inside in chunks)


def ink_profile() -> bytes:
    """Write a CMYK profile (ICC.1:2001-04, lut8Type) whose cyan is a red ink.

    Full cyan is L* 46, a* 59, b* 36; magenta and yellow print nothing, black is black.
    """
    white, red, black = bytes((255, 128, 128)), bytes((117, 187, 164)), bytes((0, 128, 128))
    straight = bytes(range(256))
    unity = struct.pack(">9l", *(65_536 * (i % 4 == 0) for i in range(9)))
    table = b"mft1" + bytes(4) + bytes((4, 3, 2, 0)) + unity
    table += straight * 4 + (white + black) * 4 + (red + black) * 4 + straight * 3
    size = 128 + 4 + 12 + len(table)
    head = struct.pack(">L4xL4s4s4s12x4s", size, 0x02400000, b"prtr", b"CMYK", b"Lab ", b"acsp")
    light = struct.pack(">3l", 63_190, 65_536, 54_061)  # D50, in parts of 65,536
    head = head + bytes(68 - len(head)) + light + bytes(128 - 80)
    return head + struct.pack(">L4sLL", 1, b"A2B0", 144, len(table)) + table


def refused(door: str) -> dict[str, bytes]:
    """Return the files of the corpus that an input refuses, by name."""
    files = (path for path in (CORPUS / door).iterdir() if path.suffix != ".expected")
    return {
        path.name: path.read_bytes()
        for path in sorted(files)
        if not path.with_suffix(".expected").read_text("utf-8").startswith("taken")
    }


def font_with(**replaced: bytes) -> bytes:
    """Return the shipped font with other tables and correct checksums; OS2 means OS/2."""
    tables = {tag.replace("OS2", "OS/2"): data for tag, data in replaced.items()}
    return FONT.together({**FONT.apart(REGULAR), **tables})


def table(tag: str) -> bytes:
    """Return one table of the shipped font."""
    return FONT.apart(REGULAR)[tag]


def patched(tag: str, offset: int, value: int) -> bytes:
    """Return one table of the shipped font with a 16-bit number replaced."""
    data = bytearray(table(tag))
    struct.pack_into(">H", data, offset, value)
    return bytes(data)


def character_map(ranges: list[tuple[int, int, int]], claimed: int | None = None) -> bytes:
    """Write a cmap table of ranges (first, last, glyph); `claimed` is the count in its header."""
    body = b"".join(struct.pack(">LLL", *found) for found in ranges)
    count = len(ranges) if claimed is None else claimed
    start = struct.pack(">HHHHL", 0, 1, 3, 10, 12)
    return start + struct.pack(">HHLLL", 12, 0, 16 + len(body), 0, count) + body
