"""An SVG logo prints as resvg draws it; what reaches outside, or would be lost, is refused."""

from __future__ import annotations

import os
from base64 import b64encode
from io import BytesIO
from subprocess import CalledProcessError
from typing import TYPE_CHECKING

import pikepdf
import pytest
import resvg_py
from PIL import Image, ImageChops

from fonts.registry import SHIPPED_FAMILIES, TEXT_FAMILY, Style, shipped_family
from handouts.brand.logo import svg, svg_renderer
from handouts.brand.logo.raster import MAX_SIDE
from handouts.brand.logo.reading import Logo, read_logo
from handouts.brand.logo.visibility import box_to_keep
from handouts.brand.model import plain_brand
from handouts.pipeline import build
from handouts.request.order import Order
from handouts.request.values import ClientText, SheetRequest
from patterns.catalog import load
from patterns.errors import UserError
from patterns.notice import load_notice
from tests.helpers import EXAMPLES
from tests.helpers.in_time import in_time
from tests.helpers.matrix import DAY, HIP

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

EXAMPLE = EXAMPLES / "harbour-lane.svg"
FONTS = [shipped_family(name).file(style) for name in SHIPPED_FAMILIES for style in Style]
HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" {}>'
BOX = 'viewBox="0 0 100 40"'
SQUARE = '<rect width="40" height="40" fill="#57263f"/>'


def drawing(body: str, attributes: str = BOX) -> str:
    return f"{HEAD.format(attributes)}\n{body}\n</svg>"


def data_uri(kind: str, data: bytes) -> str:
    return f"data:{kind};base64,{b64encode(data).decode()}"


