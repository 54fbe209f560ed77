"""Logos and the pictures of a clinic's own patterns: printed whole, or refused at once."""

from __future__ import annotations

import gzip
import hashlib
import os
import shutil
import zlib
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest
from PIL import Image

from tests.helpers.faults.making import (
    BRAND,
    PATTERN,
    SQUARE,
    SVG,
    checked_library,
    encoded,
    ink_profile,
    png,
    refused,
)
from tests.helpers.faults.rules import CANARY
from tests.helpers.file_parts import chunk

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.helpers.faults.door import Door


RED = Image.new("RGB", (60, 40), "#cc3333")
JPEG = encoded(RED, "JPEG")
BOMB = zlib.compress(bytes(100_000_000))
SMALL = zlib.compress(bytes(9 * 28))


def with_chunk(kind: bytes, inside: bytes) -> bytes:
    whole = png(9, 9, 8, 2, SMALL)
    return whole[:33] + chunk(kind, inside) + whole[33:]


OTHER_PIXELS = {
    "bits.png": png(20_000, 20_000, 1, 0, zlib.compress(bytes(2501 * 20_000))),
    "text.png": with_chunk(b"zTXt", b"a\0\0" + BOMB),
    "profile.png": with_chunk(b"iCCP", b"a\0\0" + BOMB),
    "eps.png": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n",
    "web.svg": b"<html><body/></html>",
    "empty.png": b"",
    "pixels.svg": encoded(RED, "PNG"),
    "shapes.png": SVG.format(SQUARE).encode(),
    "gif.png": encoded(RED, "GIF"),
    "packed.svgz": gzip.compress(SVG.format(SQUARE).encode()),
}

"""Beside the small ones of the corpus: bombs, and files that are something else."""

LARGE_SHAPES = {
    "use bomb": SVG.format(
        "".join(f'<g id="g{i}">' + f'<use href="#g{i - 1}"/>' * 10 + "</g>" for i in range(1, 6))
        + f'<g id="g0">{SQUARE}</g>'
    ),
    "copies of a long path": SVG.format(
        f'<path id="a" d="M0 0{"L1 1" * 20_000}"/>' + '<use href="#a"/>' * 50
    ),
    "path of letters": SVG.format(f'<path d="M0 0{"z" * 900_000}"/>'),
    "path of points": SVG.format(f'<path d="M{".1" * 400_000}"/>'),
    "deep": SVG.format("<g>" * 20_000 + SQUARE + "</g>" * 20_000),
    "attributes": SVG.format("<rect" + "".join(f' a{i}="1"' for i in range(50_000)) + "/>"),
    "compound selectors": SVG.format(
        f"<style>{('.' + '.'.join(['a'] * 600) + '{fill:red}') * 490}</style>"
        + '<path class="a" d="M0 0h9v9z"/>' * 2990
    ),
    "declarations": SVG.format(f"<style>*{{{'fill:red;' * 90_000}}}</style>" + SQUARE * 2900),
    "many dashes": SVG.format(f'<path d="M0 0h9" stroke-dasharray="{"1 " * 400_000}"/>'),
    "digits": SVG.format(f'<rect width="{"1" * 900_000}" height="5"/>'),
    "blur": SVG.format(
        '<filter id="f"><feGaussianBlur stdDeviation="100000000"/></filter>'
        f'<g filter="url(#f)">{SQUARE}</g>'
    ),
    "large pattern": SVG.format(
        '<pattern id="p" width="20000" height="20000" patternUnits="userSpaceOnUse">'
        f'{SQUARE}</pattern><rect width="10" height="10" fill="url(#p)"/>'
    ),
}
"""Beside the small ones of the corpus: what would take long."""


def brand_of(name: str) -> str:
    return f"{BRAND}logo: {name}\n"


def test_bad_pictures_are_refused_at_once(door: Door) -> None:
    pictures = {**refused("png"), **refused("jpeg"), **OTHER_PIXELS}
    door.write(pictures)
    door.write({f"{name}.yaml": brand_of(name) for name in pictures})
    rows = [["check", f"{name}.yaml"] for name in pictures]
    for name, ended in zip(pictures, door.several(rows, 3, seconds=1, mebibytes=200), strict=True):
        assert ended.err.startswith(f"{name}: "), ended.err


