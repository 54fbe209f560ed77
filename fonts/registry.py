"""The font families: their files, source, license and coverage."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from importlib.resources import files
from pathlib import Path


class Style(StrEnum):
    """The four styles of a family."""

    REGULAR = "regular"
    BOLD = "bold"
    ITALIC = "italic"
    BOLD_ITALIC = "bold-italic"


@dataclass(frozen=True, slots=True)
class FontFile:
    """A static TrueType file: its path or bytes, and its name in ReportLab, which is unique."""

    name: str
    source: Path | bytes = field(repr=False)

    def read(self) -> bytes:
        """Return the bytes of the file."""
        return self.source if isinstance(self.source, bytes) else self.source.read_bytes()


@dataclass(frozen=True, slots=True)
class Provenance:
    """The source of a shipped family, its license, and the scripts it covers."""

    package: str
    version: str
    copyright: str
    license: str
    source: str
    coverage: str


@dataclass(frozen=True, slots=True)
class Family:
    """A family of up to four styles; `about` is None for a clinic's own."""

    id: str
    name: str
    regular: FontFile
    bold: FontFile
    italic: FontFile | None = None
    bold_italic: FontFile | None = None
    about: Provenance | None = None

    def file(self, style: Style) -> FontFile:
        """Return the file of a style, an upright one if the family has no italics."""
        upright = self.bold if style in (Style.BOLD, Style.BOLD_ITALIC) else self.regular
        italic = {Style.ITALIC: self.italic, Style.BOLD_ITALIC: self.bold_italic}.get(style)
        return italic or upright


TEXT_FAMILY = "atkinson-hyperlegible"
FALLBACK_FAMILY = "fira-sans"

# id: (name, prefix of the file names, provenance)
_SHIPPED = {
    TEXT_FAMILY: (
        "Atkinson Hyperlegible",
        "AtkinsonHyperlegible",
        Provenance(
            package="fontpkg-atkinson-hyperlegible",
            version="1.006",
            copyright="Copyright 2020 Braille Institute of America, Inc.",
            license="SIL Open Font License 1.1",
            source="https://github.com/google/fonts/tree/main/ofl/atkinsonhyperlegible",
            coverage="Latin-1, and Latin Extended-A in part",
        ),
    ),
    FALLBACK_FAMILY: (
        "Fira Sans",
        "FiraSans",
        Provenance(
            package="fontpkg-fira-sans",
            version="4.203",
            copyright="Copyright (c) 2012-2015, The Mozilla Foundation and Telefonica S.A.",
            license="SIL Open Font License 1.1",
            source="https://github.com/google/fonts/tree/main/ofl/firasans",
            coverage="Latin-1, Latin Extended-A, Vietnamese, Greek and Cyrillic",
        ),
    ),
}

SHIPPED_FAMILIES = tuple(_SHIPPED)


@cache
def shipped_family(family_id: str) -> Family:
    """Return a shipped family by its id, one of `SHIPPED_FAMILIES`, without opening a file."""
    name, prefix, about = _SHIPPED[family_id]
    folder = Path(str(files(about.package.replace("-", "_")))) / "files"

    def file(style: str) -> FontFile:
        return FontFile(f"{prefix}-{style}", folder / f"{prefix}-{style}.ttf")

    return Family(
        id=family_id,
        name=name,
        regular=file("Regular"),
        bold=file("Bold"),
        italic=file("Italic"),
        bold_italic=file("BoldItalic"),
        about=about,
    )
