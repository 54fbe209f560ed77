"""The reader of drawings opens no file, fills nothing in and mends nothing."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from handouts.brand.logo.safe_xml import MAX_DEPTH, SVG_NAMESPACE, XmlError, read_svg
from tests.helpers.in_time import in_time

if TYPE_CHECKING:
    from pathlib import Path


def refused(text: bytes) -> tuple[str, int]:
    with pytest.raises(XmlError) as error:
        read_svg(text)
    return str(error.value), error.value.line


def test_a_tree_is_written_as_it_was_read() -> None:
    text = f'<svg xmlns="{SVG_NAMESPACE}"><a b="&lt;&quot;\u00e9"> x &amp; <c/>y</a></svg>'
    root = read_svg(f"<?xml version='1.0'?><!-- a -->{text}<?go?>".encode())
    root.attributes["xmlns"] = SVG_NAMESPACE
    assert root.write() == text.replace('b="&lt;&quot;\u00e9"', "b='&lt;\"\u00e9'").replace(
        "<c/>", "<c></c>"
    )
    assert [part.name for part in root.walk()] == ["svg", "a", "c"]
    assert root.text == " x & y"


def test_other_vocabularies_are_told_apart() -> None:
    text = f'<svg xmlns="{SVG_NAMESPACE}" xmlns:x="urn:x" x:a="1"><x:b/><c xmlns=""/></svg>'
    root = read_svg(text.encode())
    assert root.attributes == {"urn:x}a": "1"}
    assert [child.name for child in root.children] == ["urn:x}b", "}c"]


@pytest.mark.parametrize(
    "doctype",
    [
        "<!DOCTYPE svg>",
        '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 20010904//EN"\n "http://www.w3.org/x.dtd">',
        "<!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN'\n 'http://127.0.0.1/x.dtd' >",
    ],
)
def test_a_doctype_that_declares_nothing_is_dropped(doctype: str) -> None:
    text = f'<?xml version="1.0"?>\n{doctype}\n<svg xmlns="{SVG_NAMESPACE}"/>'
    assert (read_svg(text.encode()).name, read_svg(text.encode()).line) == (
        "svg",
        2 + text[:-9].count("\n") - 1,
    )


DECLARED = "declares a document type of its own"


@pytest.mark.parametrize(
    "doctype",
    [
        '[<!ENTITY x "ha">]',
        '[<!ENTITY x SYSTEM "{trap}">]',
        '[<!ENTITY % x SYSTEM "{trap}">%x;]',
        'PUBLIC "a" "b" [<!ATTLIST svg a CDATA "b">]',
        '[<!ENTITY a "ha"><!ENTITY x "&a;&a;">]',
        "[]",
    ],
)
def test_a_doctype_that_declares_something_is_refused(tmp_path: Path, doctype: str) -> None:
    os.mkfifo(tmp_path / "trap")  # whatever opens it waits for ever
    text = f"<?xml version='1.0'?>\n<!DOCTYPE svg {doctype.format(trap=tmp_path / 'trap')}>"
    assert refused(f"{text}<svg>&x;</svg>".encode()) == (DECLARED, 2)


def test_a_second_doctype_is_refused() -> None:
    text = b'<!--<!DOCTYPE svg>--><!DOCTYPE svg [<!ENTITY x "ha">]><svg>&x;</svg>'
    assert refused(text) == (DECLARED, 1)


def test_no_file_is_followed(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "trap")
    text = f'<!DOCTYPE svg SYSTEM "{tmp_path / "trap"}"><svg xmlns="{SVG_NAMESPACE}"/>'
    assert read_svg(text.encode()).name == "svg"


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"<a><b></a>",
        b"\n<a",
        b"<a/><b/>",
        b"<a>&x;</a>",
        b"<!DOCTYPE a SYSTEM 'x'><a>&x;</a>",
        b"<!DOCTYPE a SYSTEM 'x'><a b='&x;'/>",
        b"<a b='1' b='2'/>",
        b"<a x:b='1'/>",
        b"<a>\xe9</a>",
        b"<a>\0</a>",
    ],
)
def test_nothing_is_mended(text: bytes) -> None:
    assert refused(text) == ("is damaged from here on", 1 + text.count(b"\n"))


def test_what_a_file_says_of_its_encoding_does_not_count() -> None:
    text = '<?xml version="1.0" encoding="latin-1"?><a>\u00e9</a>'.encode()
    assert read_svg(text).text == "\u00e9"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<a>" * (MAX_DEPTH + 1), "is nested more than 100 deep"),
        (f"<a>{'<b/>' * 2_000_000}", "has more than 10,000 elements"),
        (
            "<a" + "".join(f" b{i}=''" for i in range(400_000)) + "/>",
            "has more than 200 attributes",
        ),
    ],
)
def test_what_is_too_large_is_given_up_at_once(text: str, message: str) -> None:
    with in_time(1):
        assert refused(text.encode())[0].startswith(message)