def test_bad_drawings_are_refused_at_once_and_nothing_is_fetched(door: Door) -> None:
    os.mkfifo(door.work / "trap")  # whatever opens it waits for ever
    door.write({"secret.txt": CANARY})
    drawings: dict[str, bytes | str] = {**refused("shapes"), **LARGE_SHAPES}
    names = {f"{i}.svg": drawing for i, drawing in enumerate(drawings.values())}
    door.write(names)
    door.write({f"{name}.yaml": brand_of(name) for name in names})
    rows = [["build", PATTERN, "--brand", f"{name}.yaml", "-o", "x.pdf"] for name in names]
    checks = [["check", f"{name}.yaml"] for name in names]
    # Two runs, for the clock counts a run as a whole.
    all_built = door.several(rows, 3, seconds=1, mebibytes=200)
    all_checked = door.several(checks, 3, seconds=1, mebibytes=200)
    for case, name, built, checked in zip(drawings, names, all_built, all_checked, strict=True):
        assert built.err.startswith(f"{name}:"), case
        assert checked.err.startswith(built.err), f"{case}: a check says what a build says"


def test_a_drawing_that_never_ends_is_ended(door: Door) -> None:
    mask = '<mask id="m"><rect width="10" height="10" fill="#fff"/></mask>'
    masked = '<rect mask="url(#m)" width="10" height="10"/>' * 4000
    door.write({"b.yaml": brand_of("logo.svg"), "logo.svg": SVG.format(mask + masked)})
    ended = door.build("--brand", "b.yaml", code=3, seconds=8)
    assert ended.err.startswith("logo.svg: is too much to draw; ")


def test_a_drawing_prints_and_names_no_file(door: Door) -> None:
    """What is dropped from a drawing is not followed: the renderer may be started, and no more."""
    os.mkfifo(door.work / "trap")
    body = '<a href="trap"><g xml:base="trap"><image src="trap" width="5" height="5"/></g></a>'
    drawn = '<!DOCTYPE svg SYSTEM "trap"><?xml-stylesheet href="trap"?>' + SVG.format(body + SQUARE)
    door.write({"b.yaml": brand_of("logo.svg"), "logo.svg": drawn})
    door.build("--brand", "b.yaml", "-o", "a.pdf")
    assert [image for image in images(door.work / "a.pdf") if image.size == (480, 480)]


def images(path: Path) -> list[Image.Image]:
    with pikepdf.open(path) as pdf:
        found = [thing for thing in pdf.objects if isinstance(thing, pikepdf.Stream)]
        pictures = [thing for thing in found if thing.get("/Subtype") == "/Image"]
        return [pikepdf.PdfImage(picture).as_pil_image() for picture in pictures]


def test_a_logo_is_upright_and_carries_no_words(door: Door) -> None:
    halves = RED.copy()
    halves.paste("#3333cc", (30, 0, 60, 40))
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010E] = CANARY
    turned = encoded(halves, "JPEG", exif=exif, quality=95, comment=CANARY.encode())
    door.write({"b.yaml": brand_of("logo.jpg"), "logo.jpg": turned + CANARY.encode()})
    door.build("--brand", "b.yaml", "-o", "a.pdf")
    (logo, *_) = [image for image in images(door.work / "a.pdf") if image.size == (40, 60)]
    pixel: Any = logo.convert("RGB").getpixel((20, 5))
    assert pixel[0] > 150 > pixel[2]


COLORS = {
    "inks.jpg": (
        encoded(Image.new("CMYK", (60, 40), (255, 0, 0, 0)), "JPEG", icc_profile=ink_profile()),
        (199, 49, 53),  # L* 46, a* 59, b* 36: what the profile says of cyan
    ),
    "plain-inks.jpg": (
        encoded(Image.new("CMYK", (60, 40), (0, 204, 204, 51)), "JPEG", quality=95),
        (204, 41, 41),
    ),
    "deep.png": (encoded(Image.new("I;16", (60, 40), 100 * 257), "PNG"), (100, 100, 100)),
}


@pytest.mark.parametrize("name", COLORS)
def test_a_logo_keeps_the_colors_that_it_means(door: Door, name: str) -> None:
    data, meant = COLORS[name]
    door.write({"b.yaml": brand_of(name), name: data})
    door.build("--brand", "b.yaml", "-o", "a.pdf")
    (logo, *_) = [image for image in images(door.work / "a.pdf") if image.size == (60, 40)]
    pixel: Any = logo.convert("RGB").getpixel((30, 20))
    assert all(abs(found - wanted) <= 4 for found, wanted in zip(pixel, meant, strict=True)), pixel


