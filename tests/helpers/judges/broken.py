"""Break a good file in one way at a time."""

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
    """Add a tagged link, because not every brand has one."""
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
    """Yield the structure elements with a role, in reading order."""
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
    """Remove the alternative text of a picture."""
    del _first(pdf, "Figure").Alt


def no_language(pdf: pikepdf.Pdf) -> None:
    """Remove the language of the document."""
    del pdf.Root.Lang


def no_title(pdf: pikepdf.Pdf) -> None:
    """Remove the title of the document."""
    _cut_from_metadata(pdf, rb"<dc:title>.*</dc:title>")


def title_not_shown(pdf: pikepdf.Pdf) -> None:
    """Show the file name instead of the title."""
    pdf.Root.ViewerPreferences.DisplayDocTitle = False


def no_claim_to_be_accessible(pdf: pikepdf.Pdf) -> None:
    """Remove the PDF/UA claim."""
    _cut_from_metadata(pdf, rb"<pdfuaid:part>.*?</pdfuaid:part>")


def no_claim_to_be_archival(pdf: pikepdf.Pdf) -> None:
    """Remove the PDF/A claim."""
    _cut_from_metadata(pdf, rb"<pdfaid:part>.*?</pdfaid:conformance>")


def no_metadata(pdf: pikepdf.Pdf) -> None:
    """Remove the metadata."""
    del pdf.Root.Metadata


def not_marked(pdf: pikepdf.Pdf) -> None:
    """Declare the file as not tagged."""
    pdf.Root.MarkInfo.Marked = False


def suspects(pdf: pikepdf.Pdf) -> None:
    """Declare the tags as suspect."""
    pdf.Root.MarkInfo.Suspects = True


def no_structure(pdf: pikepdf.Pdf) -> None:
    """Remove the structure tree."""
    del pdf.Root.StructTreeRoot


def empty_structure(pdf: pikepdf.Pdf) -> None:
    """Remove everything in the structure tree."""
    tree = pdf.Root.StructTreeRoot
    del tree.K
    tree.ParentTree.Nums = Array()


def cut_parent_tree(pdf: pikepdf.Pdf) -> None:
    """Empty the parent tree."""
    pdf.Root.StructTreeRoot.ParentTree.Nums = Array()


def no_page_number_in_parent_tree(pdf: pikepdf.Pdf) -> None:
    """Remove one page's key in the parent tree."""
    del pdf.pages[0].obj.StructParents


def unknown_content_number(pdf: pikepdf.Pdf) -> None:
    """Mark content with an id that no element has."""
    _change_content(pdf, b"<</MCID 0>>", b"<</MCID 9999>>")


def untagged_text(pdf: pikepdf.Pdf) -> None:
    """Write text outside marked content."""
    name = next(iter(pdf.pages[0].resources.Font.keys()))
    words = f"BT {name} 9 Tf 1 0 0 1 72 72 Tm (ab) Tj ET"
    pdf.pages[0].contents_add(pdf.make_stream(words.encode()))


def artifact_inside_content(pdf: pikepdf.Pdf) -> None:
    """Put an artifact inside tagged content."""
    _change_content(pdf, b"<</MCID 0>> BDC", b"<</MCID 0>> BDC /Artifact BMC EMC")


def skipped_heading(pdf: pikepdf.Pdf) -> None:
    """Put a heading of level 3 after one of level 1."""
    _call(pdf, "H2", "H3")


def unknown_role(pdf: pikepdf.Pdf) -> None:
    """Give an element a role that is not standard."""
    _call(pdf, "P", "Utterance")


def wrong_list_item(pdf: pikepdf.Pdf) -> None:
    """Put a paragraph among the items of a list."""
    _call(pdf, "LI", "P")


def list_body_in_paragraph(pdf: pikepdf.Pdf) -> None:
    """Put the body of a list item outside an item."""
    _call(pdf, "P", "LBody")


def table_row_lost(pdf: pikepdf.Pdf) -> None:
    """Put cells into a table without a row."""
    _call(pdf, "TR", "P")


def no_scope(pdf: pikepdf.Pdf) -> None:
    """Remove the scope of header cells."""
    for cell in _elements(pdf, "TH"):
        del cell.A


def uneven_rows(pdf: pikepdf.Pdf) -> None:
    """Remove a cell from a row."""
    row = list(_elements(pdf, "TR"))[-1]
    del row.K[-1]


def no_tab_order(pdf: pikepdf.Pdf) -> None:
    """Remove the tab order of links."""
    del pdf.pages[0].obj.Tabs


def lost_link(pdf: pikepdf.Pdf) -> None:
    """Remove the annotation from a link element."""
    _first(pdf, "Link").K = Array()


def link_without_words(pdf: pikepdf.Pdf) -> None:
    """Remove the description of a link."""
    del pdf.pages[0].obj.Annots[0].Contents


def font_not_embedded(pdf: pikepdf.Pdf) -> None:
    """Remove an embedded font file."""
    del _font(pdf).FontDescriptor.FontFile2


def no_unicode_map(pdf: pikepdf.Pdf) -> None:
    """Remove the ToUnicode map of a font."""
    del _font(pdf).ToUnicode


def no_output_intent(pdf: pikepdf.Pdf) -> None:
    """Remove the output intent."""
    del pdf.Root.OutputIntents


def script(pdf: pikepdf.Pdf) -> None:
    """Add a script that runs when the file is opened."""
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.beep()"))


def numbers_unsaid(pdf: pikepdf.Pdf) -> None:
    """Declare a numbered list as not numbered."""
    next(e for e in _elements(pdf, "L") if e.A.ListNumbering == Name.Decimal).A = Dictionary(
        O=Name.List, ListNumbering=Name("/None")
    )
