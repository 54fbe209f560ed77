"""A brand file becomes a brand ready for paper, or every fault in it is told with its place."""

from __future__ import annotations

import json
import pickle
import shutil
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from fonts.registry import TEXT_FAMILY, shipped_family
from handouts.brand.color import WHITE, Color, contrast, tint
from handouts.brand.model import (
    MIN_CONTRAST,
    PLAIN_BRAND,
    TINT_STRENGTH,
    Brand,
    BrandFile,
    Link,
    Palette,
    load_brand,
    plain_brand,
)
from patterns.errors import UserError
from tests.helpers import EXAMPLES

if TYPE_CHECKING:
    from pathlib import Path

HARBOUR_LANE = EXAMPLES / "harbour-lane.yaml"

SHORTEST = "name: Clinic\ncolours: {primary: '#17505a', accent: '#9a4a12'}\n"

channels = st.integers(0, 255)
colours = st.builds(Color, channels, channels, channels)


def load(folder: Path, source: str) -> Brand:
    path = folder / "brand.yaml"
    path.write_text(source, "utf-8")
    return load_brand(path)


def refusals(folder: Path, source: str) -> list[str]:
    with pytest.raises(UserError) as refused:
        load(folder, source)
    told = str(refused.value).replace(f"{folder}/brand.yaml:", "").replace(f"{folder}/", "")
    return told.splitlines()


def test_the_plain_brand_claims_nothing() -> None:
    brand = plain_brand()
    assert (brand.practitioner, brand.credentials, brand.contact, brand.link) == (
        None,
        None,
        (),
        None,
    )
    assert (brand.logo, brand.fonts, brand.notice_additions) == (None, None, ())
    assert brand is plain_brand()


def test_the_figures_in_the_plain_brand_are_right() -> None:
    palette = plain_brand().colours
    comments = PLAIN_BRAND.read_text("utf-8")
    for name, color in (("water", palette.primary), ("orange", palette.accent)):
        assert f"{name}: {contrast(color, WHITE):.1f} to 1" in comments


def test_the_example_is_whole() -> None:
    brand = load_brand(HARBOUR_LANE)
    assert brand.name == "Harbour Lane Bodywork"
    assert [contact.label for contact in brand.contact] == ["Phone", "Email", "Address"]
    assert brand.link is not None
    assert brand.link.shown == "harbourlane.example/stretches"
    assert brand.logo is not None
    written = {key for key in BrandFile.model_fields if getattr(brand, key)}
    assert written == set(BrandFile.model_fields) - {"fonts"}


def test_the_example_is_nobody_real() -> None:
    text = HARBOUR_LANE.read_text("utf-8")
    assert "(555) " in text
    assert all(".example" in line for line in text.splitlines() if "://" in line or "@" in line)


def test_the_two_brands_look_different() -> None:
    plain, harbour = plain_brand().colours, load_brand(HARBOUR_LANE).colours
    assert contrast(plain.primary, harbour.primary) < 2, "both dark"
    assert plain.primary.blue > plain.primary.red
    assert harbour.primary.red > harbour.primary.blue


def test_the_shortest_brand(tmp_path: Path) -> None:
    brand = load(tmp_path, SHORTEST)
    assert brand.notice == "en-US"
    assert brand.colours.tint is None
    assert contrast(brand.colours.primary, brand.colours.ground) > MIN_CONTRAST


def test_logo_and_fonts_lie_beside_the_brand_or_below(tmp_path: Path) -> None:
    (tmp_path / "files").mkdir()
    shutil.copy(EXAMPLES / "harbour-lane.svg", tmp_path / "files")
    for cut in (shipped_family(TEXT_FAMILY).regular, shipped_family(TEXT_FAMILY).bold):
        (tmp_path / "files" / f"{cut.name}.ttf").write_bytes(cut.read())
    brand = load(
        tmp_path,
        f"{SHORTEST}logo: files/harbour-lane.svg\n"
        "fonts:\n  regular: files/AtkinsonHyperlegible-Regular.ttf\n"
        "  bold: files/AtkinsonHyperlegible-Bold.ttf\n",
    )
    assert brand.logo == load_brand(HARBOUR_LANE).logo
    assert brand.fonts is not None
    assert brand.fonts.bold.read() == shipped_family(TEXT_FAMILY).bold.read()
    assert pickle.loads(pickle.dumps(brand)) == brand  # noqa: S301 - our own bytes