def unsound(data: bytes) -> Any:
    def put(pictures: Path) -> None:
        svg = (pictures / "pain-plate.left.svg").read_bytes()
        (pictures / "pain-plate.left.form").write_bytes(hashlib.sha256(svg).digest() + data)

    return put


def pipe(pictures: Path) -> None:
    (pictures / "pain-plate.left.form").unlink()
    os.mkfifo(pictures / "pain-plate.left.form")


FORMS: dict[str, Callable[[Path], None]] = {
    "bomb": unsound(BOMB),
    "junk": unsound(b"junk"),
    "text": unsound(zlib.compress(b"BT (" + CANARY.encode() + b") Tj ET")),
    "unbalanced": unsound(zlib.compress(b"q " * 100)),
    "pipe": pipe,
}


def test_a_form_that_is_not_sound_changes_nothing(door: Door) -> None:
    good = checked_library(door.work / "good")
    rows = [["build", "hip", "--library", "good", "--side", "left", "-o", "good.pdf"]]
    for name, spoil in FORMS.items():
        shutil.copytree(good.parent.parent, door.work / name)
        spoil(door.work / name / "hip" / "pictures")
        rows.append(["build", "hip", "--library", name, "--side", "left", "-o", f"{name}.pdf"])
    door.several(rows, 0, seconds=2)
    right = [len(image.tobytes()) for image in images(door.work / "good.pdf")]
    for name in FORMS:
        assert [len(image.tobytes()) for image in images(door.work / f"{name}.pdf")] == right
        assert door.text(f"{name}.pdf") == door.text("good.pdf")


PICTURES: dict[str, tuple[str, bytes | str]] = {
    "empty": ("svg", ""),
    "junk": ("svg", "junk"),
    "entity": ("svg", '<!DOCTYPE svg [<!ENTITY a SYSTEM "trap">]>' + SVG.format("&a;")),
    "laughs": ("svg", '<!DOCTYPE svg [<!ENTITY a "ha">]>' + SVG.format('<g id="&a;"/>')),
    "operators": (
        "svg",
        SVG.format('<path d="M0 0" stroke="#000000" stroke-width="1 w (a) Tj"/>'),
    ),
    "cap": ("svg", SVG.format('<path d="M0 0" stroke="#000000" stroke-linecap="x"/>')),
    "deep": ("svg", SVG.format("<g>" * 5000 + "</g>" * 5000)),
    "number": ("svg", SVG.format(f'<path d="M{"9" * 400} 1"/>')),
    "words": ("svg", SVG.format("<text>a</text>")),
    "places": ("json", "["),
    "deep places": ("json", "[" * 100_000),
    "huge": ("json", '{"width": 1e308, "height": 9, "anchors": {}, "areas": {}}'),
    "endless": ("json", '{"width": 1e999, "height": 9, "anchors": {}, "areas": {}}'),
    "binary": ("json", b"\xff\xfe\0"),
}


def test_a_picture_that_is_not_sound_is_refused(door: Door) -> None:
    os.mkfifo(door.work / "trap")
    good = checked_library(door.work / "good")
    for name, (ending, data) in PICTURES.items():
        shutil.copytree(good.parent.parent, door.work / name)
        door.write({f"{name}/hip/pictures/pain-plate.left.{ending}": data})
    for ended in door.several([["check", name] for name in PICTURES], 3, seconds=1):
        assert "hip/pictures/pain-plate.left." in ended.err
    rows = [["build", "hip", "--library", name, "--side", "left"] for name in PICTURES]
    for ended in door.several(rows, 3, seconds=1):
        assert "hip/pictures/pain-plate.left." in ended.err


def test_a_logo_from_outside_the_folder_is_not_printed(door: Door) -> None:
    (door.room.top / "private.png").write_bytes(encoded(RED, "PNG"))
    (door.work / "logo.png").symlink_to("../private.png")
    door.write({"b.yaml": brand_of("logo.png")})
    ended = door.build("--brand", "b.yaml", code=3)
    assert ended.err.startswith("logo.png: is a link that leads elsewhere")
    for name in ("../private.png", "/etc/hostname", "a/../../private.png"):
        door.write({"b.yaml": brand_of(name)})
        assert (
            "b.yaml:3:7: logo: must lie in the folder"
            in door.build("--brand", "b.yaml", code=3).err
        )
