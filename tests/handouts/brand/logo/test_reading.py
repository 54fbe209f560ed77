"""A logo comes back as clean pixels, or is refused."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image, ImageCms

from handouts.brand.logo.raster import MAX_SIDE
from handouts.brand.logo.reading import Logo, read_logo
from patterns.errors import UserError
from tests.helpers.file_parts import PNG
from tests.helpers.in_time import in_time

if TYPE_CHECKING:
    from pathlib import Path


def encoded(picture: Image.Image, kind: str, **options: Any) -> bytes:
    out = BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def corners(mode: str = "RGB") -> Image.Image:
    """Make a picture of 60 x 40 pixels, red on the left, blue on the right."""
    picture = Image.new("RGB", (60, 40), "#cc3333")
    picture.paste("#3333cc", (30, 0, 60, 40))
    return picture.convert(mode)


def read(folder: Path, data: bytes, name: str = "logo") -> Logo:
    path = folder / name
    path.write_bytes(data)
    return read_logo(path)


def pixels(logo: Logo) -> Image.Image:
    return Image.open(BytesIO(logo.data))


def refusal(folder: Path, data: bytes) -> str:
    with pytest.raises(UserError) as refused:
        read(folder, data, "logo")
    return str(refused.value).replace(f"{folder}/", "")


def near(color: Any, other: tuple[int, ...], within: int = 3) -> bool:
    return all(abs(a - b) <= within for a, b in zip(color, other, strict=True))


RED, BLUE = (204, 51, 51), (51, 51, 204)


# Pictures


@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
@pytest.mark.parametrize("lossless", [False, True])
def test_webp(tmp_path: Path, mode: str, lossless: bool) -> None:
    data = encoded(corners(mode), "WEBP", lossless=lossless, quality=95)
    for name in ("logo.webp", "logo.png"):
        picture = pixels(read(tmp_path, data, name)).convert("RGB")
        assert picture.size == (60, 40)
        assert near(picture.getpixel((5, 5)), RED, 12)
        assert near(picture.getpixel((55, 35)), BLUE, 12)


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "P"])
def test_png(tmp_path: Path, mode: str) -> None:
    logo = read(tmp_path, encoded(corners(mode), "PNG"))
    picture = pixels(logo).convert("RGB")
    assert (logo.width, logo.height) == picture.size == (60, 40)
    assert near(picture.getpixel((5, 5)), RED, 12)
    assert near(picture.getpixel((55, 35)), BLUE, 12)


def test_alpha_is_kept(tmp_path: Path) -> None:
    picture = corners("RGBA")
    picture.putpixel((0, 0), (204, 51, 51, 0))
    clean = pixels(read(tmp_path, encoded(picture, "PNG")))
    assert clean.mode == "RGBA"
    assert clean.getpixel((0, 0)) == (204, 51, 51, 0)
    assert clean.getpixel((1, 1)) == (204, 51, 51, 255)


def test_an_opaque_picture_has_no_alpha(tmp_path: Path) -> None:
    assert pixels(read(tmp_path, encoded(corners(), "JPEG"))).mode == "RGB"


def test_a_jpeg_is_turned_upright_and_its_metadata_is_dropped(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned a quarter to the right
    exif[0x010E] = "SECRET"
    data = encoded(corners(), "JPEG", exif=exif, quality=95, comment=b"SECRET")
    assert b"SECRET" in data
    logo = read(tmp_path, data)
    assert (logo.width, logo.height) == (40, 60)
    assert near(pixels(logo).getpixel((20, 5)), RED, 12)
    assert b"SECRET" not in logo.data
    assert not pixels(logo).info


def test_text_in_a_png_is_dropped(tmp_path: Path) -> None:
    from PIL.PngImagePlugin import PngInfo

    info = PngInfo()
    info.add_text("Author", "SECRET")
    assert b"SECRET" not in read(tmp_path, encoded(corners(), "PNG", pnginfo=info)).data


def swapped_profile() -> bytes:
    """Make a profile in which red means blue: sRGB with two of its colors exchanged."""
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return srgb.replace(b"rXYZ", b"????").replace(b"bXYZ", b"rXYZ").replace(b"????", b"bXYZ")


@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
def test_a_color_profile_is_applied(tmp_path: Path, mode: str) -> None:
    data = encoded(corners(mode), "PNG", icc_profile=swapped_profile())
    clean = pixels(read(tmp_path, data))
    assert clean.mode == mode
    assert near(clean.convert("RGB").getpixel((5, 5)), BLUE)


def test_a_profile_of_colors_on_a_gray_picture_does_no_harm(tmp_path: Path) -> None:
    data = encoded(Image.new("L", (9, 9), 100), "PNG", icc_profile=swapped_profile())
    assert near(pixels(read(tmp_path, data)).getpixel((5, 5)), (100, 100, 100))


def test_a_profile_of_other_channels_is_passed_over(tmp_path: Path) -> None:
    data = encoded(corners("CMYK"), "JPEG", icc_profile=swapped_profile(), quality=95)
    assert near(pixels(read(tmp_path, data)).getpixel((5, 5)), RED, 12)


def test_sixteen_bit_gray_is_scaled_and_not_clipped(tmp_path: Path) -> None:
    deep = Image.new("I;16", (9, 9), 100 * 257)
    assert near(pixels(read(tmp_path, encoded(deep, "PNG"))).getpixel((5, 5)), (100, 100, 100), 1)


def png(
    bits: int, colours: int, row: bytes, palette: bytes = b"", see_through: bytes = b""
) -> bytes:
    """Write a PNG of 4 x 1 pixels."""
    parts = {
        "IHDR": struct.pack(">LLBBBBB", 4, 1, bits, colours, 0, 0, 0),
        **({"PLTE": palette} if palette else {}),
        **({"tRNS": see_through} if see_through else {}),
        "IDAT": b"\0" + row,
        "IEND": b"",
    }
    return PNG.together(parts)


SEE_THROUGH = {
    "1": png(1, 0, b"\x50", see_through=b"\0\1"),
    "2": png(2, 0, b"\x11", see_through=b"\0\1"),
    "4": png(4, 0, b"\x05\x05", see_through=b"\0\5"),
    "8": png(8, 0, b"\0\7\0\7", see_through=b"\0\7"),
    "16": png(16, 0, struct.pack(">4H", 0, 5100, 0, 5100), see_through=struct.pack(">H", 5100)),
    "8 x 3": png(8, 2, b"\0\0\0\1\2\3" * 2, see_through=b"\0\1\0\2\0\3"),
    "16 x 3": png(16, 2, struct.pack(">6H", 0, 0, 0, 999, 1999, 60_001) * 2,
                  see_through=struct.pack(">3H", 999, 1999, 60_001)),
}  # fmt: skip
"""Every other pixel has the color that is see-through, in so many bits."""


@pytest.mark.parametrize("bits", SEE_THROUGH)
def test_a_color_that_is_see_through_stays_so(tmp_path: Path, bits: str) -> None:
    clean = pixels(read(tmp_path, SEE_THROUGH[bits])).getchannel("A")
    assert [clean.getpixel((x, 0)) for x in range(4)] == [255, 0, 255, 0]


NOISE = Image.effect_noise((300, 200), 80).convert("RGB")


@pytest.mark.parametrize("progressive", [False, True])
def test_a_jpeg_that_ends_too_early_is_refused_though_it_has_an_end(
    tmp_path: Path, progressive: bool
) -> None:
    data = encoded(NOISE, "JPEG", progressive=progressive)
    assert pixels(read(tmp_path, data)).size == NOISE.size
    assert pixels(read(tmp_path, data + b"junk")).size == NOISE.size
    for share in (0.4, 0.7, 0.95):
        cut = data[: int(len(data) * share)] + b"\xff\xd9"
        assert refusal(tmp_path, cut) == f"logo: is damaged; {DAMAGED}"


def test_a_jpeg_that_says_it_is_higher_than_it_is(tmp_path: Path) -> None:
    data = encoded(NOISE, "JPEG")
    at = data.index(b"\xff\xc0") + 5
    taller = data[:at] + (400).to_bytes(2) + data[at + 2 :]
    assert refusal(tmp_path, taller) == f"logo: is damaged; {DAMAGED}"


def test_a_jpeg_of_endless_scans_is_refused_at_once(tmp_path: Path) -> None:
    data = encoded(Image.new("L", (4900, 4900), 90), "JPEG", progressive=True)
    start = data.rindex(b"\xff\xda")
    bomb = data[:start] + data[start:-2] * 200 + data[-2:]
    with in_time(1):
        assert refusal(tmp_path, bomb) == f"logo: is damaged; {DAMAGED}"


@pytest.mark.parametrize(
    "data",
    [
        png(8, 3, b"\0\1\2\x09", palette=b"\1\2\3" * 3),
        png(4, 3, b"\x01\x2f", palette=b"\1\2\3" * 3),
        png(8, 3, b"\0\1\2\2"),
        encoded(NOISE, "PNG")[:-12],
        encoded(NOISE, "PNG").replace(b"IDAT", b"IDAU", 1),
    ],
    ids=["index", "index of four bits", "no palette", "no end", "sum"],
)
def test_a_png_that_would_print_black_is_refused(tmp_path: Path, data: bytes) -> None:
    assert refusal(tmp_path, data) == f"logo: is damaged; {DAMAGED}"


@pytest.mark.parametrize("color", ["#ffffffff", "#ff000000"])
def test_a_picture_that_would_not_show_is_refused(tmp_path: Path, color: str) -> None:
    data = encoded(Image.new("RGBA", (9, 9), color), "PNG")
    told = "logo: is all white or see-through; give one that shows"
    assert refusal(tmp_path, data) == told


def test_a_large_logo_is_made_smaller_in_proportion(tmp_path: Path) -> None:
    logo = read(tmp_path, encoded(Image.new("RGB", (4000, 1000)), "PNG"))
    assert (logo.width, logo.height) == (MAX_SIDE, MAX_SIDE / 4)


def test_a_logo_is_the_same_bytes_every_time(tmp_path: Path) -> None:
    data = encoded(corners("RGBA"), "PNG")
    assert read(tmp_path, data) == read(tmp_path, data, "other.png")


def forged_size(width: int, height: int) -> bytes:
    """Give a small PNG file that says it is very large."""
    data = encoded(corners(), "PNG")
    header = b"IHDR" + width.to_bytes(4) + height.to_bytes(4) + data[24:29]
    return data[:12] + header + zlib.crc32(header).to_bytes(4) + data[33:]


def half(data: bytes) -> bytes:
    return data[: len(data) // 2]


DAMAGED = "export the logo again as PNG"
OTHER = "is a picture of another kind"
SAVE = "open it and save it as PNG"
EXPORT = "open it in the program that made it and export it as SVG or PNG"
TOO_MANY = "has more than 25 million pixels; make it smaller; 1,600 pixels a side are enough"
FRAMES = [Image.new("RGB", (9, 9), color) for color in ("red", "blue")]

LARGE_WEBP = {
    "extended": b"RIFF\x16\0\0\0WEBPVP8X\n\0\0\0\0\0\0\0\x4f\x14\0\x87\x13\0",
    "lossless": b"RIFF\x16\0\0\0WEBPVP8L\n\0\0\0/"
    + (5199 + (4999 << 14)).to_bytes(4, "little")
    + bytes(5),
    "lossy": b"RIFF\x16\0\0\0WEBPVP8 \n\0\0\0\0\0\0\x9d\x01\x2a\x50\x14\x88\x13",
}
"""The head of a WebP in each of its forms."""

BAD_PICTURES = {
    "half a JPEG": (half(encoded(corners(), "JPEG")), f"is damaged; {DAMAGED}"),
    "JPEG without an end": (encoded(corners(), "JPEG")[:-2], f"is damaged; {DAMAGED}"),
    "half a PNG": (half(encoded(corners(), "PNG")), f"is damaged; {DAMAGED}"),
    "PNG start alone": (b"\x89PNG\r\n\x1a\n", f"is damaged; {DAMAGED}"),
    "broken profile": (
        encoded(corners(), "PNG", icc_profile=b"profile"),
        f"is damaged; {DAMAGED}",
    ),
    "animation": (
        encoded(FRAMES[0], "PNG", save_all=True, append_images=FRAMES[1:]),
        "is an animation; give a still picture",
    ),
    "100 megapixels": (forged_size(10_000, 10_000), TOO_MANY),
    "10 gigapixels": (forged_size(100_000, 100_000), TOO_MANY),
    "long side": (
        forged_size(20_001, 9),
        "has a side of more than 20,000 pixels; make it smaller",
    ),
    "26 megapixels": (forged_size(5_200, 5_000), TOO_MANY),
    "half a WebP": (half(encoded(corners(), "WEBP")), f"is damaged; {DAMAGED}"),
    "a WebP with half its pixels": (
        (webp := encoded(NOISE, "WEBP"))[:4] + (2000).to_bytes(4, "little") + webp[8:2008],
        f"is damaged; {DAMAGED}",
    ),
    "WebP animation": (
        encoded(FRAMES[0], "WEBP", save_all=True, append_images=FRAMES[1:]),
        "is an animation; give a still picture",
    ),
    **{f"{kind} WebP of 26 megapixels": (data, TOO_MANY) for kind, data in LARGE_WEBP.items()},
    "EPS": (b"%!PS-Adobe-3.0 EPSF-3.0\n", f"{OTHER} (EPS or PostScript); {EXPORT}"),
    "PDF": (b"%PDF-1.6\n", f"{OTHER} (PDF); {EXPORT}"),
    "GIF": (encoded(corners(), "GIF"), f"{OTHER} (GIF); {SAVE}"),
    "BMP": (encoded(corners(), "BMP"), f"{OTHER} (BMP); {SAVE}"),
    "TIFF": (encoded(corners(), "TIFF"), f"{OTHER} (TIFF); {SAVE}"),
    "ICO": (encoded(corners(), "ICO"), f"{OTHER} (an icon (ICO)); {SAVE}"),
    "AVIF": (b"\0\0\0 ftypavif\0\0\0\0", f"{OTHER} (AVIF); {SAVE}"),
    "HEIC": (b"\0\0\0 ftypheic\0\0\0\0", f"{OTHER} (HEIC, as phones write it); {SAVE}"),
    "Word": (b"PK\3\4\x14\0", f"{OTHER} (a document or an archive); {EXPORT}"),
    "SVGZ": (
        b"\x1f\x8b\x08",
        f"{OTHER} (packed (SVGZ)); unpack it, or save it as plain SVG",
    ),
    "web page": (
        b"<html></html>",
        f"{OTHER} (a web page); ask who made the logo for it as SVG or PNG",
    ),
    "unknown": (b"logo", f"{OTHER}; give the logo as PNG, JPEG, WebP or SVG"),
    "empty": (b"", "is empty; give the logo as PNG, JPEG, WebP or SVG"),
}


@pytest.mark.parametrize("case", BAD_PICTURES)
def test_bad_pictures(tmp_path: Path, case: str) -> None:
    data, message = BAD_PICTURES[case]
    with in_time(1):
        assert refusal(tmp_path, data) == f"logo: {message}"


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.svg", encoded(corners(), "PNG"), "PNG, JPEG or WebP"),
        ("a.SVG", encoded(corners(), "JPEG"), "PNG, JPEG or WebP"),
        ("a.png", b"<svg/>", "SVG"),
        ("a.jpg", b"<svg/>", "SVG"),
    ],
)
def test_a_name_that_says_another_kind(tmp_path: Path, name: str, data: bytes, kind: str) -> None:
    with pytest.raises(UserError, match=rf"but is a picture of another kind \({kind}\)"):
        read(tmp_path, data, name)


def test_a_missing_logo_is_named(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"none\.svg: there is no such file"):
        read_logo(tmp_path / "none.svg")


def test_what_is_in_utf_16_is_named(tmp_path: Path) -> None:
    data = '<svg xmlns="http://www.w3.org/2000/svg"/>'.encode("utf-16")
    assert refusal(tmp_path, data) == "logo: is written in UTF-16; export it afresh, as UTF-8"


@pytest.mark.parametrize("text", ["<svg/>", "<!-- x --><html/>"])
def test_xml_that_is_no_drawing(tmp_path: Path, text: str) -> None:
    told = "logo:1:1: is not an SVG picture; give the logo as PNG, JPEG, WebP or SVG"
    assert refusal(tmp_path, text.encode()) == told


def test_a_drawing_becomes_pixels(tmp_path: Path) -> None:
    body = '<rect width="5" height="5" fill="#cc3333"/>'
    text = f'\ufeff<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 6 5">{body}</svg>'
    logo = read(tmp_path, text.encode())
    assert (logo.width, logo.height) == pixels(logo).size == (576, 480)
    assert near(pixels(logo).getpixel((100, 100)), (*RED, 255))
    assert near(pixels(logo).getpixel((560, 100)), (0, 0, 0, 0))
    assert not pixels(logo).info
