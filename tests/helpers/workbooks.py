"""Make workbooks part by part, which no spreadsheet program would write, and read them."""

from __future__ import annotations

import random
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
import xlwt

from handouts.roster.reader import read_roster
from handouts.roster.workbooks import read_workbook
from patterns.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from handouts.roster.reader import Roster

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SHEET, STRINGS, STYLES = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml"
WORKBOOK, RELATIONS, ROOT = "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "_rels/.rels"
PHOTO = "xl/media/photo.png"
HEADER = '<row r="1"><c r="A1" t="str"><v>id</v></c><c r="B1" t="str"><v>pattern</v></c></row>'


def sheet(rows: str, header: str = HEADER) -> str:
    """Return the XML of a sheet."""
    return f'<worksheet xmlns="{MAIN}"><sheetData>{header}{rows}</sheetData></worksheet>'


def relations(**targets: str) -> str:
    """Return the XML of relationships, by the last segment of their type."""
    listed = "".join(
        f'<Relationship Id="{kind}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for kind, target in targets.items()
    )
    namespace = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{namespace}">{listed}</Relationships>'


def strings(*texts: str) -> str:
    """Return the XML of shared strings."""
    listed = "".join(f"<si><t>{text}</t></si>" for text in texts)
    return f'<sst xmlns="{MAIN}">{listed}</sst>'


PARTS = {
    ROOT: relations(officeDocument="xl/workbook.xml"),
    WORKBOOK: f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
    '<sheet name="One" sheetId="1" r:id="worksheet"/></sheets></workbook>',
    RELATIONS: relations(
        worksheet="worksheets/sheet1.xml",
        sharedStrings="sharedStrings.xml",
        styles="styles.xml",
    ),
    STRINGS: strings("id", "pattern"),
    STYLES: f'<styleSheet xmlns="{MAIN}"/>',
    SHEET: sheet(
        '<row r="2"><c r="A2" t="str"><v>a</v></c><c r="B2" t="str"><v>hips</v></c></row>'
    ),
}
"""The parts of a workbook with one row."""


def zipped(parts: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip file of the parts."""
    whole = BytesIO()
    with zipfile.ZipFile(whole, "w", method) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return whole.getvalue()


def workbook(**changed: str | bytes) -> bytes:
    """Return a workbook with some parts changed, named by the constants of this module."""
    return zipped({**PARTS, **{globals()[name]: part for name, part in changed.items()}})


def with_photo(**changed: str | bytes) -> bytes:
    """Return such a workbook with a large photo, which raises the limit of the other parts."""
    return workbook(PHOTO=random.Random(1).randbytes(600_000), **changed)  # noqa: S311


ODS_NAMES = " ".join(
    f'xmlns:{short}="{name}"'
    for short, name in {
        **{
            name: f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"
            for name in ("office", "table", "text", "style")
        },
        "calcext": "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0",
    }.items()
)


def ods_cell(text: str = "", kind: str = "string", **attributes: str) -> str:
    """Return the XML of a cell; attributes have `_` for the signs in their names."""
    typed = f" office:value-type={kind!r}" if kind else ""
    paragraph = f"<text:p>{text}</text:p>" if text else ""
    return f"<table:table-cell{typed}{_xml(attributes)}>{paragraph}</table:table-cell>"


def ods_row(*cells: str, **attributes: str) -> str:
    """Return the XML of a row of cells."""
    return f"<table:table-row{_xml(attributes)}>{''.join(cells)}</table:table-row>"


def _xml(attributes: Mapping[str, str]) -> str:
    return "".join(
        f" {name.replace('_', ':', 1).replace('_', '-')}={value!r}"
        for name, value in attributes.items()
    )


ODS_HEADER = ods_row(*map(ods_cell, ("id", "pattern", "note", "date")))


def ods(*rows: str, before: str = "", after: str = "", **parts: str | bytes) -> bytes:
    """Return an ODS file with rows; `before` and `after` is other XML beside its sheet."""
    sheet = f"<table:table table:name='One'>{''.join(rows)}</table:table>"
    body = f"<office:body><office:spreadsheet>{sheet}{after}</office:spreadsheet></office:body>"
    content = f"<office:document-content {ODS_NAMES}>{before}{body}</office:document-content>"
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": content,
            **parts,
        }
    )


XLS_HEAD = ("id", "pattern", "client", "date")


def xls(*rows: tuple[Any, ...], hidden: bool = False) -> bytes:
    """Return an XLS file; a value is plain, or a pair with its style."""
    made = xlwt.Workbook()
    if hidden:
        made.add_sheet("Secret").visibility = 1
        made.set_active_sheet(1)
    sheet = made.add_sheet("Clients")
    for i, row in enumerate((XLS_HEAD, *rows)):
        for j, value in enumerate(row):
            sheet.write(i, j, *(value if isinstance(value, tuple) else (value,)))
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def roster_of(source: bytes, path: Path, sheet: str | None = None) -> Roster:
    """Read a roster from the bytes of a workbook, written to a path."""
    path.write_bytes(source)
    return read_roster(path, sheet=sheet)


def refusal(source: bytes, sheet: str | None = None) -> str:
    """Return the message with which a whole workbook is refused."""
    with pytest.raises(UserError) as caught:
        list(read_workbook(source, "r", sheet).rows)
    return str(caught.value)
