"""Decode a PNG, JPEG or WebP and encode it as a clean PNG: upright, sRGB, without metadata."""

from __future__ import annotations

import warnings
from io import BytesIO
from typing import TYPE_CHECKING

from PIL import Image, ImageCms, ImageOps

from handouts.brand.logo.visibility import box_to_keep, loses_white_parts
from patterns.errors import UserError

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

MAX_PIXELS = 25_000_000
MAX_EDGE = 20_000  # pixels; each row takes memory of its own, however short it is
MAX_SIDE = 1600  # a logo is printed 60 mm wide at most: 677 pixels to the inch

_SIXTEEN_TO_EIGHT_BITS = 1 / 257  # 65,535 becomes 255
# Color space of a profile: (mode it is applied in, modes of the images it may belong to).
_GRAY = frozenset({"1", "L", "LA"})
_PROFILED_MODES = {
    "GRAY": ("L", _GRAY),
    "RGB ": ("RGB", _GRAY | {"P", "RGB", "RGBA"}),
    "CMYK": ("CMYK", frozenset({"CMYK"})),
}
MAX_SCANS = 64  # a progressive JPEG has about ten; each costs a pass over the image

_SCAN, _END_OF_JPEG = b"\xff\xda", b"\xff\xd9"
_SCAN_DATA = b"\x35" * 64
_RIFF, _WEBP_HEAD = b"RIFF", 30  # bytes
_PNG_BITS = 24  # offset of the bit depth in a PNG


def clean_pixels(data: bytes, file: str) -> tuple[bytes, int, int]:
    """Decode a picture completely; return PNG bytes, the width and the height in pixels.

    Wide margins that do not show are cut off. Raises `UserError` for what `decode` refuses, and for
    a picture that does not show on white paper, or parts of it.
    """
    picture = decode(data, file)
    box = box_to_keep(picture)
    if box is None:
        raise UserError.one("is all white or see-through", file=file, hint="give one that shows")
    if loses_white_parts(picture):
        message = "has white parts that do not show on white paper"
        raise UserError.one(message, file=file, hint="give the logo for light grounds")
    picture = picture.crop(box)
    picture.thumbnail((MAX_SIDE, MAX_SIDE), Image.Resampling.LANCZOS)
    return encode(picture), picture.width, picture.height


def decode(data: bytes, file: str) -> Picture:
    """Decode a PNG, JPEG or WebP completely; return it upright, as RGB or RGBA of 8 bits in sRGB.

    Raises `UserError` for a damaged picture, one of more than `MAX_PIXELS`, or an animation.
    """
    try:
        with warnings.catch_warnings(action="ignore"):  # such as one about EXIF data
            return _in_srgb(ImageOps.exif_transpose(_decode(data, file)))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _too_many_pixels(file) from None
    except (ImageCms.PyCMSError, OSError, SyntaxError, ValueError, LookupError):
        hint = "export the logo again as PNG"
        raise UserError.one("is damaged", file=file, hint=hint) from None


def _decode(data: bytes, file: str) -> Picture:
    if data.startswith(_RIFF):
        _check_webp(data, file)
    with warnings.catch_warnings(action="error", category=Image.DecompressionBombWarning):
        picture = Image.open(BytesIO(data), formats=("PNG", "JPEG", "WEBP"))
    if picture.width * picture.height > MAX_PIXELS:
        raise _too_many_pixels(file)
    if max(picture.size) > MAX_EDGE:
        message = f"has a side of more than {MAX_EDGE:,} pixels"
        raise UserError.one(message, file=file, hint="make it smaller")
    if getattr(picture, "is_animated", False) and picture.format != "JPEG":
        raise UserError.one("is an animation", file=file, hint="give a still picture")
    if picture.format == "JPEG":
        _refuse_half_a_jpeg(data, picture)
    elif picture.format == "PNG":
        Image.open(BytesIO(data), formats=("PNG",)).verify()  # every CRC, to the end of the file
    picture.load()
    if picture.mode == "P" and _lacks_colors(picture):
        raise ValueError("a pixel has a colour that is not in the palette")
    _scale_transparency(picture, data)
    return picture


