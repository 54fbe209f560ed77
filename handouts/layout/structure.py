"""Writes a structure tree into a file: its elements, the way back to them, and its links."""

from __future__ import annotations

from dataclasses import dataclass, field

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from handouts.layout.tags import Content, Element, scope_headers

PRINTED = 4
"""The flag of an annotation that prints (ISO 32000-1, table 165); PDF/A wants it."""


@dataclass(slots=True)
class Tree:
    """A tree that is being written: for each side the owners of its content, and the links."""

    pdf: pikepdf.Pdf
    pages: list[pikepdf.Object]
    owners: list[list[pikepdf.Object]]
    links: list[pikepdf.Object] = field(default_factory=list)


def write_structure(pdf: pikepdf.Pdf, root: Element) -> None:
    """Write the structure tree, and the parent tree that leads back to it."""
    scope_headers(root)
    pages: list[pikepdf.Object] = [page.obj for page in pdf.pages]
    tree = Tree(pdf, pages, [[] for _ in pages])
    top = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    top.K = _write(tree, root, top)
    numbers = Array()
    for i, (page, owners) in enumerate(zip(pages, tree.owners, strict=True)):
        page.StructParents = i
        page.Tabs = Name.S
        numbers.append(i)
        numbers.append(pdf.make_indirect(Array(owners)))
    for i, link in enumerate(tree.links, start=len(pages)):
        numbers.append(i)
        numbers.append(link)
    top.ParentTree = pdf.make_indirect(Dictionary(Nums=numbers))
    top.ParentTreeNextKey = len(pages) + len(tree.links)
    pdf.Root.StructTreeRoot = top
    pdf.Root.MarkInfo = Dictionary(Marked=True)


def _write(tree: Tree, element: Element, parent: pikepdf.Object) -> pikepdf.Object:
    """Write an element and all below it."""
    made = tree.pdf.make_indirect(
        Dictionary(Type=Name.StructElem, S=Name(f"/{element.role}"), P=parent)
    )
    side = element.side()
    if side is not None:
        made.Pg = tree.pages[side]
    if element.alt:
        made.Alt = String(element.alt)
    attributes = _attributes(element)
    if attributes is not None:
        made.A = attributes
    kids = Array()
    for kid in element.kids:
        if isinstance(kid, Element):
            kids.append(_write(tree, kid, made))
        else:
            kids.append(_content(kid, side, tree.pages))
            _own(tree.owners[kid.side], kid.mcid, made)
    if element.url and side is not None:
        kids.append(_link(tree, element, made, side))
    made.K = kids
    return made


def _link(tree: Tree, element: Element, owner: pikepdf.Object, side: int) -> pikepdf.Object:
    """Lay an annotation that leads to an address over a link; it prints nothing of its own."""
    page = tree.pages[side]
    annotation = tree.pdf.make_indirect(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Link,
            Rect=Array([round(edge, 2) for edge in element.box or ()]),
            Border=Array([0, 0, 0]),
            F=PRINTED,
            Contents=String(element.url),
            A=Dictionary(S=Name.URI, URI=String(element.url)),
            StructParent=len(tree.pages) + len(tree.links),
        )
    )
    tree.links.append(owner)
    if Name.Annots not in page:
        page.Annots = Array()
    page.Annots.append(annotation)
    return Dictionary(Type=Name.OBJR, Obj=annotation, Pg=page)


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


def _own(owners: list[pikepdf.Object], mcid: int, owner: pikepdf.Object) -> None:
    """Note the owner of marked content under its number; numbers come in any order."""
    owners.extend([owner] * (mcid + 1 - len(owners)))
    owners[mcid] = owner
