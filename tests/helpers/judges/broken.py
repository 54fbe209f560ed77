"""Ways to break a good file, one at a time: an open PDF in, the same with one fault out."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING

import pikepdf
from pikepdf import Array, Dictionary, Name, String

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Break = Callable[[pikepdf.Pdf], None]


def with_link(pdf: bytes) -> bytes:
    """Add a tagged link: not every brand has one, and links have rules of their own."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        page, tree = opened.pages[0], opened.Root.StructTreeRoot
        number = int(tree.ParentTreeNextKey)
        note = Dictionary(
            Type=Name.Annot,
            Subtype=Name.Link,
            Rect=Array([72, 20, 144, 32]),
            Border=Array([0, 0, 0]),
            Contents=String("How to reach the clinic"),
            A=Dictionary(S=Name.URI, URI=String("https://clinic.example/")),
            F=4,
            P=page.obj,
            StructParent=number,
        )
        annotation = opened.make_indirect(note)
        page.obj.Annots = Array([annotation])
        link = opened.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name.Link, P=tree.K, Pg=page.obj)
        )
        link.K = Array([Dictionary(Type=Name.OBJR, Obj=annotation, Pg=page.obj)])
        tree.K.K.append(link)
        tree.ParentTree.Nums.append(number)
        tree.ParentTree.Nums.append(link)
        tree.ParentTreeNextKey = number + 1
        return _saved(opened)


def broken(pdf: bytes, how: Break) -> bytes:
    """Break a file in one way."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        how(opened)
        return _saved(opened)


def _saved(opened: pikepdf.Pdf) -> bytes:
    out = BytesIO()
    opened.save(out, deterministic_id=True, fix_metadata_version=False)
    return out.getvalue()


def _elements(pdf: pikepdf.Pdf, role: str) -> Iterator[pikepdf.Object]:
    """Yield the structure elements of a role, in reading order."""
    waiting = [pdf.Root.StructTreeRoot.K]
    while waiting:
        element = waiting.pop()
        if not isinstance(element, pikepdf.Dictionary) or Name.S not in element:
            continue
        if Name(f"/{role}") == element.S:
            yield element
        waiting += reversed(list(element.get(Name.K, Array())))


def _first(pdf: pikepdf.Pdf, role: str) -> pikepdf.Object:
    return next(_elements(pdf, role))


def _font(pdf: pikepdf.Pdf) -> pikepdf.Object:
    return next(iter(pdf.pages[0].resources.Font.values()))


def _cut_from_metadata(pdf: pikepdf.Pdf, pattern: bytes) -> None:
    metadata = pdf.Root.Metadata
    text, times = re.subn(pattern, b"", metadata.read_bytes(), flags=re.DOTALL)
    if not times:
        raise ValueError(f"the metadata hold no {pattern!r}")
    metadata.write(text)


def _change_content(pdf: pikepdf.Pdf, old: bytes, new: bytes) -> None:
    page = pdf.pages[0]
    page.contents_coalesce()
    content = page.Contents.read_bytes()
    if old not in content:
        raise ValueError(f"the first page holds no {old!r}")
    page.Contents.write(content.replace(old, new, 1))


def _call(pdf: pikepdf.Pdf, role: str, other: str) -> None:
    _first(pdf, role).S = Name(f"/{other}")


def no_alternative_text(pdf: pikepdf.Pdf) -> None:
    """Leave a picture without words."""
    del _first(pdf, "Figure").Alt


def no_language(pdf: pikepdf.Pdf) -> None:
    """Leave out which language a voice has to speak."""
    del pdf.Root.Lang


def no_title(pdf: pikepdf.Pdf) -> None:
    """Leave the document without a name."""
    _cut_from_metadata(pdf, rb"<dc:title>.*</dc:title>")


def title_not_shown(pdf: pikepdf.Pdf) -> None:
    """Have the window show the name of the file."""
    pdf.Root.ViewerPreferences.DisplayDocTitle = False


def no_claim_to_be_accessible(pdf: pikepdf.Pdf) -> None:
    """Leave out the claim to be PDF/UA."""
    _cut_from_metadata(pdf, rb"<pdfuaid:part>.*?</pdfuaid:part>")


def no_claim_to_be_archival(pdf: pikepdf.Pdf) -> None:
    """Leave out the claim to be PDF/A."""
    _cut_from_metadata(pdf, rb"<pdfaid:part>.*?</pdfaid:conformance>")


def no_metadata(pdf: pikepdf.Pdf) -> None:
    """Leave out all that the file says of itself."""
    del pdf.Root.Metadata


def not_marked(pdf: pikepdf.Pdf) -> None:
    """Say that the file is not tagged."""
    pdf.Root.MarkInfo.Marked = False


def suspects(pdf: pikepdf.Pdf) -> None:
    """Say that the tags may be wrong."""
    pdf.Root.MarkInfo.Suspects = True


def no_structure(pdf: pikepdf.Pdf) -> None:
    """Leave out the structure tree."""
    del pdf.Root.StructTreeRoot


def empty_structure(pdf: pikepdf.Pdf) -> None:
    """Leave a structure tree that holds nothing."""
    tree = pdf.Root.StructTreeRoot
    del tree.K
    tree.ParentTree.Nums = Array()


def cut_parent_tree(pdf: pikepdf.Pdf) -> None:
    """Cut the way from marked content to its element."""
    pdf.Root.StructTreeRoot.ParentTree.Nums = Array()


def no_page_number_in_parent_tree(pdf: pikepdf.Pdf) -> None:
    """Cut that way for one page."""
    del pdf.pages[0].obj.StructParents


def unknown_content_number(pdf: pikepdf.Pdf) -> None:
    """Mark content with a number that no element has."""
    _change_content(pdf, b"<</MCID 0>>", b"<</MCID 9999>>")


def untagged_text(pdf: pikepdf.Pdf) -> None:
    """Write words outside all marked content."""
    name = next(iter(pdf.pages[0].resources.Font.keys()))
    words = f"BT {name} 9 Tf 1 0 0 1 72 72 Tm (ab) Tj ET"
    pdf.pages[0].contents_add(pdf.make_stream(words.encode()))


def artifact_inside_content(pdf: pikepdf.Pdf) -> None:
    """Hide words that the structure holds as an artifact."""
    _change_content(pdf, b"<</MCID 0>> BDC", b"<</MCID 0>> BDC /Artifact BMC EMC")


def skipped_heading(pdf: pikepdf.Pdf) -> None:
    """Have a heading of the third level follow one of the first."""
    _call(pdf, "H2", "H3")


def unknown_role(pdf: pikepdf.Pdf) -> None:
    """Name an element as no standard does."""
    _call(pdf, "P", "Utterance")


def wrong_list_item(pdf: pikepdf.Pdf) -> None:
    """Put a paragraph among the items of a list."""
    _call(pdf, "LI", "P")


def list_body_in_paragraph(pdf: pikepdf.Pdf) -> None:
    """Put a list item's body where there is no item."""
    _call(pdf, "P", "LBody")


