"""Read and check a brand file, and the logo and the fonts that it names."""

from __future__ import annotations

import math
import os
from functools import cache
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING, Annotated, Literal, Self

from pydantic import AfterValidator, Field, InstanceOf, PlainValidator, WithJsonSchema
from pydantic import model_validator as rule

from fonts.registry import Family
from handouts.brand.color import WHITE, Color, contrast, tint
from handouts.brand.link import printable_address
from handouts.brand.logo.reading import Logo, read_logo
from patterns.errors import UserError
from patterns.files import name_on_disk
from patterns.notice import tag_fault
from patterns.schema.base import Model, Violation, refuse
from patterns.schema.client_text import MAY_HOLD_COMMAS
from patterns.schema.loader import read_model

if TYPE_CHECKING:
    from collections.abc import Iterator

PLAIN_BRAND = Path(__file__).parent / "plain.yaml"

# WCAG 2.2, success criterion 1.4.3, level AA, text below 18 point.
MIN_CONTRAST = 4.5
TINT_STRENGTH = 0.08


def _one_line(text: str) -> str:
    if not text.strip():
        raise ValueError("is empty; write something")
    if text != text.strip():
        raise ValueError("begins or ends with a space; take it out")
    return text


def _local_path(text: str) -> str:
    """Refuse a path outside the folder of the brand file: the folder must be movable as a whole."""
    for path in (PurePosixPath(text), PureWindowsPath(text)):
        if path.anchor or ".." in path.parts:
            raise ValueError("must lie in the folder of the brand file; put a copy there")
    return text


def _of_a_country(tag: str) -> str:
    if fault := tag_fault(tag):
        raise ValueError("; ".join(fault))
    return tag


Line = Annotated[str, Field(max_length=60), AfterValidator(_one_line)]
FontUse = Literal["everywhere", "headings"]
LongLine = Annotated[str, Field(max_length=80), AfterValidator(_one_line)]
Sentence = Annotated[str, Field(max_length=200), AfterValidator(_one_line), MAY_HOLD_COMMAS]
LocalPath = Annotated[str, Field(max_length=200), AfterValidator(_local_path)]
HexColor = Annotated[
    Color,
    PlainValidator(lambda value: Color.parse(str(value))),
    WithJsonSchema({"type": "string", "pattern": "^#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})$"}),
]


class Palette(Model):
    """The clinic's colors; every pair of text and ground must have enough contrast."""

    primary: HexColor = Field(description="Headings, and bars with white words on them")
    accent: HexColor = Field(description="Small signs and words that stand out")
    tint: HexColor | None = Field(
        default=None, description="Light ground of boxes; made from primary if left out"
    )

    @property
    def ground(self) -> Color:
        """The light background of boxes."""
        return self.tint or tint(self.primary, TINT_STRENGTH)

    @rule(mode="after")
    def _readable(self) -> Self:
        refuse(self._contrast_faults())
        return self

    def _contrast_faults(self) -> Iterator[Violation]:
        primary, accent, ground = self.primary, self.accent, self.ground
        at_tint = ("tint", "lighter") if self.tint else ("primary", "darker")
        for key, way_out, pair, ratio in (
            ("primary", "darker", f"white text on {primary}", contrast(WHITE, primary)),
            ("accent", "darker", f"{accent} text on white", contrast(accent, WHITE)),
            (*at_tint, f"{primary} text on {ground}", contrast(primary, ground)),
        ):
            if ratio < MIN_CONTRAST:
                shown = math.floor(ratio * 10) / 10  # rounded down, for 4.46 must not read 4.5
                message = f"{pair} has contrast {shown} to 1, needs {MIN_CONTRAST}"
                yield Violation((key,), message, f"choose a {way_out} colour")


class Contact(Model):
    """One way to reach the clinic, such as `Phone` and its number."""

    label: Line
    text: Line


