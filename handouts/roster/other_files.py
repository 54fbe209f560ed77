"""Tell what a file is that has the name of a table and is none."""

from __future__ import annotations

import codecs
import re

_SHOWN = 4_000  # bytes at the start of a file that are looked at

_OPEN_AND_SAVE = 'open it in Excel and save it as "Excel workbook (.xlsx)"'
_EXPORT = "export the table again, as CSV or as an Excel workbook"
_KINDS = (
    (r"%pdf-", "is a PDF, not a table", _EXPORT),
    (r"\{\\rtf", "is a text of a word processor, not a table", _EXPORT),
    (r"<\?xml.*urn:schemas-microsoft-com:office:spreadsheet", "is Excel 2003 XML, not a workbook",
     _OPEN_AND_SAVE),
    (r"<\?xml.*urn:oasis:names:tc:opendocument", "is OpenDocument in one XML file, not a workbook",
     'save it as "ODF Spreadsheet (.ods)"'),
    (r"(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*<(!doctype html|html|head|meta|style|body|table|div)\b",
     "is a web page, not a workbook", _OPEN_AND_SAVE),
    (r"mime-version:", "is a web page in one file, not a workbook", _OPEN_AND_SAVE),
    (r"<\?xml", "is an XML file, not a table", _EXPORT),
    (r"begin:vcard", "is a file of contacts, not a table", _EXPORT),
    (r"begin:vcalendar", "is a calendar, not a table", _EXPORT),
    ("\ufffd\x08", "is packed, not a table", "unpack it, and name the file that was in it"),
    (r"[\[{]\s*[\"{]", "is a JSON file, not a table", _EXPORT),
)  # fmt: skip
_COMPILED = [(re.compile(form, re.DOTALL), message, hint) for form, message, hint in _KINDS]


def kind_of_file(source: bytes) -> tuple[str, str] | None:
    """Return what a file is and how to make a table of it; None for what may be CSV."""
    head = source[:_SHOWN]
    wide = head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    text = head.decode("utf-16" if wide else "utf-8-sig", "replace").lstrip().casefold()
    return next(((message, hint) for form, message, hint in _COMPILED if form.match(text)), None)