def test_a_brand_is_frozen_and_has_no_paths() -> None:
    with pytest.raises(ValidationError):
        plain_brand().name = "x"
    with pytest.raises(ValidationError):
        Brand(name="x", colours=plain_brand().colours, logo="logo.png")  # type: ignore[arg-type]


DARKER = "needs 4.5; choose a darker colour"
LIGHTER = "needs 4.5; choose a lighter colour"
NO_COLOR = "is no colour; write # and six hexadecimal digits, such as #1d4e4f"
ELSEWHERE = "must lie in the folder of the brand file; put a copy there"
TWO_LINES = 'must be one line; write it on one line, or after ">" with no empty line in it'
SHOP = "leads to a shop; give a page of the clinic's own"
NO_FILE = "there is no such file; check the name and the folder"

FAULTS = {
    "unknown key": (
        SHORTEST + "logoo: x.png\n",
        ['3:1: logoo: is not a known key; did you mean "logo"?'],
    ),
    "pale primary": (
        "name: Clinic\ncolours:\n  primary: '#7fb3c8'\n  accent: '#9a4a12'\n  tint: '#fff'\n",
        [
            f"3:12: colours.primary: white text on #7fb3c8 has contrast 2.2 to 1, {DARKER}",
            f"5:9: colours.tint: #7fb3c8 text on #ffffff has contrast 2.2 to 1, {LIGHTER}",
        ],
    ),
    "just too pale for its own tint": (
        "name: Clinic\ncolours:\n  primary: '#747474'\n  accent: '#9a4a12'\n",
        [f"3:12: colours.primary: #747474 text on #f4f4f4 has contrast 4.2 to 1, {DARKER}"],
    ),
    "pale accent": (
        "name: Clinic\ncolours: {primary: '#17505a', accent: '#777'}\n",
        [f"2:39: colours.accent: #777777 text on white has contrast 4.4 to 1, {DARKER}"],
    ),
    "no colour": (
        "name: Clinic\ncolours: {primary: 123456, accent: \"__import__('os')\"}\n",
        [
            f"2:20: colours.primary: {NO_COLOR}",
            f"2:36: colours.accent: {NO_COLOR}",
        ],
    ),
    "logo elsewhere": (
        SHORTEST + "logo: ../logo.png\nfonts: {regular: /a.ttf, bold: 'C:\\b.ttf'}\n",
        [
            f"3:7: logo: {ELSEWHERE}",
            f"4:18: fonts.regular: {ELSEWHERE}",
            f"4:32: fonts.bold: {ELSEWHERE}",
        ],
    ),
    "shop": (
        SHORTEST + "link: {url: 'https://www.amazon.com/dp/B0', label: Pillow}\n",
        [f"3:13: link.url: {SHOP}"],
    ),
    "two lines": (
        SHORTEST + 'tagline: "a\\nb"\ncredentials: |\n  a\n  b\n',
        [f"3:10: tagline: {TWO_LINES}", f"4:14: credentials: {TWO_LINES}"],
    ),
    "spaces": (
        SHORTEST + 'tagline: " a"\npractitioner: "\u3000"\ncredentials: "\u00a0 \u2009"\n',
        [
            "3:10: tagline: begins or ends with a space; take it out",
            "4:15: practitioner: is empty; write something",
            "5:14: credentials: is empty; write something",
        ],
    ),
    "missing logo": (SHORTEST + "logo: none.png\n", [f"none.png: {NO_FILE}"]),
}