class Link(Model):
    """A page of the clinic's own, printed as words and as a QR code."""

    url: Annotated[str, AfterValidator(printable_address)]
    label: Line = Field(description="What the page is, such as: Films of these stretches")

    @property
    def shown(self) -> str:
        """The address without its scheme, as people read and type it."""
        return self.url.removeprefix("https://").removeprefix("http://").removesuffix("/")


class BrandFields(Model):
    """The fields that a brand file and a brand share: all but the logo and the fonts."""

    name: Line = Field(description="The clinic's name, as it stands at the top")
    tagline: LongLine | None = Field(default=None, description="A few words under the name")
    practitioner: Line | None = Field(default=None, description="Who gives the sheet")
    credentials: Line | None = Field(
        default=None, description="Titles and licence number, as required"
    )
    logo_place: Literal["left", "right", "above"] = Field(
        default="left", description="Where the logo stands: beside the name, or above it"
    )
    colours: Palette
    contact: Annotated[tuple[Contact, ...], Field(max_length=4)] = Field(
        default=(),
        description="How to reach the clinic; if left out, the sheet has a line to write on",
    )
    link: Link | None = None
    notice_additions: Annotated[tuple[Sentence, ...], Field(max_length=4)] = Field(
        default=(), description="Sentences added to the notice; they never replace it"
    )
    notice: Annotated[str, AfterValidator(_of_a_country)] = Field(
        default="en-US",
        description="The notice of which country is printed",
        pattern="^[a-z]{2}-[A-Z]{2}$",
        examples=["en-US"],
    )


class OwnFonts(Model):
    """A clinic's own family: paths of two static TrueType files, relative to the brand file."""

    regular: LocalPath
    bold: LocalPath
    used_in: FontUse = Field(
        default="everywhere", description="Whether only titles, headings and doses are set in them"
    )


class BrandFile(BrandFields):
    """A brand as written: logo and fonts are paths, relative to the brand file."""

    logo: LocalPath | None = Field(
        default=None, description="PNG, JPEG, WebP or SVG, beside the brand file"
    )
    fonts: OwnFonts | None = Field(default=None, description="The clinic's own family, .ttf")


class Brand(BrandFields):
    """A brand with its logo and fonts, read and checked."""

    logo: InstanceOf[Logo] | None = None
    fonts: InstanceOf[Family] | None = None
    fonts_used_in: FontUse = "everywhere"

    @property
    def text_fonts(self) -> Family | None:
        """The clinic's own family for running text and a client's lines, None for ours."""
        return self.fonts if self.fonts_used_in == "everywhere" else None


def load_brand(path: Path) -> Brand:
    """Read a brand file and what it names; raise `UserError` with every problem of one file."""
    written = read_model(path, BrandFile)
    folder = path.parent
    names = (written.fonts.regular, written.fonts.bold) if written.fonts else ()
    own = [_beside(folder, name) for name in names]
    fonts = None
    if own:
        from fonts.custom_family import read_custom_family  # most brands have no fonts of their own

        fonts = read_custom_family(*own)
    logo = read_logo(_beside(folder, written.logo), own) if written.logo else None
    shared = {name: getattr(written, name) for name in BrandFields.model_fields}
    used_in = written.fonts.used_in if written.fonts else "everywhere"
    return Brand(**shared, fonts=fonts, fonts_used_in=used_in, logo=logo)


@cache
def plain_brand() -> Brand:
    """Read the shipped brand, for a clinic that has none yet."""
    return load_brand(PLAIN_BRAND)


def _beside(folder: Path, name: str) -> Path:
    """Return the path of a file in the folder of the brand file, or refuse a link out of it.

    A brand from elsewhere could otherwise print any picture of this machine.
    """
    path = folder / name_on_disk(name)
    if not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder)):
        hint = "put a copy in the folder of the brand file"
        raise UserError.one("is a link that leads elsewhere", file=str(path), hint=hint)
    return path
