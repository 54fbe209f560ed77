"""The bytes of a PNG or JPEG go in; clean PNG bytes come out: upright, sRGB, nothing hidden."""

from __future__ import annotations

import warnings
from io import BytesIO
from typing import TYPE_CHECKING

from PIL import Image, ImageChops, ImageCms, ImageOps

from patterns.errors import UserError

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

MAX_PIXELS = 25_000_000
MAX_EDGE = 20_000  # every row takes room of its own, however short it is
# A logo is printed at most 70 mm wide: 1,600 pixels are 580 to the inch there.
MAX_SIDE = 1600

_SIXTEEN_TO_EIGHT_BITS = 1 / 257  # 65,535 becomes 255
# Color space of a profile: (mode it is applied in, modes of pictures it may be meant for).
_GRAY = frozenset({"1", "L", "LA"})
_PROFILED_MODES = {
    "GRAY": ("L", _GRAY),
    "RGB ": ("RGB", _GRAY | {"P", "RGB", "RGBA"}),
    "CMYK": ("CMYK", frozenset({"CMYK"})),
}
MOST_SCANS = 64
"""A progressive JPEG has about ten; each is worked through by itself."""

_SCAN, _END_OF_JPEG = b"\xff\xda", b"\xff\xd9"
_MORE_OF_A_SCAN = b"\x35" * 64
_PNG_BITS = 24  # where a PNG says how many bits a sample has

_WAY_OUT = "export the logo again as PNG"


def clean_pixels(data: bytes, file: str) -> tuple[bytes, int, int]:
    """Decode a whole picture and give it as PNG bytes, with its width and height in pixels.

    Raises `UserError` for what `decode` refuses, and for a picture that does not show.
    """
    picture = decode(data, file)
    if not _shows(picture):
        raise UserError.one("is all white or see-through", file=file, hint="give one that shows")
    picture.thumbnail((MAX_SIDE, MAX_SIDE), Image.Resampling.LANCZOS)
    return encode(picture), picture.width, picture.height


def decode(data: bytes, file: str) -> Picture:
    """Decode a PNG or JPEG whole; give it upright, as RGB or RGBA of 8 bits in sRGB.

    Raises `UserError` for a damaged picture, one of more than `MAX_PIXELS`, or an animation.
    """
    try:
        with warnings.catch_warnings(action="ignore"):  # as that of EXIF data nobody needs
            return _in_srgb(ImageOps.exif_transpose(_decode(data, file)))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _too_many_pixels(file) from None
    except (ImageCms.PyCMSError, OSError, SyntaxError, ValueError, LookupError):
        raise UserError.one("is damaged", file=file, hint=_WAY_OUT) from None


def _decode(data: bytes, file: str) -> Picture:
    with warnings.catch_warnings(action="error", category=Image.DecompressionBombWarning):
        picture = Image.open(BytesIO(data), formats=("PNG", "JPEG"))
    if picture.width * picture.height > MAX_PIXELS:
        raise _too_many_pixels(file)
    if max(picture.size) > MAX_EDGE:
        raise UserError.one(
            f"has a side of more than {MAX_EDGE:,} pixels", file=file, hint="make it smaller"
        )
    if getattr(picture, "is_animated", False) and picture.format == "PNG":
        raise UserError.one("is an animation", file=file, hint="give a still picture")
    if picture.format == "JPEG":
        _refuse_half_a_jpeg(data, picture)
    else:
        Image.open(BytesIO(data), formats=("PNG",)).verify()  # every sum, to the end of the file
    picture.load()
    if picture.mode == "P" and _lacks_colors(picture):
        raise ValueError("a pixel has a colour that is not in the palette")
    _mend_transparency(picture, data)
    return picture


def _refuse_half_a_jpeg(data: bytes, picture: Picture) -> None:
    """Raise `ValueError` for a JPEG that ends too early or has more scans than any program writes.

    The decoder makes up what is missing, in gray, and says nothing. But then it takes whatever
    stands before the end for a part of the picture, and the picture becomes another one.
    """
    end = data.rfind(_END_OF_JPEG)
    if data.count(_SCAN) > MOST_SCANS or end < 0:
        raise ValueError("too many scans, or no end")
    longer = data[:end] + _MORE_OF_A_SCAN + data[end:]
    small = (picture.width // 8 + 1, picture.height // 8 + 1)
    looks = []
    for whole in (data, longer):
        look = Image.open(BytesIO(whole), formats=("JPEG",))
        look.draft(None, small)  # an eighth of the size is decoded in a fraction of the time
        looks.append(look.tobytes())
    if looks[0] != looks[1]:
        raise ValueError("the picture ends too early")


def _lacks_colors(picture: Picture) -> bool:
    """Tell whether a pixel names a color beyond the end of the palette."""
    colours = len(picture.palette.palette) // len(picture.palette.mode) if picture.palette else 0
    return max(picture.tobytes()) >= colours


def _mend_transparency(picture: Picture, data: bytes) -> None:
    """Bring the color of a PNG that is see-through to the 8 bits that the pixels have now.

    It is given in the bits of the file (PNG 3, 11.3.1.1), and stays so where it is decoded.
    """
    color = picture.info.get("transparency")
    if picture.format != "PNG" or picture.mode == "P" or color is None:
        return
    bits = data[_PNG_BITS]
    if isinstance(color, tuple):  # of 16 bits the decoder keeps the upper eight
        picture.info["transparency"] = tuple(value >> max(bits - 8, 0) for value in color)
    elif isinstance(color, int) and picture.mode != "1":
        picture.info["transparency"] = color * 255 // ((1 << bits) - 1)


def _shows(picture: Picture) -> bool:
    """Tell whether anything is seen on white paper."""
    paper = Image.new("RGBA", picture.size, "white")
    paper.alpha_composite(picture.convert("RGBA"))
    return ImageChops.invert(paper.convert("RGB")).getbbox() is not None


def _in_srgb(picture: Picture) -> Picture:
    """Give the picture as RGB or RGBA of 8 bits, its colors meant as sRGB."""
    if picture.mode.startswith("I"):
        picture = picture.convert("I").point(lambda value: value * _SIXTEEN_TO_EIGHT_BITS)
        picture = picture.convert("L")
    alpha = picture.convert("RGBA").getchannel("A") if picture.has_transparency_data else None
    colours = _profiled(picture, picture.info.get("icc_profile")).convert("RGB")
    if alpha:
        colours.putalpha(alpha)
    return colours


def _profiled(picture: Picture, profile: bytes | None) -> Picture:
    """Apply a color profile that speaks of the channels this picture has."""
    if not profile:
        return picture
    source = ImageCms.ImageCmsProfile(BytesIO(profile))
    mode, fitting = _PROFILED_MODES.get(source.profile.xcolor_space, ("", frozenset()))
    if picture.mode not in fitting:
        return picture
    srgb = ImageCms.createProfile("sRGB")
    converted = ImageCms.profileToProfile(picture.convert(mode), source, srgb, outputMode="RGB")
    return converted or picture


def encode(picture: Picture) -> bytes:
    """Encode the pixels alone: a new image has no metadata to carry over."""
    bare = Image.new(picture.mode, picture.size)
    bare.paste(picture)
    out = BytesIO()
    bare.save(out, "PNG", optimize=True)
    return out.getvalue()


def _too_many_pixels(file: str) -> UserError:
    return UserError.one(
        f"has more than {MAX_PIXELS // 1_000_000} million pixels",
        file=file,
        hint=f"make it smaller; {MAX_SIDE:,} pixels a side are enough",
    )
