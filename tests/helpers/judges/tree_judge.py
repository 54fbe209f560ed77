"""Validate what the other judges overlook in a structure tree.

The structure tree and the parent tree must agree, and a list whose items have numbers must say that
it is numbered (Matterhorn Protocol 1.1, checkpoint 16-002).
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import pikepdf
from pikepdf import Array, Name

from tests.helpers.judges.verdicts import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

Place = tuple[str, tuple[int, int], int]
"""A piece of content: its kind, the id of its page or object, its number."""

Owners = dict[Place, list[tuple[int, int]]]
"""The elements of each piece of content, by object id."""


def tree(paths: Sequence[Path]) -> list[Verdict]:
    """Validate the structure trees of files."""
    return [_judge(path) for path in paths]


def _judge(path: Path) -> Verdict:
    with pikepdf.open(path) as pdf:
        if Name.StructTreeRoot not in pdf.Root:
            return Verdict("ours", path, "tree", 1, 1, ("there is no structure",))
        elements = list(_elements(pdf.Root.StructTreeRoot.get(Name.K)))
        held, found = _held(elements), _found(pdf)
        shown = {place for page in pdf.pages for place in _shown(page)}
        faults = [
            f"{_name(place)} is held by {len(by)} elements"
            for place, by in held.items()
            if len(by) > 1
        ]
        faults += [f"{_name(p)} leads to another element" for p in held if held[p] != found.get(p)]
        faults += [
            f"{_name(place)} is held by no element"
            for place in shown | set(found)
            if place not in held
        ]
        faults += [f"{_name(place)} is not on its page" for place in held if place not in shown]
        faults += [
            f"list {e.objgen} does not say how it is numbered" for e in elements if _unsaid(e)
        ]
        return Verdict("ours", path, "tree", 2, len(held) + len(elements), tuple(sorted(faults)))


def _name(place: Place) -> str:
    kind, thing, number = place
    return f"{kind} {number} of {thing[0]}"


def _elements(kid: pikepdf.Object | None) -> Iterator[pikepdf.Object]:
    """Yield an element and all below it."""
    if isinstance(kid, pikepdf.Array):
        for one in kid:
            yield from _elements(one)
    elif isinstance(kid, pikepdf.Dictionary) and Name.S in kid:
        yield kid
        yield from _elements(kid.get(Name.K))


def _held(elements: list[pikepdf.Object]) -> Owners:
    """Collect the content of each element from the structure tree."""
    held: Owners = defaultdict(list)
    for element in elements:
        for kid in element.get(Name.K, Array()):
            if isinstance(kid, int):
                held["content", element.Pg.objgen, kid].append(element.objgen)
            elif kid.get(Name.Type) == Name.MCR:
                held["content", kid.Pg.objgen, int(kid.MCID)].append(element.objgen)
            elif kid.get(Name.Type) == Name.OBJR:
                held["object", kid.Obj.objgen, 0].append(element.objgen)
    return held


def _found(pdf: pikepdf.Pdf) -> Owners:
    """Collect the element of each piece of content from the parent tree, which is flat here."""
    numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    owners = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
    found: Owners = {}
    for page in pdf.pages:
        for mcid, owner in enumerate(_at(page.obj, Name.StructParents, owners)):
            found["content", page.obj.objgen, mcid] = [owner.objgen]
        for annotation in page.obj.get(Name.Annots, []):
            owner = _at(annotation, Name.StructParent, owners)
            found["object", annotation.objgen, 0] = [owner.objgen] if owner else []
    return found


def _at(thing: pikepdf.Object, key: Name, owners: dict[int, pikepdf.Object]) -> pikepdf.Object:
    """Return the parent tree's entry for a page or an annotation, or an empty array."""
    return owners.get(int(thing.get(key, -1)), Array())


def _shown(page: pikepdf.Page) -> Iterator[Place]:
    """Yield everything on a page that needs an element."""
    for instruction in pikepdf.parse_content_stream(page, "BDC"):
        if Name.ActualText not in instruction.operands[1]:  # which is within content of an element
            yield "content", page.obj.objgen, int(instruction.operands[1].MCID)
    for annotation in page.obj.get(Name.Annots, []):
        yield "object", annotation.objgen, 0


def _unsaid(element: pikepdf.Object) -> bool:
    """Return whether an element is a list with labels that is not declared as numbered."""
    if element.S != Name.L or not any(Name.Lbl == e.S for e in _elements(element)):
        return False
    return Name.A not in element or element.A.get(Name.ListNumbering) != Name.Decimal