def _check_webp(data: bytes, file: str) -> None:
    """Check the length and the size that a WebP states: its decoder takes the memory at once.

    Sizes are at the places of RFC 9649, 2.5 to 2.7. Raises `ValueError` for a file cut short.
    """
    if len(data) < _WEBP_HEAD or int.from_bytes(data[4:8], "little") + 8 > len(data):
        raise ValueError("the file ends too early")
    number = int.from_bytes(data[24:30], "little")
    if data[12:16] == b"VP8X":
        size = number % (1 << 24) + 1, (number >> 24) + 1
    elif data[12:16] == b"VP8L":
        number = int.from_bytes(data[21:25], "little")
        size = number % (1 << 14) + 1, (number >> 14) % (1 << 14) + 1
    else:
        size = (number >> 16) % (1 << 14), (number >> 32) % (1 << 14)
    if size[0] * size[1] > MAX_PIXELS:
        raise _too_many_pixels(file)


def _refuse_half_a_jpeg(data: bytes, picture: Picture) -> None:
    """Raise `ValueError` for a JPEG that ends too early or has more scans than any program writes.

    The decoder fills what is missing with gray, without an error. In such a file, scan data that is
    inserted before the end marker changes the image; in a whole file it changes nothing.
    """
    end = data.rfind(_END_OF_JPEG)
    if data.count(_SCAN) > MAX_SCANS or end < 0:
        raise ValueError("too many scans, or no end")
    longer = data[:end] + _SCAN_DATA + data[end:]
    images = [Image.open(BytesIO(whole), formats=("JPEG",)) for whole in (data, longer)]
    for image in images:  # an eighth of the size takes a fraction of the time
        image.draft(None, (picture.width // 8 + 1, picture.height // 8 + 1))
    if images[0].tobytes() != images[1].tobytes():
        raise ValueError("the picture ends too early")


def _lacks_colors(picture: Picture) -> bool:
    colors = len(picture.palette.palette) // len(picture.palette.mode) if picture.palette else 0
    return max(picture.tobytes()) >= colors


def _scale_transparency(picture: Picture, data: bytes) -> None:
    """Scale the transparent color of a PNG, left in its own bit depth (PNG 3, 11.3.1.1), to 8."""
    color = picture.info.get("transparency")
    if picture.format != "PNG" or picture.mode == "P" or color is None:
        return
    bits = data[_PNG_BITS]
    if isinstance(color, tuple):  # Pillow keeps the upper eight of 16 bits
        picture.info["transparency"] = tuple(value >> max(bits - 8, 0) for value in color)
    elif isinstance(color, int) and picture.mode != "1":
        picture.info["transparency"] = color * 255 // ((1 << bits) - 1)


def _in_srgb(picture: Picture) -> Picture:
    if picture.mode.startswith("I"):
        picture = picture.convert("I").point(lambda value: value * _SIXTEEN_TO_EIGHT_BITS)
        picture = picture.convert("L")
    alpha = picture.convert("RGBA").getchannel("A") if picture.has_transparency_data else None
    colors = _profiled(picture, picture.info.get("icc_profile")).convert("RGB")
    if alpha:
        colors.putalpha(alpha)
    return colors


def _profiled(picture: Picture, profile: bytes | None) -> Picture:
    """Apply the color profile, if it describes the channels that this image has."""
    if not profile:
        return picture
    source = ImageCms.ImageCmsProfile(BytesIO(profile))
    mode, fitting = _PROFILED_MODES.get(source.profile.xcolor_space, ("", frozenset()))
    if picture.mode not in fitting:
        return picture
    srgb = ImageCms.createProfile("sRGB")
    picture = picture.convert(mode)
    return ImageCms.profileToProfile(picture, source, srgb, outputMode="RGB") or picture


def encode(picture: Picture) -> bytes:
    """Encode as PNG, without metadata: a new image has none."""
    bare = Image.new(picture.mode, picture.size)
    bare.paste(picture)
    out = BytesIO()
    bare.save(out, "PNG", optimize=True)
    return out.getvalue()


def _too_many_pixels(file: str) -> UserError:
    message = f"has more than {MAX_PIXELS // 1_000_000} million pixels"
    hint = f"make it smaller; {MAX_SIDE:,} pixels a side are enough"
    return UserError.one(message, file=file, hint=hint)
