"""The members of an XLSX file go in; its sheets by name come out, and the parts each needs."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING

from handouts.roster.xlsx.sax import Walk
from patterns.errors import UserError

if TYPE_CHECKING:
    from handouts.roster.xlsx.safe_zip import Archive

MAX_ELEMENTS = 5_000
"""Sheets, or parts that one part names."""

_ROOT = "_rels/.rels"
_BINARY = ".bin"
_OTHERS = {
    "is an OpenDocument file": "content.xml",
    "is a Numbers file": "index/document.iwa",
    "is a Word document": "word/document.xml",
}
"""Files of other programs, by a member that tells them."""

_SAVE = 'save the table as "Excel workbook (.xlsx)" or "CSV UTF-8"'


@dataclass(frozen=True, slots=True)
class WorksheetRef:
    """A sheet of cells: its name, its member of the archive, whether it shows."""

    name: str
    member: str
    shown: bool


@dataclass(frozen=True, slots=True)
class Workbook:
    """What is needed to read a sheet; `strings` and `styles` are members, where there are any.

    `from_1904` says that days count from 1904, as in files that began on an old Macintosh.
    """

    sheets: tuple[WorksheetRef, ...]
    strings: str | None
    styles: str | None
    from_1904: bool


def read_workbook(archive: Archive, file: str) -> Workbook:
    """Find the sheets of a workbook; raise `UserError` if it is of another kind or has none."""
    member = _main_member(archive, file)
    folder, name = posixpath.split(member)
    related = _relations(archive, f"{folder}/_rels/{name}.rels", folder)
    sheets = []
    from_1904 = False
    for element, attributes in _elements(archive, member, "workbookPr", "sheet"):
        if element == "workbookPr":
            from_1904 = attributes.get("date1904") in ("1", "true")
        else:
            key = next((value for name, value in attributes.items() if name.endswith(":id")), "")
            kind, target = related.get(key, ("", ""))
            if kind == "worksheet":
                shown = attributes.get("state", "visible") == "visible"
                sheets.append(WorksheetRef(attributes.get("name", ""), target, shown))
    if not sheets:
        raise UserError.one("holds no sheet of cells", file=file, hint=_SAVE)
    targets = dict(related.values())
    return Workbook(tuple(sheets), targets.get("sharedStrings"), targets.get("styles"), from_1904)


class _Elements(Walk):
    """Keeps the attributes of the elements of some names, in their order."""

    def __init__(self, archive: Archive, names: frozenset[str]) -> None:
        super().__init__(archive)
        self.found: list[tuple[str, dict[str, str]]] = []
        self._names = names

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Keep an element that is asked for."""
        if name in self._names:
            self.found.append((name, attributes))
            if len(self.found) > MAX_ELEMENTS:
                raise self._archive.too_large()


def _elements(archive: Archive, member: str, *names: str) -> list[tuple[str, dict[str, str]]]:
    """Give the elements of some names in a member, and their attributes."""
    walk = _Elements(archive, frozenset(names))
    walk.go(archive.read(member))
    return walk.found


def _main_member(archive: Archive, file: str) -> str:
    """Find the member that lists the sheets; tell files of other kinds by their members."""
    for kind, member in _OTHERS.items():
        if member in archive:
            raise UserError.one(kind, file=file, hint=_SAVE)
    if _ROOT not in archive:
        raise UserError.one("is a zip file and no workbook", file=file, hint=_SAVE)
    members = dict(_relations(archive, _ROOT, "").values())
    member = members.get("officeDocument", "")
    if member.endswith(_BINARY):
        raise UserError.one("is a binary workbook (.xlsb)", file=file, hint=_SAVE)
    return member


def _relations(archive: Archive, member: str, folder: str) -> dict[str, tuple[str, str]]:
    """Give the parts that a member names, by key: the last word of the kind, and the member."""
    related = {}
    for _, attributes in _elements(archive, member, "Relationship"):
        kind = attributes.get("Type", "").rpartition("/")[2]
        target = posixpath.join("/", folder, attributes.get("Target", ""))
        related[attributes.get("Id", "")] = (kind, posixpath.normpath(target).lstrip("/"))
    return related
