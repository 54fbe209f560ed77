"""The font families and their files; `LICENSES.md` has their sources, licenses and coverage."""

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
class Family:
    """A family of up to four styles."""

    regular: FontFile
    bold: FontFile
    italic: FontFile | None = None
    bold_italic: FontFile | None = None

    def file(self, style: Style) -> FontFile:
        """Return the file of a style, an upright one if the family has no italics."""
        upright = self.bold if style in (Style.BOLD, Style.BOLD_ITALIC) else self.regular
        italic = {Style.ITALIC: self.italic, Style.BOLD_ITALIC: self.bold_italic}.get(style)
        return italic or upright


TEXT_FAMILY = "atkinson-hyperlegible"
FALLBACK_FAMILY = "fira-sans"

SHIPPED_FAMILIES = {TEXT_FAMILY: "Atkinson Hyperlegible", FALLBACK_FAMILY: "Fira Sans"}
"""Id and name; the package of each is called `fontpkg-` and its id."""


@cache
def shipped_family(family_id: str) -> Family:
    """Return a shipped family by its id, without opening a file."""
    folder = Path(str(files(f"fontpkg_{family_id.replace('-', '_')}"))) / "files"

    def file(style: str) -> FontFile:
        stem = f"{SHIPPED_FAMILIES[family_id].replace(' ', '')}-{style}"
        return FontFile(stem, folder / f"{stem}.ttf")

    return Family(*map(file, ("Regular", "Bold", "Italic", "BoldItalic")))