def encoded(kind: str, size: tuple[int, int] = (8, 4)) -> bytes:
    """Make a picture whose left half is red, whose right half is blue."""
    picture, out = Image.new("RGB", size, "#ff0000"), BytesIO()
    picture.paste("#0000ff", (size[0] // 2, 0, *size))
    picture.save(out, kind, quality=95)
    return out.getvalue()


def logo_of(folder: Path, text: str, fonts: Sequence[Path] = ()) -> Logo:
    path = folder / "logo.svg"
    path.write_text(text, "utf-8")
    return read_logo(path, fonts)


def refusal(folder: Path, text: str) -> str:
    with pytest.raises(UserError) as refused:
        logo_of(folder, text)
    return str(refused.value).replace(f"{folder}/", "")


def pixels(logo: Logo) -> Image.Image:
    return Image.open(BytesIO(logo.data)).convert("RGBA")


def drawn_by_resvg(text: str) -> Image.Image:
    """Give what resvg makes of a drawing with the shipped fonts, as large as it fits its room."""
    whole = _drawn_by_resvg(text, 1)
    box = box_to_keep(whole)
    if box is None or box == (0, 0, *whole.size):
        return whole
    scale = min(svg.MAX_WIDTH / (box[2] - box[0]), svg.MAX_HEIGHT / (box[3] - box[1]))
    largest = (svg.MAX_ENLARGED / (whole.width * whole.height)) ** 0.5
    drawn = _drawn_by_resvg(text, max(1, min(scale, largest)))
    cut = drawn.crop(box_to_keep(drawn))
    cut.thumbnail((MAX_SIDE, MAX_SIDE), Image.Resampling.LANCZOS)
    return cut


def _drawn_by_resvg(text: str, scale: float) -> Image.Image:
    png = resvg_py.svg_to_bytes(
        svg_string=text,
        width=int(svg.MAX_WIDTH * scale),
        height=int(svg.MAX_HEIGHT * scale),
        dpi=96,
        skip_system_fonts=True,
        font_files=[str(font.source) for font in FONTS],
    )
    return Image.open(BytesIO(png)).convert("RGBA")


GRADIENT = (
    '<linearGradient id="g"><stop stop-color="#57263f"/><stop offset="1" stop-color="#a8431f"/>'
    "</linearGradient>"
)
TRACED = (
    '<?xml version="1.0" standalone="no"?>\n'
    '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 20010904//EN"\n'
    ' "http://www.w3.org/TR/2001/REC-SVG-20010904/DTD/svg10.dtd">\n'
)

PRINTED: dict[str, str] = {
    "gradient": drawing(f'{GRADIENT}<circle cx="40" cy="20" r="18" fill="url(#g)"/>'),
    "gradient by a quoted reference": drawing(
        f"{GRADIENT}<style>.a{{fill:url( '#g' )}}</style><circle class='a' cx='40' cy='20' r='18'/>"
    ),
    "round gradient": drawing(
        '<radialGradient id="g"><stop stop-color="red"/><stop offset="1" stop-opacity="0"/>'
        '</radialGradient><rect width="100" height="40" fill="url(#g)"/>'
    ),
    "text": drawing(
        '<text x="5" y="28" font-family="Atkinson Hyperlegible" font-weight="bold">Harbour'
        '<tspan fill="red" font-family="Fira Sans" dx="2">L\u00e4ne</tspan></text>'
    ),
    "text with spaces kept": drawing(
        '<text x="5" y="28" font-family="Fira Sans" xml:space="preserve">a    b</text>'
    ),
    "mask": drawing(
        '<mask id="m"><rect width="50" height="40" fill="#888"/></mask>'
        '<rect mask="url(#m)" width="100" height="40" fill="blue"/>'
    ),
    "clip path in a style": drawing(
        "<style>.st2{clip-path:url(#c);}</style>"
        '<clipPath id="c"><rect width="30" height="40"/></clipPath>'
        '<g class="st2"><circle fill="#57263F" cx="40" cy="20" r="36"/></g>'
    ),
    "copy in a clip path": drawing(
        '<defs><circle id="c" cx="40" cy="20" r="15"/></defs>'
        f'<clipPath id="p"><use xlink:href="#c"/></clipPath><g clip-path="url(#p)">{SQUARE}</g>'
    ),
    "page that is not seen": drawing(f'<path fill-opacity="0.0" d="m0 0h100v40h-100z"/>{SQUARE}'),
    "traced": TRACED + drawing(SQUARE),
    "lengths in em": drawing('<rect x="1em" width="2em" height="1.5ex" font-size="10"/>'),
    "filter": drawing(
        '<filter id="f"><feDropShadow dx="1" dy="1" stdDeviation="1"/></filter>'
        '<rect filter="url(#f)" x="5" y="5" width="30" height="20" fill="red"/>'
    ),
    "pattern": drawing(
        '<pattern id="p" width="8" height="8" patternUnits="userSpaceOnUse">'
        '<circle cx="4" cy="4" r="3"/></pattern><rect width="100" height="40" fill="url(#p)"/>'
    ),
    "markers": drawing(
        '<marker id="m" markerWidth="4" markerHeight="4" refX="2" refY="2"><circle cx="2" cy="2" '
        'r="2"/></marker><path d="M9 9L50 30L90 9" fill="none" stroke="red" marker-mid="url(#m)"/>'
    ),
    "PNG inside": drawing(
        f'<image width="60" height="30" xlink:href="{data_uri("image/png", encoded("PNG"))}"/>'
    ),
    "PNG inside, as large as it is": drawing(
        f'<image href="{data_uri("image/png", encoded("PNG", (60, 30)))}"/>'
    ),
    "drawing in the drawing": drawing(
        f'<svg x="20" y="5" width="30" height="30" viewBox="0 0 40 40">{SQUARE}</svg>'
    ),
    "symbol": drawing(
        f'<symbol id="s" viewBox="0 0 40 40">{SQUARE}</symbol>'
        '<use href="#s" width="20" height="20"/>'
    ),
    "size in per cent": drawing(SQUARE, f'{BOX} width="100%" height="50%"'),
    "size in millimetres": drawing(SQUARE, 'width="100mm" height="5cm"'),
    "no size": drawing(SQUARE, ""),
    "higher than wide": drawing(SQUARE, 'viewBox="0 0 40 100"'),
    "half seen through": drawing(f'<g opacity=".5">{SQUARE}<circle r="30" fill="red"/></g>'),
    "blended": drawing(f'{SQUARE}<circle r="30" fill="red" style="mix-blend-mode:multiply"/>'),
    "link": drawing(f'<a href="https://clinic.example/">{SQUARE}</a>'),
    "choice by language": drawing(
        f'<switch><foreignObject requiredExtensions="urn:x"/><g>{SQUARE}</g></switch>'
    ),
    "rules that follow the tree": drawing(
        "<style>g > .a, .b .c{fill:lime!important}</style>"
        '<g><rect class="a" style="fill:red" width="40" height="40"/></g>'
    ),
    "animation": drawing(f'{SQUARE[:-2]}><animate attributeName="x" to="9"/></rect>'),
    "other vocabularies": drawing(
        '<metadata>x<y:z xmlns:y="urn:y"/></metadata><x:view xmlns:x="urn:x" pagecolor="#fff"/>'
        '<title>Logo</title><g x:a="1" onclick="var(x)" data-name="url(x)" xmlns:x="urn:x">'
        f"{SQUARE}</g>"
    ),
}


@pytest.mark.parametrize("case", PRINTED)
def test_it_is_as_resvg_draws_it(tmp_path: Path, case: str) -> None:
    found, meant = pixels(logo_of(tmp_path, PRINTED[case])), drawn_by_resvg(PRINTED[case])
    assert found.size == meant.size
    assert ImageChops.difference(found, meant).getbbox(alpha_only=False) is None


@pytest.mark.parametrize("case", ["gradient", "mask", "half seen through"])
def test_it_stands_on_the_page_as_resvg_draws_it(tmp_path: Path, case: str) -> None:
    brand = plain_brand().model_copy(update={"logo": logo_of(tmp_path, PRINTED[case])})
    request = SheetRequest(HIP, sections=("short",))
    order = Order(load(HIP), request, brand, load_notice("en-US"), "letter")
    with pikepdf.open(BytesIO(build(order, ClientText(DAY)))) as pdf:
        streams = [thing for thing in pdf.objects if isinstance(thing, pikepdf.Stream)]
        images = [stream for stream in streams if stream.get("/Subtype") == "/Image"]
        images.sort(key=lambda image: "/SMask" not in image)
        colors, alpha = (pikepdf.PdfImage(image).as_pil_image() for image in images)
        colors.putalpha(alpha)
    assert colors.tobytes() == drawn_by_resvg(PRINTED[case]).tobytes()


def test_a_large_picture_inside_keeps_its_size(tmp_path: Path) -> None:
    href = data_uri("image/png", encoded("PNG", (3200, 1600)))
    found = pixels(logo_of(tmp_path, drawing(f'<image href="{href}"/>', 'viewBox="0 0 4000 1600"')))
    assert found.size == (1200, 480)
    assert found.getchannel("A").getbbox() == (0, 0, 960, 480)


def test_a_jpeg_inside_is_decoded_as_one_beside_it_is(tmp_path: Path) -> None:
    data = encoded("JPEG", (80, 40))
    text = drawing(f'<image width="80" height="40" href="{data_uri("image/jpg", data)}"/>')
    found = pixels(logo_of(tmp_path, text))
    red, blue = found.getpixel((100, 100)), found.getpixel((800, 100))
    assert isinstance(red, tuple)
    assert isinstance(blue, tuple)
    assert red[0] > 240 > 15 > red[2]
    assert blue[2] > 240 > 15 > blue[0]


def test_text_is_set_in_the_fonts_of_the_brand(tmp_path: Path) -> None:
    own = tmp_path / "own.ttf"
    data = shipped_family(TEXT_FAMILY).regular.read()
    for coding in ("mac-roman", "utf-16-be"):
        data = data.replace(
            "Atkinson Hyperlegible".encode(coding), "Harbour Own Lettering".encode(coding)
        )
    own.write_bytes(data)
    text = drawing('<text x="5" y="28" font-family="Harbour Own Lettering">Lane</text>')
    assert pixels(logo_of(tmp_path, text, [own])).getbbox()
    assert "is set in Harbour Own Lettering, which is not among" in refusal(tmp_path, text)


NO_FONT = "turn the text into outlines, or give the font in the brand"
FUTURA = f"is set in Futura, which is not among the fonts of the brand; {NO_FONT}"
FLAT = "use plain shapes and colours, or give the logo as PNG"
ONE_FILE = "put all of it into one file, or give the logo as PNG"
OUTSIDE = f"refers to something outside of the drawing; {ONE_FILE}"
SIMPLER = "simplify the drawing, or give the logo as PNG"
DAMAGED = "holds a picture that is damaged; export the logo again as PNG"
IMAGE = '<image width="9" height="9" href="{}"/>'

TEXT = '<text x="60" y="20" {}>a</text>'

REFUSED: dict[str, tuple[str, str]] = {
    "font": (TEXT.format("font-family='Futura, Arial'"), FUTURA),
    "font in a style": (TEXT.format("style=\"font:bold 9px 'Futura', serif\""), FUTURA),
    "font in a sheet": (f"<style>text{{font-family:Futura}}</style>{TEXT.format('')}", FUTURA),
    "font of one word": (
        '<text x="60" y="20" font-family="Fira Sans">a<tspan font-family="Futura">b</tspan></text>',
        FUTURA,
    ),
    "any font": (
        TEXT.format('font-family="sans-serif"'),
        FUTURA.replace("Futura", "sans-serif"),
    ),
    "no font": (TEXT.format(""), f"has text that names no font; {NO_FONT}"),
    "letter": (
        TEXT.replace("a<", "\u4e86<").format('font-family="Fira Sans"'),
        "U+4E86 CJK UNIFIED IDEOGRAPH-4E86 is in none of the fonts; turn the text into outlines",
    ),
    "script": ("<script>go()</script>", "<script> is not supported; take it out"),
    "web page": ("<foreignObject/>", "<foreignObject> is not supported; give the logo as PNG"),
    "mesh": ("<mesh/>", f"<mesh> is not supported; {FLAT}"),
    "escape": (r'<g style="f\69ll:red"/>', rf"style with \ in it is not supported; {FLAT}"),
    "escaped reference": (
        r'<g style="fill:\75rl(x)"/>',
        rf"style with \ in it is not supported; {FLAT}",
    ),
    "variable": ('<g fill="var(--a)"/>', f"fill with var in it is not supported; {FLAT}"),
    "stroke that does not grow": (
        '<g vector-effect="non-scaling-stroke"/>',
        f"vector-effect with non-scaling-stroke in it is not supported; {FLAT}",
    ),
    "color": (
        '<g style="fill:rgb(0 0 0 / 50%)"/>',
        f"style with rgb(0 0 0 / in it is not supported; {FLAT}",
    ),
    "size in a style": ('<g style="fill:red; R : 5"/>', f"R in a style is not supported; {FLAT}"),
    "size in a sheet": ("<style>rect{x:5px}</style>", f"x in a style is not supported; {FLAT}"),
    "move in a style": (
        '<g style="transform:translate(5px)"/>',
        f"transform in a style is not supported; {FLAT}",
    ),
    "file": (IMAGE.format("file:///etc/passwd"), f"<image> {OUTSIDE}"),
    "absolute path": (IMAGE.format("/etc/passwd"), f"<image> {OUTSIDE}"),
    "path beside it": (IMAGE.format("logo.png"), f"<image> {OUTSIDE}"),
    "older link": ('<image xlink:href="/etc/passwd"/>', f"<image> {OUTSIDE}"),
    "picture of a filter": (
        '<filter id="f"><feImage href="/etc/passwd"/></filter>',
        f"<feImage> {OUTSIDE}",
    ),
    "web": ('<use href="http://127.0.0.1/x.svg#a"/>', f"<use> {OUTSIDE}"),
    "sheet of elsewhere": ("<style>@import 'x.css';</style>", f"style {OUTSIDE}"),
    "font of elsewhere": ("<style>@font-face{src:local(x)}</style>", f"style {OUTSIDE}"),
    "reference of a sheet": ("<style>g{fill:url(  x.svg#a)}</style>", f"style {OUTSIDE}"),
    "reference of a style": ("<g style='mask:URL(\"x#a\")'/>", f"style {OUTSIDE}"),
    "reference": ('<g filter="url(x#a)"/>', f"filter {OUTSIDE}"),
    "drawing inside": (
        IMAGE.format(data_uri("image/svg+xml", drawing(SQUARE).encode())),
        DAMAGED,
    ),
    "drawing that says it is a PNG": (
        IMAGE.format(data_uri("image/png", drawing(IMAGE.format("/etc/passwd")).encode())),
        DAMAGED,
    ),
    "half a picture": (IMAGE.format(data_uri("image/png", encoded("PNG")[:-20])), DAMAGED),
    "GIF": (IMAGE.format(data_uri("image/gif", encoded("GIF"))), DAMAGED),
    "no base64": (IMAGE.format("data:image/png,abc"), f"<image> {OUTSIDE}"),
    "broken base64": (IMAGE.format("data:image/png;base64,a"), DAMAGED),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_printed_as_it_is_meant_is_refused(tmp_path: Path, case: str) -> None:
    body, message = REFUSED[case]
    assert refusal(tmp_path, drawing(body + SQUARE)) == f"logo.svg:2:1: {message}"


def test_a_drawing_of_nothing_is_refused(tmp_path: Path) -> None:
    told = "logo.svg:1:1: draws nothing; save it again, or use a PNG"
    assert refusal(tmp_path, drawing("<g/>")) == told


def nested(start: str, end: str, count: int, inside: str = SQUARE) -> str:
    return start * count + inside + end * count


def tower(height: int) -> str:
    """Copy a square twice, the copies twice, and so on."""
    floors = (f'<g id="a{i}">' + f'<use href="#a{i + 1}"/>' * 2 + "</g>" for i in range(height))
    return f'<defs>{"".join(floors)}<g id="a{height}">{SQUARE}</g></defs><use href="#a0"/>'


def filtered(steps: str, region: str = "") -> str:
    return f'<filter id="f" {region}>{steps}</filter><g filter="url(#f)">{SQUARE}</g>'


TOO_MANY = "has more than 25 million pixels; make it smaller; 1,600 pixels a side are enough"
ELEMENTS = f"has more than 10,000 elements, with their copies; {SIMPLER}"
DEEP = f"is nested more than 100 deep; {SIMPLER}"
COPIES_DEEP = f"is nested more than 100 deep, with its copies; {SIMPLER}"
RULES = f"has too many style rules; {SIMPLER}"
WIDE = 'x="-1000%" y="-1000%" width="2100%" height="2100%"'
NOISE = encoded("PNG", (4000, 4000))

TOO_MUCH: dict[str, tuple[str, int, str]] = {
    "depth": (nested("<g>", "</g>", 20_000), 2, DEEP),
    "depth of copies": (
        "".join(f'<g id="a{i}"><use href="#a{i + 1}"/></g>' for i in range(99)) + SQUARE,
        1,
        COPIES_DEEP,
    ),
    "copy of itself": (f'<g id="a">{SQUARE}<use href="#a"/></g>', 1, COPIES_DEEP),
    "copies of copies": (tower(30), 1, ELEMENTS),
    "many copies of many": (
        f'<g id="a">{SQUARE * 300}</g>' + '<use href="#a"/>' * 300,
        1,
        ELEMENTS,
    ),
    "elements": ("<g/>" * 10_000, 2, f"has more than 10,000 elements; {SIMPLER}"),
    "attributes": (
        "<g" + "".join(f' a{i}=""' for i in range(300)) + "/>",
        2,
        f"has more than 200 attributes on one element; {SIMPLER}",
    ),
    "copies of a long path": (
        f'<path id="a" d="M0 0{"L1 1" * 20_000}"/>' + '<use href="#a"/>' * 50,
        1,
        f"has more than 2,000,000 characters of paths, with their copies; {SIMPLER}",
    ),
    "text": (
        f"<desc/><text>{'a' * 1_000_001}</text>",
        1,
        f"is longer than 1,000,000 characters without its pictures; {SIMPLER}",
    ),
    "rules": (f"<style>{'g.a{fill:red}' * 3000}</style>{'<g/>' * 2500}", 1, RULES),
    "selectors": (f"<style>{'g,' * 30_000}g{{}}</style>{'<g/>' * 900}", 1, RULES),
    "declarations": (f"<style>g{{{'fill:red;' * 30_000}}}</style>{'<g/>' * 900}", 1, RULES),
    "steps of a filter": (
        filtered("<feOffset/>" * 51),
        2,
        f"has filters of more than 50 steps; {SIMPLER}",
    ),
    "region of a filter": (
        filtered('<feGaussianBlur stdDeviation="5"/>', WIDE),
        2,
        f"has a filter that spreads too far; {SIMPLER}",
    ),
    "region in units": (
        filtered("<feOffset/>", 'filterUnits="userSpaceOnUse" height="1e9"'),
        2,
        f"has a filter that spreads too far; {SIMPLER}",
    ),
    "blur": (
        filtered('<feGaussianBlur stdDeviation="1 1e9"/>'),
        2,
        f"has a filter that spreads too far; {SIMPLER}",
    ),
    "octaves": (
        filtered('<feTurbulence numOctaves="1000000"/>'),
        2,
        f"has a filter that spreads too far; {SIMPLER}",
    ),
    "pictures": (
        IMAGE.format(data_uri("image/png", NOISE)) * 2,
        2,
        f"holds pictures of more than 25,000,000 pixels; {SIMPLER}",
    ),
    "picture": (
        IMAGE.format(data_uri("image/png", encoded("PNG", (5200, 5000)))),
        2,
        f"holds a picture that {TOO_MANY}",
    ),
    "spaces of a reference": (f'<g fill="url({" " * 900_000}#"/>', 0, ""),
    "spaces of a style": (f'<g style="{"; " * 400_000}"/>', 0, ""),
    "starts of a colour": (f'<g style="{"rgb(" * 200_000}"/>', 0, ""),
    "starts of a comment": (f"<style>{'/*' * 400_000}</style>", 0, ""),
}
"""Beyond a limit; without a message what only has to be read in time."""


@pytest.mark.parametrize("case", TOO_MUCH)
def test_too_much_is_refused_at_once(tmp_path: Path, case: str) -> None:
    body, line, message = TOO_MUCH[case]
    text = drawing(body + SQUARE)
    with in_time(1):
        if message:
            assert refusal(tmp_path, text) == f"logo.svg:{line}:1: {message}"
        else:
            logo_of(tmp_path, text)


CIRCLE = '<circle r="1"/>'
LONG: dict[str, str] = {
    "patterns in patterns": "".join(
        f'<pattern id="p{i}" width=".1" height=".1">'
        + f'<rect width="9" height="5" fill="url(#p{i + 1})"/>' * 2
        + "</pattern>"
        for i in range(24)
    )
    + '<rect width="100" height="40" fill="url(#p0)"/>',
    "masks": '<mask id="m"><rect width="100" height="40" fill="white"/></mask>'
    + '<rect width="100" height="40" mask="url(#m)"/>' * 3000,
    "markers": f'<marker id="m" viewBox="0 0 1 1">{CIRCLE * 100}</marker>'
    f'<path marker-mid="url(#m)" d="M0 0{"L1 1L9 9" * 9000}"/>',
    "spread": filtered('<feMorphology operator="dilate" radius="30"/>'),
    "long stroke": f'<path fill="none" stroke="red" d="M0 0{"L1 1L99 39" * 50_000}"/>',
}
"""Within every limit, and yet without end."""


def processor_time_of_children() -> float:
    return os.times().children_user + os.times().children_system


@pytest.mark.parametrize("case", LONG)
def test_a_renderer_that_takes_too_long_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, case: str
) -> None:
    monkeypatch.setattr(svg, "MAX_SECONDS", 1)
    before = processor_time_of_children()
    told = refusal(tmp_path, drawing(LONG[case]))
    assert told == f"logo.svg: is too much to draw; {SIMPLER}"
    assert processor_time_of_children() - before < 2


def test_the_clock_ends_a_renderer_that_the_system_does_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(svg, "MAX_CLOCK", 0.3)
    assert "is too much to draw" in refusal(tmp_path, drawing(LONG["masks"]))


LARGE_PATTERN = (
    '<pattern id="p" width="2000" height="2000" patternUnits="userSpaceOnUse">'
    f'{SQUARE}</pattern><rect width="100" height="40" fill="url(#p)"/>'
)
BENT = '<path d="M0 0L1 1L2 2" marker-mid="url(#m{})"/>'
MARKERS = "".join(
    f'<marker id="m{i}">{BENT.format(i + 1)}</marker>' for i in range(4900)
) + BENT.format(0)
CRASHING: dict[str, tuple[str, str]] = {
    "panic": ('<circle r="1e9" stroke="red" stroke-dasharray="1"/>', f"cannot be drawn; {FLAT}"),
    "markers of markers": (MARKERS, f"is too much to draw; {SIMPLER}"),
    "memory": (
        LARGE_PATTERN,
        f"is too much to draw; {SIMPLER}",
    ),
}


@pytest.mark.parametrize("case", CRASHING)
def test_a_renderer_that_crashes_harms_nobody(tmp_path: Path, case: str) -> None:
    body, told = CRASHING[case]
    assert refusal(tmp_path, drawing(body)) == f"logo.svg: {told}"


UNSEEN: dict[str, str] = {
    "white": drawing('<rect width="99" height="40" fill="#fff"/>'),
    "hidden": drawing('<g display="none"><rect width="99" height="40"/></g>'),
    "outside of the page": drawing('<rect x="500" width="99" height="40"/>'),
    "huge numbers": drawing('<path d="M-1e38 0L1e38 1e38z"/>', 'width="1e30" height="1"'),
    "as wide as can be": drawing(SQUARE, 'width="1e9" height="1"'),
}


@pytest.mark.parametrize("case", UNSEEN)
def test_what_does_not_show_is_refused(tmp_path: Path, case: str) -> None:
    told = "logo.svg: is all white or see-through; give one that shows"
    assert refusal(tmp_path, UNSEEN[case]) == told


def test_every_kind_of_fault_is_told_once_where_it_is_first_met(tmp_path: Path) -> None:
    body = "\n".join(["<script/>", "<script/>", '<g fill="url(x)"/>', '<g fill="url(y)"/>'])
    assert refusal(tmp_path, drawing(body + SQUARE)).splitlines() == [
        "logo.svg:2:1: <script> is not supported; take it out",
        f"logo.svg:4:1: fill {OUTSIDE}",
    ]


def test_a_fault_of_python_is_no_fault_of_the_drawing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(svg_renderer, "__file__", str(tmp_path / "none.py"))
    monkeypatch.setattr(svg, "_PYTHON_FAILED", 2)  # as a program that is not there ends
    with pytest.raises(CalledProcessError):
        logo_of(tmp_path, drawing(SQUARE))


def test_a_trap_is_never_opened(tmp_path: Path) -> None:
    """Even what gets past the checks finds no file: the drawing is written anew."""
    os.mkfifo(tmp_path / "trap")  # whatever opens it waits for ever
    trap = tmp_path / "trap"
    body = f'<image xml:base="{trap}" style="href:{trap}" src="{trap}" width="9" height="9"/>'
    assert pixels(logo_of(tmp_path, drawing(body + SQUARE))).size == (480, 480)


def test_the_same_drawing_is_the_same_logo(tmp_path: Path) -> None:
    first = logo_of(tmp_path, PRINTED["gradient"])
    assert first == logo_of(tmp_path, PRINTED["gradient"])
    assert first == Logo(first.data, first.width, first.height, "elsewhere.svg", drawing=True)


def test_the_example_is_taken() -> None:
    logo = read_logo(EXAMPLE)
    assert (logo.width, logo.height) == (480, 480)
    assert pixels(logo).tobytes() == drawn_by_resvg(EXAMPLE.read_text("utf-8")).tobytes()
