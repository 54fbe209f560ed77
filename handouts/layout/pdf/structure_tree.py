"""The structure tree of a document: elements in reading order, and how they are written to a PDF.

`canvas` builds the tree while it draws. Every copy in a merged file has its own objects, since a
page belongs to one structure element tree.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from handouts.layout.pdf.object_builder import ObjectBuilder
from handouts.pdf.writer import decimal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handouts.template.model import ObjectTemplate

PRINTED = 4
"""The flag of an annotation that prints (ISO 32000-1, table 165); PDF/A requires it."""


@dataclass(frozen=True, slots=True)
class Content:
    """A piece of marked content: its side, counted from 0, and its number (MCID) on that side."""

    side: int
    mcid: int


@dataclass(slots=True)
class Element:
    """A structure element.

    `box` is the rectangle of a figure, a link or a heading, in points from the bottom left corner
    of its side. `url` is the target of a link, `title` the text of a heading's bookmark.
    """

    role: str
    kids: list[Element | Content] = field(default_factory=list)
    alt: str = ""
    title: str = ""
    scope: str = ""
    url: str = ""
    box: tuple[float, float, float, float] | None = None

    def child(self, role: str, alt: str = "") -> Element:
        """Add an element inside this one."""
        made = Element(role, alt=alt)
        self.kids.append(made)
        return made

    def children(self) -> list[Element]:
        """Return the elements directly inside this one."""
        return [kid for kid in self.kids if isinstance(kid, Element)]

    def walk(self) -> Iterator[Element]:
        """Walk this element and all below it in reading order."""
        yield self
        for kid in self.children():
            yield from kid.walk()

    def side(self) -> int | None:
        """Return the side on which the element begins, or None if it is empty."""
        for kid in self.kids:
            side = kid.side if isinstance(kid, Content) else kid.side()
            if side is not None:
                return side
        return None


def scope_headers(root: Element) -> None:
    """Set the scope of every header cell: its column in the first row of a table, else its row."""
    for table in root.walk():
        if table.role != "Table":
            continue
        for i, row in enumerate(table.children()):
            for cell in row.children():
                if cell.role == "TH":
                    cell.scope = "Row" if i else "Column"


@dataclass(frozen=True, slots=True)
class Tree:
    """The objects of a structure tree; see `handouts.template.model.Template` for its parts.

    `annotations` are the slots of the annotations of each side.
    """

    kids: ObjectTemplate
    own: ObjectTemplate
    count: int
    owners: tuple[int, ...]
    links: tuple[int, ...]
    annotations: tuple[tuple[int, ...], ...]


def build_structure_objects(root: Element, shared: int, sides: int) -> Tree:
    """Write the elements below the root; `shared` counts the shared objects of the template."""
    scope_headers(root)
    elements = [element for _, element in _parented(root)]
    slots = _Slots(root, elements, shared, sides)
    own = ObjectBuilder()
    for parent, element in _parented(root):
        _write_element(own, element, parent, slots)
    for i, element in enumerate(slots.links):
        _write_link(own, element, slots, i)
    for owners in _owners(elements, slots):
        own.add("[").ref(*owners).add("]").end()
    annotated = list(zip(slots.annotations, slots.links, strict=True))
    kids = ObjectBuilder()
    _write_kids(kids, root, slots)
    return Tree(
        kids=kids.template(),
        own=own.template(),
        count=len(elements) + len(slots.links) + sides,
        owners=tuple(slots.owners),
        links=tuple(slots.of[id(element)] for element in slots.links),
        annotations=tuple(
            tuple(slot for slot, link in annotated if link.side() == side) for side in range(sides)
        ),
    )


class _Slots:
    """The slots of root, sides, elements and annotations of links, then of the parent tree.

    `owners` are the slots of the parent tree's entries for sides, `keys` of those for links.
    """

    def __init__(self, root: Element, elements: list[Element], shared: int, sides: int) -> None:
        self.links = [element for element in elements if element.url]
        self.sides = range(shared + 1, shared + 1 + sides)
        first = self.sides.stop
        self.of = {id(element): slot for slot, element in enumerate(elements, start=first)}
        self.of[id(root)] = shared
        last = first + len(elements)
        self.annotations = range(last, last + len(self.links))
        self.owners = range(self.annotations.stop, self.annotations.stop + sides)
        self.keys = range(self.owners.stop, self.owners.stop + len(self.links))


def _owners(elements: list[Element], slots: _Slots) -> Iterator[list[int]]:
    """Yield for each side the elements that own its marked content, ordered by its number."""
    owned: list[dict[int, int]] = [{} for _ in slots.sides]
    for element in elements:
        for kid in element.kids:
            if isinstance(kid, Content):
                owned[kid.side][kid.mcid] = slots.of[id(element)]
    for by_number in owned:
        yield [by_number[mcid] for mcid in range(len(by_number))]


def _parented(element: Element) -> Iterator[tuple[Element, Element]]:
    """Walk the elements below one in reading order, each with its parent."""
    for kid in element.children():
        yield element, kid
        yield from _parented(kid)


def _write_element(own: ObjectBuilder, element: Element, parent: Element, slots: _Slots) -> None:
    own.add(f"<</S/{element.role}/P").ref(slots.of[id(parent)])
    side = element.side()
    # Only the numbers of marked content, which a list of elements has none of, are on a side.
    if side is not None and not all(isinstance(kid, Element) for kid in element.kids):
        own.add("/Pg").ref(slots.sides[side])
    if element.alt:
        own.add("/Alt").text(element.alt)
    own.add(_attributes(element)).add("/K")
    _write_kids(own, element, slots)
    own.add(">>").end()


def _write_kids(own: ObjectBuilder, element: Element, slots: _Slots) -> None:
    side = element.side()
    own.add("[")
    for kid in element.kids:
        if isinstance(kid, Element):
            own.ref(slots.of[id(kid)])
        elif kid.side == side:
            own.add(f" {kid.mcid}")
        else:
            own.add("<</Type/MCR/Pg").ref(slots.sides[kid.side]).add(f"/MCID {kid.mcid}>>")
    if element.url and side is not None:
        annotation = slots.annotations[slots.links.index(element)]
        own.add("<</Type/OBJR/Obj").ref(annotation).add("/Pg").ref(slots.sides[side]).add(">>")
    own.add("]")


def _write_link(own: ObjectBuilder, element: Element, slots: _Slots, i: int) -> None:
    """Write the annotation of a link, which prints nothing itself."""
    own.add(f"<</Type/Annot/Subtype/Link/Rect{_box(element)}/Border[0 0 0]/F {PRINTED}")
    own.add("/Contents").text(element.url).add("/A<</S/URI/URI").text(element.url)
    own.add(">>/StructParent ").number(slots.keys[i]).add(">>").end()


def _attributes(element: Element) -> str:
    if element.role == "Figure" and element.box is not None:
        return f"/A<</O/Layout/BBox{_box(element)}/Placement/Block>>"
    if element.scope:
        return f"/A<</O/Table/Scope/{element.scope}>>"
    if element.role == "L":
        numbered = any(kid.role == "Lbl" for kid in element.walk())
        return f"/A<</O/List/ListNumbering/{'Decimal' if numbered else 'None'}>>"
    return ""


def _box(element: Element) -> str:
    return f"[{' '.join(decimal(edge) for edge in element.box or ())}]"
