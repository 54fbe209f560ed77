"""Write metadata: any text comes back, and only a tagged file makes claims."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from handouts.pdf.metadata import PRODUCER, PdfMetadata, info_dictionary, xmp

DC = "{http://purl.org/dc/elements/1.1/}"
XML_TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=30)
METADATA = st.builds(PdfMetadata, XML_TEXT, XML_TEXT, XML_TEXT, st.sampled_from(["en-GB", "de"]))
EXAMPLE = PdfMetadata("Hips <& knees>", "Łucja", "Handout", "en-GB")


def parsed(metadata: PdfMetadata, *, tagged: bool = True) -> etree._Element:
    return etree.fromstring(xmp(metadata, tagged=tagged))


@given(METADATA)
def test_a_packet_is_xml_and_holds_every_text(metadata: PdfMetadata) -> None:
    packet = parsed(metadata)
    texts = {
        name: "".join(packet.find(f".//{DC}{name}").itertext())
        for name in ("title", "creator", "description", "language")
    }
    assert tuple(texts.values()) == metadata


@given(METADATA)
def test_the_information_dictionary_holds_the_same_texts(metadata: PdfMetadata) -> None:
    info = pikepdf.Object.parse(info_dictionary(metadata))
    texts = [str(info[f"/{key}"]) for key in ("Title", "Author", "Subject", "Producer", "Creator")]
    assert texts == [*metadata[:3], PRODUCER, PRODUCER]


@pytest.mark.parametrize("tagged", [True, False])
def test_only_a_tagged_file_makes_claims(*, tagged: bool) -> None:
    packet = xmp(EXAMPLE, tagged=tagged)
    for claim in (b"<pdfuaid:part>1<", b"<pdfaid:part>2<", b"<pdfaid:conformance>A<"):
        assert (claim in packet) is tagged


def test_pikepdf_reads_the_claims() -> None:
    pdf = pikepdf.new()
    pdf.Root.Metadata = pdf.make_stream(xmp(EXAMPLE, tagged=True))
    out = BytesIO()
    pdf.save(out)
    with pikepdf.open(out) as opened, opened.open_metadata() as metadata:
        assert metadata.pdfa_status == "2A"
        assert metadata["dc:title"] == EXAMPLE.title
