"""Write a file's metadata: the XMP packet and the information dictionary."""

from __future__ import annotations

from typing import NamedTuple

from handouts.pdf.writer import text_string

PRODUCER = "Handouts"


class PdfMetadata(NamedTuple):
    """What a file says about itself; none of it is personal."""

    title: str
    author: str
    subject: str
    language: str


_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})

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
{claims}</rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""

_CLAIMS = """<pdfuaid:part>1</pdfuaid:part>
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
"""
"""Claims PDF/UA-1 and PDF/A-2a. PDF/A requires an extension schema for the pdfuaid properties."""


def xmp(metadata: PdfMetadata, *, tagged: bool) -> bytes:
    """Write the XMP packet; only a tagged file claims PDF/UA-1 and PDF/A-2a."""
    escaped = {name: text.translate(_ESCAPES) for name, text in metadata._asdict().items()}
    claims = _CLAIMS if tagged else "</rdf:Description>\n"
    return _XMP.format(**escaped, producer=PRODUCER, claims=claims).encode("utf-8")


def info_dictionary(metadata: PdfMetadata) -> bytes:
    """Write the legacy document information dictionary."""
    texts = (metadata.title, metadata.author, metadata.subject, PRODUCER, PRODUCER)
    keys = b"<</Title%b/Author%b/Subject%b/Producer%b/Creator%b>>"
    return keys % tuple(map(text_string, texts))
