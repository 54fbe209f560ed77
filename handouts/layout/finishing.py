"""Finishes a raw PDF: structure tree, metadata, output intent, bookmarks; archival and accessible.

ReportLab writes pages and fonts; everything that makes the file PDF/UA-1 (ISO 14289-1) and
PDF/A-2a (ISO 19005-2) is added here, through pikepdf, so that nothing of ReportLab is patched.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from io import BytesIO
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from handouts.layout.embedded_fonts import look_after_fonts
from handouts.layout.tags import Content, Element, scope_headers

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
        _write_tree(pdf, root)
        _write_catalog(pdf, facts)
        _write_bookmarks(pdf, root)
        out = BytesIO()
        pdf.save(
            out,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=True,
            fix_metadata_version=False,
        )
    return out.getvalue()


def _write_tree(pdf: pikepdf.Pdf, root: Element) -> None:
    """Write the structure tree, and the parent tree that leads back from marked content."""
    scope_headers(root)
    pages: list[pikepdf.Object] = [page.obj for page in pdf.pages]
    parents: list[list[pikepdf.Object]] = [[] for _ in pages]
    tree = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    tree.K = _write_element(pdf, root, tree, pages, parents)
    numbers = Array()
    for i, (page, owners) in enumerate(zip(pages, parents, strict=True)):
        page.StructParents = i
        page.Tabs = Name.S
        numbers.append(i)
        numbers.append(pdf.make_indirect(Array(owners)))
    tree.ParentTree = pdf.make_indirect(Dictionary(Nums=numbers))
    tree.ParentTreeNextKey = len(pages)
    pdf.Root.StructTreeRoot = tree
    pdf.Root.MarkInfo = Dictionary(Marked=True)


def _write_element(
    pdf: pikepdf.Pdf,
    element: Element,
    parent: pikepdf.Object,
    pages: list[pikepdf.Object],
    parents: list[list[pikepdf.Object]],
) -> pikepdf.Object:
    made = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name(f"/{element.role}"), P=parent))
    side = element.side()
    if side is not None:
        made.Pg = pages[side]
    if element.alt:
        made.Alt = String(element.alt)
    attributes = _attributes(element)
    if attributes is not None:
        made.A = attributes
    kids = Array()
    for kid in element.kids:
        if isinstance(kid, Element):
            kids.append(_write_element(pdf, kid, made, pages, parents))
        else:
            kids.append(_content(kid, side, pages))
            _place(parents[kid.side], kid.mcid, made)
    made.K = kids
    return made


def _attributes(element: Element) -> pikepdf.Object | None:
    if element.role == "Figure" and element.box is not None:
        box = Array([round(edge, 2) for edge in element.box])
        return Dictionary(O=Name.Layout, BBox=box, Placement=Name.Block)
    if element.scope:
        return Dictionary(O=Name.Table, Scope=Name(f"/{element.scope}"))
    if element.role == "L":
        numbered = any(kid.role == "Lbl" for kid in element.walk())
        numbering = Name.Decimal if numbered else Name("/None")
        return Dictionary(O=Name.List, ListNumbering=numbering)
    return None


def _content(content: Content, side: int | None, pages: list[pikepdf.Object]) -> pikepdf.Object:
    if content.side == side:
        return content.mcid  # type: ignore[return-value]
    return Dictionary(Type=Name.MCR, Pg=pages[content.side], MCID=content.mcid)


def _place(owners: list[pikepdf.Object], mcid: int, owner: pikepdf.Object) -> None:
    """Note the owner of marked content under its number; numbers come in any order."""
    owners.extend([owner] * (mcid + 1 - len(owners)))
    owners[mcid] = owner


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
    """Bookmark the title and every section heading."""
    with pdf.open_outline() as outline:
        for element in root.walk():
            side = element.side()
            if element.title and side is not None:
                outline.root.append(pikepdf.OutlineItem(element.title, side))
