"""The parser of drawings follows nothing, fills nothing in and mends nothing."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from handouts.brand.logo.safe_xml import hardened_xml_parser

if TYPE_CHECKING:
    from pathlib import Path


def test_no_entity_is_filled_in() -> None:
    root = etree.fromstring(b'<!DOCTYPE a [<!ENTITY x "ha">]><a>&x;</a>', hardened_xml_parser())
    assert (root.text or "") == ""


@pytest.mark.parametrize("declared", ['[<!ENTITY x SYSTEM "{trap}">]', 'SYSTEM "{trap}"'])
def test_no_file_is_followed(tmp_path: Path, declared: str) -> None:
    trap = tmp_path / "trap"
    os.mkfifo(trap)  # whatever opens it waits for ever
    text = f"<!DOCTYPE a {declared.format(trap=trap)}><a/>"
    assert etree.fromstring(text.encode(), hardened_xml_parser()).tag == "a"


@pytest.mark.parametrize("text", [b"<a><b></a>", b"<a", b"<b>" * 300 + b"</b>" * 300])
def test_nothing_is_mended(text: bytes) -> None:
    with pytest.raises(etree.XMLSyntaxError):
        etree.fromstring(text, hardened_xml_parser())


def test_an_encoding_counts_more_than_what_a_file_says() -> None:
    text = '<?xml version="1.0" encoding="latin-1"?><a>\u00e9</a>'.encode()
    assert etree.fromstring(text, hardened_xml_parser("utf-8")).text == "\u00e9"
