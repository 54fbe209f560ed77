"""The bytes of a PNG or JPEG go in; clean PNG bytes come out: upright, sRGB, nothing hidden."""

from __future__ import annotations

import warnings
from io import BytesIO
from typing import TYPE_CHECKING

from PIL import Image, ImageCms, ImageOps

from patterns.errors import UserError

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

MAX_PIXELS = 25_000_000
MAX_EDGE = 20_000  # every row takes room of its own, however short it is
# A logo is printed at most 70 mm wide: 1,600 pixels are 580 to the inch there.
MAX_SIDE = 1600

_SIXTEEN_TO_EIGHT_BITS = 1 / 257  # 65,535 becomes 255
# Colour space of a profile: (mode it is applied in, modes of pictures it may be meant for).
_GREY = frozenset({"1", "L", "LA"})
_PROFILED_MODES = {
    "GRAY": ("L", _GREY),
    "RGB ": ("RGB", _GREY | {"P", "RGB", "RGBA"}),
    "CMYK": ("CMYK", frozenset({"CMYK"})),
}
_WAY_OUT = "export the logo again as PNG"


def clean_pixels(data: bytes, file: str) -> tuple[bytes, int, int]:
    """Decode the whole picture and give it as PNG bytes, with its width and height in pixels.

    Raises `UserError` for a damaged picture, one of more than `MAX_PIXELS`, or an animation.
    """
    try:
        with warnings.catch_warnings(action="ignore"):  # as that of EXIF data nobody needs
            picture = _in_srgb(ImageOps.exif_transpose(_decode(data, file)))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _too_many_pixels(file) from None
    except (ImageCms.PyCMSError, OSError, SyntaxError, ValueError, LookupError):
        raise UserError.one("is damaged", file=file, hint=_WAY_OUT) from None
    picture.thumbnail((MAX_SIDE, MAX_SIDE), Image.Resampling.LANCZOS)
    return _png(picture), picture.width, picture.height


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
    picture.load()
    return picture


def _in_srgb(picture: Picture) -> Picture:
    """Give the picture as RGB or RGBA of 8 bits, its colours meant as sRGB."""
    if picture.mode.startswith("I"):
        picture = picture.convert("I").point(lambda value: value * _SIXTEEN_TO_EIGHT_BITS)
        picture = picture.convert("L")
    alpha = picture.convert("RGBA").getchannel("A") if picture.has_transparency_data else None
    colours = _profiled(picture, picture.info.get("icc_profile")).convert("RGB")
    if alpha:
        colours.putalpha(alpha)
    return colours


def _profiled(picture: Picture, profile: bytes | None) -> Picture:
    """Apply a colour profile that speaks of the channels this picture has."""
    if not profile:
        return picture
    source = ImageCms.ImageCmsProfile(BytesIO(profile))
    mode, fitting = _PROFILED_MODES.get(source.profile.xcolor_space, ("", frozenset()))
    if picture.mode not in fitting:
        return picture
    srgb = ImageCms.createProfile("sRGB")
    converted = ImageCms.profileToProfile(picture.convert(mode), source, srgb, outputMode="RGB")
    return converted or picture


def _png(picture: Picture) -> bytes:
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