@pytest.mark.parametrize("case", FAULTS)
def test_faults(tmp_path: Path, case: str) -> None:
    source, messages = FAULTS[case]
    assert refusals(tmp_path, source) == messages


LIMITS = [
    ("name", 60),
    ("tagline", 80),
    ("practitioner", 60),
    ("credentials", 60),
    ("notice_additions", 200),
    ("contact", 60),
]


@pytest.mark.parametrize(("key", "limit"), LIMITS)
def test_lengths_are_bounded(key: str, limit: int) -> None:
    def built(length: int) -> Brand:
        text = "x" * length
        value: object = text
        if key == "notice_additions":
            value = [text]
        elif key == "contact":
            value = [{"label": text, "text": text}]
        tree = {"name": "c", "colours": {"primary": "#17505a", "accent": "#9a4a12"}, key: value}
        return Brand.model_validate_json(json.dumps(tree))

    assert built(limit)
    with pytest.raises(ValidationError):
        built(limit + 1)
    with pytest.raises(ValidationError):
        built(0)


@pytest.mark.parametrize("key", ["contact", "notice_additions"])
def test_at_most_four(tmp_path: Path, key: str) -> None:
    item = "{label: a, text: b}" if key == "contact" else '"Rest."'
    assert len(getattr(load(tmp_path, f"{SHORTEST}{key}: [{', '.join([item] * 4)}]\n"), key)) == 4
    (message,) = refusals(tmp_path, f"{SHORTEST}{key}: [{', '.join([item] * 5)}]\n")
    assert message == f"3:1: {key}: must have at most 4 items"


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://clinic.example/", "clinic.example"),
        ("http://clinic.example/a/", "clinic.example/a"),
        ("https://clinic.example/a?b=c", "clinic.example/a?b=c"),
    ],
)
def test_an_address_is_shown_as_people_type_it(url: str, shown: str) -> None:
    assert Link(url=url, label="x").shown == shown


@given(colours, colours, st.none() | colours)
def test_a_palette_is_taken_exactly_when_it_can_be_read(
    primary: Color, accent: Color, own_tint: Color | None
) -> None:
    ground = own_tint or tint(primary, TINT_STRENGTH)
    pairs = [(WHITE, primary), (primary, ground), (accent, WHITE)]
    if all(contrast(*pair) >= MIN_CONTRAST for pair in pairs):
        assert Palette(primary=primary, accent=accent, tint=own_tint).ground == ground
    else:
        with pytest.raises(ValidationError):
            Palette(primary=primary, accent=accent, tint=own_tint)


def test_the_schema_shows_colors_and_paths_as_people_write_them() -> None:
    schema = BrandFile.model_json_schema()
    assert schema["$defs"]["Palette"]["properties"]["primary"]["type"] == "string"
    assert schema["required"] == ["name", "colours"]


@pytest.mark.parametrize("line", ["logo: mark.png", "fonts: {regular: mark.png, bold: mark.png}"])
@pytest.mark.parametrize("to", ["../mark.png", "/etc/hostname", "deeper/../../mark.png"])
def test_a_link_that_leads_out_of_the_folder_is_not_followed(
    tmp_path: Path, line: str, to: str
) -> None:
    folder = tmp_path / "brand"
    folder.mkdir()
    (tmp_path / "mark.png").write_bytes(b"")
    (folder / "mark.png").symlink_to(to)
    with pytest.raises(UserError, match=r"mark\.png: is a link that leads elsewhere"):
        load(folder, f"{SHORTEST}{line}\n")


def test_a_link_within_the_folder_is_followed(tmp_path: Path) -> None:
    (tmp_path / "harbour-lane.svg").write_bytes(HARBOUR_LANE.with_suffix(".svg").read_bytes())
    (tmp_path / "mark.svg").symlink_to("harbour-lane.svg")
    assert load(tmp_path, f"{SHORTEST}logo: mark.svg\n").logo is not None
