"""Writes a structure tree as objects with open numbers: elements, links, and the way back to both.

Every handout that is bound into a file has these objects anew, for a page belongs to one place.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from handouts.layout.pdf.object_builder import ObjectBuilder
from handouts.layout.pdf.structure_tree import Content, Element, scope_headers
from handouts.pdf.writer import decimal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handouts.template.model import ObjectTemplate

PRINTED = 4
"""The flag of an annotation that prints (ISO 32000-1, table 165); PDF/A wants it."""


@dataclass(frozen=True, slots=True)
class Tree:
    """A structure tree cut into objects; see `handouts.template.model.Template` for its parts.

    `annotations` are the slots of the annotations of each side.
    """

    kids: ObjectTemplate
    own: ObjectTemplate
    count: int
    owners: tuple[int, ...]
    links: tuple[int, ...]
    annotations: tuple[tuple[int, ...], ...]


def build_structure_objects(root: Element, shared: int, sides: int) -> Tree:
    """Write the elements below the root, for a template of so many shared objects and sides."""
    scope_headers(root)
    elements = [element for _, element in _parented(root)]
    slots = _Slots(root, elements, shared, sides)
    own = ObjectBuilder()
    for parent, element in _parented(root):
        _write_element(own, element, parent, slots)
    for i, element in enumerate(slots.links):
        _write_link(own, element, slots, i)
    for owners in slots.owners():
        own.add("[").refer(*owners).add("]").end()
    kids = ObjectBuilder()
    _write_kids(kids, root, slots)
    return Tree(
        kids=kids.blank(),
        own=own.blank(),
        count=len(elements) + len(slots.links) + sides,
        owners=tuple(slots.owner(side) for side in range(sides)),
        links=tuple(slots.of[id(element)] for element in slots.links),
        annotations=tuple(slots.annotations(side) for side in range(sides)),
    )


class _Slots:
    """Which slot every object of a tree has: the top, the sides, elements, links, owners, keys."""

    def __init__(self, root: Element, elements: list[Element], shared: int, sides: int) -> None:
        self._elements, self._sides = elements, sides
        self.links = [element for element in elements if element.url]
        self._top = shared
        self._first = shared + 1 + sides
        self.of = {id(element): self._first + i for i, element in enumerate(elements)}
        self.of[id(root)] = shared

    def side(self, side: int) -> int:
        return self._top + 1 + side

    def annotation(self, i: int) -> int:
        return self._first + len(self._elements) + i

    def annotations(self, side: int) -> tuple[int, ...]:
        return tuple(self.annotation(i) for i, link in enumerate(self.links) if link.side() == side)

    def owner(self, side: int) -> int:
        return self.annotation(len(self.links)) + side

    def key(self, link: int) -> int:
        return self.owner(self._sides) + link

    def owners(self) -> Iterator[list[int]]:
        """Give for each side the elements that own its marked content, by its number there."""
        owned: list[dict[int, int]] = [{} for _ in range(self._sides)]
        for element in self._elements:
            for kid in element.kids:
                if isinstance(kid, Content):
                    owned[kid.side][kid.mcid] = self.of[id(element)]
        for by_number in owned:
            yield [by_number[mcid] for mcid in range(len(by_number))]


def _parented(element: Element) -> Iterator[tuple[Element, Element]]:
    """Give every element below one with its parent, in reading order."""
    for kid in element.kids:
        if isinstance(kid, Element):
            yield element, kid
            yield from _parented(kid)


def _write_element(own: ObjectBuilder, element: Element, parent: Element, slots: _Slots) -> None:
    own.add(f"<</S/{element.role}/P").refer(slots.of[id(parent)])
    side = element.side()
    if side is not None:
        own.add("/Pg").refer(slots.side(side))
    if element.alt:
        own.add("/Alt").say(element.alt)
    own.add(_attributes(element)).add("/K")
    _write_kids(own, element, slots)
    own.add(">>").end()


def _write_kids(own: ObjectBuilder, element: Element, slots: _Slots) -> None:
    side = element.side()
    own.add("[")
    for kid in element.kids:
        if isinstance(kid, Element):
            own.refer(slots.of[id(kid)])
        elif kid.side == side:
            own.add(f" {kid.mcid}")
        else:
            own.add("<</Type/MCR/Pg").refer(slots.side(kid.side)).add(f"/MCID {kid.mcid}>>")
    if element.url and side is not None:
        annotation = slots.annotation(slots.links.index(element))
        own.add("<</Type/OBJR/Obj").refer(annotation).add("/Pg").refer(slots.side(side)).add(">>")
    own.add("]")


def _write_link(own: ObjectBuilder, element: Element, slots: _Slots, i: int) -> None:
    """Lay an annotation that leads to an address over a link; it prints nothing of its own."""
    own.add(f"<</Type/Annot/Subtype/Link/Rect{_box(element)}/Border[0 0 0]/F {PRINTED}")
    own.add("/Contents").say(element.url).add("/A<</S/URI/URI").say(element.url)
    own.add(">>/StructParent ").number(slots.key(i)).add(">>").end()


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
