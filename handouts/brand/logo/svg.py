"""Check an SVG logo and render it to pixels with resvg.

resvg opens whatever file a drawing names, and leaves out in silence what it does not know. So all
that a drawing holds is checked first, and resvg gets it written anew, with nothing in it that was
not checked. The few things that browsers draw and resvg does not are refused.
"""

from __future__ import annotations

import math
import subprocess
import sys
from base64 import b64decode, b64encode
from contextlib import suppress
from io import BytesIO
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes

from PIL import Image

from fonts.registry import SHIPPED_FAMILIES, TEXT_FAMILY
from handouts.brand.logo import svg_checks as checks
from handouts.brand.logo import svg_renderer
from handouts.brand.logo.raster import MAX_PIXELS, MAX_SIDE, decode, encode
from handouts.brand.logo.safe_xml import SIMPLIFY, SVG_NAMESPACE, XmlError, read_svg
from handouts.brand.logo.visibility import box_to_keep
from patterns.errors import Problem, UserError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from fonts.registry import FontFile
    from handouts.brand.logo.safe_xml import SvgElement
    from handouts.brand.logo.svg_checks import Fault

MAX_WIDTH, MAX_HEIGHT = 1600, 480  # a logo is printed 60 mm by 16 mm at most: 677 to the inch
MAX_ENLARGED = 8_000_000  # pixels of a drawing with wide margins
MAX_SECONDS = 5  # of the processor; a usual logo takes a twentieth of one
MAX_CLOCK = 20  # seconds, for a renderer that gets little of the processor

_PYTHON_FAILED = 1
_SHORT_NAMES = {
    "http://www.w3.org/1999/xlink}href": "href",
    "http://www.w3.org/XML/1998/namespace}space": "xml:space",
}
_UNSEEN = {
    "title", "desc", "metadata", "view", "cursor", "animate", "animateColor", "animateMotion",
    "animateTransform", "set", "mpath", "discard", "font", "color-profile",
}  # fmt: skip
"""What adds nothing to a drawing that stands still."""


def render_svg(data: bytes, file: str, own_fonts: Sequence[Path]) -> bytes:
    """Render an SVG as a PNG in which what shows fits into `MAX_WIDTH` by `MAX_HEIGHT` pixels.

    Text may be set in the shipped fonts and in `own_fonts`, those of the brand. Raises `UserError`
    with every kind of fault, each by the line where it is first met.
    """
    try:
        root = read_svg(data)
    except XmlError as error:
        raise UserError([Problem(file, error.line, 1, "", str(error), error.hint)]) from None
    if root.name != "svg":
        hint = "give the logo as PNG, JPEG, WebP or SVG"
        _refuse(file, [(root.line, "is not an SVG picture", hint)])
    root.attributes["xmlns"] = SVG_NAMESPACE
    _drop_unseen(root)
    fonts = checks.fonts_for(root, own_fonts)
    _refuse(file, checks.content_faults(root))
    _refuse(file, checks.size_faults(root))
    _refuse(file, checks.letter_faults(root, fonts))
    _refuse(file, _picture_faults(root, file))
    png = _render(root, fonts, file, 1)
    scale = _scale_of_what_shows(png)
    return png if scale == 1 else _render(root, fonts, file, scale)


def _scale_of_what_shows(png: bytes) -> float:
    """Return how much larger a drawing should be, as wide margins that do not show are cut off."""
    picture = Image.open(BytesIO(png))
    box = box_to_keep(picture)
    if box is None or box == (0, 0, *picture.size):
        return 1
    left, top, right, bottom = box
    scale = min(MAX_WIDTH / (right - left), MAX_HEIGHT / (bottom - top))
    largest = math.sqrt(MAX_ENLARGED / (picture.width * picture.height))
    return max(1, min(scale, largest))


def _refuse(file: str, faults: Iterable[Fault]) -> None:
    """Raise `UserError` if there are faults; one that comes again is told once."""
    first = {fault[1:]: fault for fault in reversed([*faults])}
    if first:
        raise UserError(Problem(file, line, 1, "", *told) for line, *told in first.values())


def _drop_unseen(element: SvgElement) -> None:
    """Drop what is never drawn: other vocabularies, titles, animations, scripts in attributes."""
    attributes = element.attributes
    for name in list(attributes):
        if name in _SHORT_NAMES:
            attributes.setdefault(_SHORT_NAMES[name], attributes[name])
    for name in list(attributes):
        led_to = name == "href" and element.name == "a"
        if led_to or "}" in name or name.startswith(("on", "data-", "aria-")):
            del attributes[name]
    element.content = [part for part in element.content if isinstance(part, str) or _counts(part)]
    for child in element.children:
        _drop_unseen(child)


def _counts(element: SvgElement) -> bool:
    of_one_program = element.name == "foreignObject" and "requiredExtensions" in element.attributes
    return not ("}" in element.name or element.name in _UNSEEN or of_one_program)


def _picture_faults(root: SvgElement, file: str) -> Iterator[Fault]:
    """Put each picture back as a PNG of our own making, or yield what is wrong with it."""
    pixels = 0
    for element in root.walk():
        link = element.attributes.get("href", "#")
        if link.startswith("#"):
            continue
        try:
            picture = decode(_unpacked(link), file)
        except UserError as error:
            problem = error.problems[0]
            yield element.line, f"holds a picture that {problem.message}", problem.hint
            return
        pixels += picture.width * picture.height
        if pixels > MAX_PIXELS:
            yield element.line, f"holds pictures of more than {MAX_PIXELS:,} pixels", SIMPLIFY
            return
        if not {"width", "height"} & element.attributes.keys():
            element.attributes |= {"width": str(picture.width), "height": str(picture.height)}
        picture.thumbnail((MAX_SIDE, MAX_SIDE))
        packed = b64encode(encode(picture)).decode("ascii")
        element.attributes["href"] = f"data:image/png;base64,{packed}"


def _unpacked(link: str) -> bytes:
    """Give the bytes of a picture that a link holds; none where it is not whole."""
    with suppress(ValueError):
        return b64decode(unquote_to_bytes(link.partition(",")[2]) + b"==")
    return b""


def _render(root: SvgElement, fonts: Sequence[FontFile], file: str, scale: float) -> bytes:
    """Render a checked drawing in a process of its own, and give the PNG."""
    stand_in = SHIPPED_FAMILIES[TEXT_FAMILY]
    room = int(MAX_WIDTH * scale), int(MAX_HEIGHT * scale)
    words = (MAX_SECONDS, *room, stand_in, *(font.source for font in fonts))
    too_much = UserError.one("is too much to draw", file=file, hint=SIMPLIFY)
    try:
        ended = subprocess.run(  # noqa: S603 - a program of ours, and fonts that were checked
            [sys.executable, "-P", svg_renderer.__file__, *map(str, words)],
            input=root.write().encode(),
            capture_output=True,
            timeout=MAX_CLOCK,
            process_group=0,  # Ctrl-C is for its parent alone
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise too_much from None
    if ended.returncode == svg_renderer.FONT_MISSING:
        _refuse(file, [checks.missing_font(root, fonts)])
    if ended.returncode == svg_renderer.NOT_DRAWN:
        raise UserError.one("cannot be drawn", file=file, hint=checks.FLATTEN)
    if ended.returncode not in (0, _PYTHON_FAILED):
        raise too_much
    ended.check_returncode()  # what is left is no fault of the drawing
    return ended.stdout
