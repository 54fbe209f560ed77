"""Find the worksheets of an XLSX file, and the other members that are needed to read one."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING

from handouts.roster.xlsx.members import MemberParser
from patterns.errors import UserError

if TYPE_CHECKING:
    from handouts.roster.xlsx.members import Archive

MAX_ELEMENTS = 5_000  # sheets in a workbook, or relationships of one part
_ROOT_RELATIONSHIPS = "_rels/.rels"
_OTHER_FORMATS = {
    "is a Numbers file": "index/document.iwa",
    "is a Word document": "word/document.xml",
}
"""Formats of other programs that are zip files too, by a member that only they have."""

_SAVE_AS = 'save the table as "Excel workbook (.xlsx)" or "CSV UTF-8"'


@dataclass(frozen=True, slots=True)
class WorksheetRef:
    """A worksheet: its name, its member of the archive, whether it is visible."""

    name: str
    member: str
    visible: bool


@dataclass(frozen=True, slots=True)
class Workbook:
    """The worksheets of a file; `strings` and `styles` are members, if it has them."""

    sheets: tuple[WorksheetRef, ...]
    strings: str | None
    styles: str | None
    from_1904: bool  # how dates count in files of the first Excel for Macintosh


def read_workbook(archive: Archive, file: str) -> Workbook:
    """Find the worksheets; raise `UserError` for another kind of file, or one without any."""
    member = _main_member(archive, file)
    folder, name = posixpath.split(member)
    related = _relationships(archive, f"{folder}/_rels/{name}.rels", folder)
    sheets, from_1904 = [], False
    elements = _ElementCollector(archive, "workbookPr", "sheet").parse(archive.read(member))
    for element, attributes in elements.found:
        if element == "workbookPr":
            from_1904 = attributes.get("date1904") in ("1", "true")
        else:
            key = next((value for name, value in attributes.items() if name.endswith(":id")), "")
            kind, target = related.get(key, ("", ""))
            if kind == "worksheet":
                visible = attributes.get("state", "visible") == "visible"
                sheets.append(WorksheetRef(attributes.get("name", ""), target, visible))
    if not sheets:
        raise UserError.one("holds no sheet of cells", file=file, hint=_SAVE_AS)
    targets = dict(related.values())
    return Workbook(tuple(sheets), targets.get("sharedStrings"), targets.get("styles"), from_1904)


class _ElementCollector(MemberParser):
    """Collects the elements with given names, in order, and their attributes."""

    def __init__(self, archive: Archive, *names: str) -> None:
        super().__init__(archive)
        self.found: list[tuple[str, dict[str, str]]] = []
        self._names = names

    def start_element(self, name: str, attributes: dict[str, str]) -> None:
        """Collect an element."""
        if name in self._names:
            self.found.append((name, attributes))
            if len(self.found) > MAX_ELEMENTS:
                raise self._archive.too_large()


def _main_member(archive: Archive, file: str) -> str:
    """Return the member that lists the sheets; raise `UserError` for another kind of file."""
    for message, member in _OTHER_FORMATS.items():
        if member in archive:
            raise UserError.one(message, file=file, hint=_SAVE_AS)
    if _ROOT_RELATIONSHIPS not in archive:
        raise UserError.one("is a zip file and no workbook", file=file, hint=_SAVE_AS)
    related = dict(_relationships(archive, _ROOT_RELATIONSHIPS, "").values())
    member = related.get("officeDocument", "")
    if member.endswith(".bin"):
        raise UserError.one("is a binary workbook (.xlsb)", file=file, hint=_SAVE_AS)
    return member


def _relationships(archive: Archive, member: str, folder: str) -> dict[str, tuple[str, str]]:
    """Return a part's relationships by id: the last segment of the type, and the target member."""
    related = {}
    elements = _ElementCollector(archive, "Relationship").parse(archive.read(member))
    for _, attributes in elements.found:
        kind = attributes.get("Type", "").rpartition("/")[2]
        target = posixpath.join("/", folder, attributes.get("Target", ""))
        related[attributes.get("Id", "")] = (kind, posixpath.normpath(target).lstrip("/"))
    return related
