"""The families as data: what each is, where its files lie, its source and its license."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from importlib.resources import files
from pathlib import Path


class Style(StrEnum):
    """The four cuts of a family."""

    REGULAR = "regular"
    BOLD = "bold"
    ITALIC = "italic"
    BOLD_ITALIC = "bold-italic"


@dataclass(frozen=True, slots=True)
class FontFile:
    """One static TrueType file: the unique name ReportLab knows it by, and its path or bytes."""

    name: str
    place: Path | bytes = field(repr=False)

    def read(self) -> bytes:
        """Give the bytes of the file."""
        return self.place if isinstance(self.place, bytes) else self.place.read_bytes()


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a shipped family comes from, under which license, and which letters it has."""

    package: str
    version: str
    copyright: str
    license: str
    source: str
    coverage: str


@dataclass(frozen=True, slots=True)
class Family:
    """Up to four cuts under one name; `about` is empty for a clinic's own family."""

    id: str
    name: str
    regular: FontFile
    bold: FontFile
    italic: FontFile | None = None
    bold_italic: FontFile | None = None
    about: Provenance | None = None

    def file(self, style: Style) -> FontFile:
        """Give the file of a cut; a family without italics stays upright."""
        match style:
            case Style.REGULAR:
                return self.regular
            case Style.BOLD:
                return self.bold
            case Style.ITALIC:
                return self.italic or self.regular
            case Style.BOLD_ITALIC:
                return self.bold_italic or self.bold


TEXT_FAMILY = "atkinson-hyperlegible"
FALLBACK_FAMILY = "fira-sans"

# id: (name, start of the file names, provenance)
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
    """Give a shipped family by its id, one of `SHIPPED_FAMILIES`; no file is opened yet."""
    name, stem, about = _SHIPPED[family_id]
    folder = Path(str(files(about.package.replace("-", "_")))) / "files"

    def cut(suffix: str) -> FontFile:
        return FontFile(f"{stem}-{suffix}", folder / f"{stem}-{suffix}.ttf")

    return Family(
        id=family_id,
        name=name,
        regular=cut("Regular"),
        bold=cut("Bold"),
        italic=cut("Italic"),
        bold_italic=cut("BoldItalic"),
        about=about,
    )
