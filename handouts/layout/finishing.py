"""Finishes a raw PDF: structure tree, metadata, output intent, bookmarks; archival and accessible.

ReportLab writes pages and fonts; everything that makes the file PDF/UA-1 (ISO 14289-1) and
PDF/A-2a (ISO 19005-2) is added here, through pikepdf, so that nothing of ReportLab is patched.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from handouts.layout.embedded_fonts import look_after_fonts
from handouts.layout.structure import write_structure
from handouts.saving import saved

if TYPE_CHECKING:
    from handouts.layout.tags import Element

PRODUCER = "Handouts"


@dataclass(frozen=True, slots=True)
class Facts:
    """What the file says of itself; none of it is personal."""

    title: str
    author: str
    subject: str
    language: str


def finish(raw: bytes, root: Element, facts: Facts) -> bytes:
    """Give the finished file; the same input gives the same bytes."""
    with pikepdf.open(BytesIO(raw)) as pdf:
        # ReportLab makes its file id from the environment; a new one is made from the content.
        if Name.ID in pdf.trailer:
            del pdf.trailer[Name.ID]
        look_after_fonts(pdf)
        write_structure(pdf, root)
        _write_catalog(pdf, facts)
        _write_bookmarks(pdf, root)
        return saved(pdf)


def _write_catalog(pdf: pikepdf.Pdf, facts: Facts) -> None:
    root = pdf.Root
    root.Lang = String(facts.language)
    root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.D)]))
    root.Metadata = pdf.make_stream(_xmp(facts), Dictionary(Type=Name.Metadata, Subtype=Name.XML))
    profile = pdf.make_stream(srgb_profile(), Dictionary(N=3))
    root.OutputIntents = Array(
        [
            Dictionary(
                Type=Name.OutputIntent,
                S=Name.GTS_PDFA1,
                OutputConditionIdentifier=String("sRGB"),
                Info=String("sRGB IEC61966-2.1"),
                DestOutputProfile=profile,
            )
        ]
    )
    info = pdf.docinfo
    for key in list(info.keys()):
        del info[key]
    info[Name.Title] = String(facts.title)
    info[Name.Author] = String(facts.author)
    info[Name.Subject] = String(facts.subject)
    info[Name.Producer] = String(PRODUCER)
    info[Name.Creator] = String(PRODUCER)


@cache
def srgb_profile() -> bytes:
    """Build the sRGB profile with LittleCMS, its clock and id set to nothing.

    Bytes 24 to 36 of an ICC header are the time of making, 84 to 100 its checksum (ICC.1:2010).
    """
    # It takes 30 ms to import and only the first template needs it.
    from PIL import ImageCms

    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile[24:36] = bytes((0x07, 0xE8, 0, 1, 0, 1)) + bytes(6)
    profile[84:100] = bytes(16)
    return bytes(profile)


_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" \
xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" \
xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreatorTool>{producer}</xmp:CreatorTool><pdf:Producer>{producer}</pdf:Producer>
<pdfuaid:part>1</pdfuaid:part>
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" \
xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" \
xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of ISO 14289 that the file obeys</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
</rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""
"""XMP with both claims; PDF/A wants the schema of PDF/UA described, for it knows no pdfuaid."""


def _xmp(facts: Facts) -> bytes:
    return _XMP.format(
        title=escape(facts.title),
        author=escape(facts.author),
        subject=escape(facts.subject),
        language=escape(facts.language),
        producer=PRODUCER,
    ).encode("utf-8")


def _write_bookmarks(pdf: pikepdf.Pdf, root: Element) -> None:
    """Bookmark the title and every section heading, at its place on its side."""
    with pdf.open_outline() as outline:
        for element in root.walk():
            side = element.side()
            if element.title and element.box and side is not None:
                outline.root.append(
                    pikepdf.OutlineItem(element.title, side, "XYZ", top=element.box[3])
                )