def table_row_lost(pdf: pikepdf.Pdf) -> None:
    """Put cells into a table without a row."""
    _call(pdf, "TR", "P")


def no_scope(pdf: pikepdf.Pdf) -> None:
    """Leave it open what header cells head."""
    for cell in _elements(pdf, "TH"):
        del cell.A


def uneven_rows(pdf: pikepdf.Pdf) -> None:
    """Take a cell out of a row."""
    row = list(_elements(pdf, "TR"))[-1]
    del row.K[-1]


def no_tab_order(pdf: pikepdf.Pdf) -> None:
    """Leave it open in which order a key goes through links."""
    del pdf.pages[0].obj.Tabs


def lost_link(pdf: pikepdf.Pdf) -> None:
    """Cut a link's element from the place one clicks on."""
    _first(pdf, "Link").K = Array()


def link_without_words(pdf: pikepdf.Pdf) -> None:
    """Empty the words that tell where a link leads."""
    del pdf.pages[0].obj.Annots[0].Contents


def font_not_embedded(pdf: pikepdf.Pdf) -> None:
    """Leave the letters to the machine that prints."""
    del _font(pdf).FontDescriptor.FontFile2


def no_unicode_map(pdf: pikepdf.Pdf) -> None:
    """Leave it open which letters the shapes stand for."""
    del _font(pdf).ToUnicode


def no_output_intent(pdf: pikepdf.Pdf) -> None:
    """Leave it open what the colors mean."""
    del pdf.Root.OutputIntents


def script(pdf: pikepdf.Pdf) -> None:
    """Run a program when the file is opened."""
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.beep()"))


def numbers_unsaid(pdf: pikepdf.Pdf) -> None:
    """Have a list with numbers say that it has none."""
    next(e for e in _elements(pdf, "L") if e.A.ListNumbering == Name.Decimal).A = Dictionary(
        O=Name.List, ListNumbering=Name("/None")
    )
