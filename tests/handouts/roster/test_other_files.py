"""Tell files of other kinds from CSV by how they begin."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.roster.other_files import kind_of_file

PAGE = "is a web page, not a workbook"


@pytest.mark.parametrize(
    ("source", "told"),
    [
        (b"<html><body><table><tr><th>id</th></tr></table></body></html>", PAGE),
        (b"\xef\xbb\xbf\r\n <!DOCTYPE HTML>\n<html>", PAGE),
        (b"<table border=1>", PAGE),
        (b'<?xml version="1.0"?><!-- x --><html xmlns="http://www.w3.org/1999/xhtml">', PAGE),
        ("\ufeff<html>".encode("utf-16-le"), PAGE),
        (b"MIME-Version: 1.0\r\n", "is a web page in one file, not a workbook"),
        (
            b'<?xml version="1.0"?><Book xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
            "is Excel 2003 XML, not a workbook",
        ),
        (
            b'<?xml version="1.0"?><x xmlns="urn:oasis:names:tc:opendocument:xmlns:office:1.0">',
            "is OpenDocument in one XML file, not a workbook",
        ),
        (b"<?xml version='1.0'?><clients/>", "is an XML file, not a table"),
        (b"%PDF-1.7\n", "is a PDF, not a table"),
        (b"{\\rtf1\\ansi", "is a text of a word processor, not a table"),
        (b'[{"id": 1}]', "is a JSON file, not a table"),
        (b"BEGIN:VCARD\r\nFN:x", "is a file of contacts, not a table"),
        (b"BEGIN:VCALENDAR\n", "is a calendar, not a table"),
        (b"\x1f\x8b\x08\x00", "is packed, not a table"),
    ],
)
def test_a_file_with_the_name_of_a_table_is_told_as_what_it_is(source: bytes, told: str) -> None:
    found = kind_of_file(source)
    assert found is not None
    message, hint = found
    assert message == told
    assert hint


@given(st.lists(st.sampled_from(["id", "pattern", "<3", "client", "[1]", "{a"]), min_size=2))
def test_a_line_of_csv_is_no_other_kind(cells: list[str]) -> None:
    assert kind_of_file(",".join(cells).encode()) is None
