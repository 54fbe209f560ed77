"""Read the structure tree of a finished PDF with its text, as a screen reader does."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pikepdf
from pikepdf import Name

if TYPE_CHECKING:
    from collections.abc import Iterator

_MAPPED = re.compile(rb"<([0-9A-Fa-f]{2,4})> <((?:[0-9A-Fa-f]{4})+)>")

UNSPOKEN = -1
"""A mark for glyphs that a text is spoken instead of."""


@dataclass
class Node:
    """A structure element: its role, its alternative text, and its content in order.

    `scope` says what a header cell heads: its Row or its Column.
    """

    role: str
    alt: str = ""
    scope: str = ""
    kids: list[Node | str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Its text, in reading order."""
        return "".join(kid if isinstance(kid, str) else kid.text for kid in self.kids)

    def walk(self) -> Iterator[Node]:
        """Yield this element and all below it, in reading order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Node):
                yield from kid.walk()

    def of(self, *roles: str) -> list[Node]:
        """Return the elements with given roles, in reading order."""
        return [node for node in self.walk() if node.role in roles]


def spoken(pdf: bytes) -> Node:
    """Read the structure tree with the text of its marked content."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        texts = {page.obj.objgen: _marked_texts(page) for page in opened.pages}
        return _node(opened.Root.StructTreeRoot.K, texts)


def unspoken(pdf: bytes) -> list[str]:
    """Return the text of each page that is outside the structure tree."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        return [_marked_texts(page).get(None, "") for page in opened.pages]


def told(node: Node, depth: int = 0) -> Iterator[str]:
    """Write a tree as lines: role, what a header cell heads, alternative text in quotes, text."""
    own = "".join(kid for kid in node.kids if isinstance(kid, str)).strip()
    alt = f' "{node.alt}"' if node.alt else ""
    scope = f" of a {node.scope.lower()}" if node.scope else ""
    yield f"{'  ' * depth}{node.role}{scope}{alt}{f': {own}' if own else ''}"
    for kid in node.kids:
        if isinstance(kid, Node):
            yield from told(kid, depth + 1)


def _node(element: pikepdf.Object, texts: dict[tuple[int, int], dict[int | None, str]]) -> Node:
    found = element.S, element.A.get(Name.Scope, "") if Name.A in element else ""
    role, scope = (str(name).removeprefix("/") for name in found)
    node = Node(role, str(element.get(Name.Alt, "")), scope)
    for kid in element.K:
        if isinstance(kid, int):
            node.kids.append(texts[element.Pg.objgen].get(kid, ""))
        elif kid.get(Name.Type) == Name.MCR:
            node.kids.append(texts[kid.Pg.objgen].get(int(kid.MCID), ""))
        elif kid.get(Name.Type) != Name.OBJR:  # an annotation has no text of its own
            node.kids.append(_node(kid, texts))
    return node


def _marked_texts(page: pikepdf.Page) -> dict[int | None, str]:
    """Return the text of a page by marked content id, None for artifacts."""
    texts: dict[int | None, str] = {}
    if Name.Contents not in page:  # a blank page
        return texts
    fonts: Any = page.resources.get(Name.Font, {})
    maps = {name: unicode_map(font) for name, font in fonts.items()}
    size = 1
    open_marks: list[int | None] = []
    letters: dict[int, str] = {}
    for instruction in pikepdf.parse_content_stream(page):
        operands, operator = instruction.operands, str(instruction.operator)
        match operator:
            case "BDC" if Name.ActualText in operands[1]:
                said = str(operands[1].ActualText)
                texts[open_marks[-1]] = texts.get(open_marks[-1], "") + said
                open_marks.append(UNSPOKEN)
            case "BDC":
                open_marks.append(int(operands[1].MCID))
            case "BMC":
                open_marks.append(None)
            case "EMC":
                open_marks.pop()
            case "Tf":
                letters = maps[str(operands[0])]
                size = 2 if fonts[str(operands[0])].Subtype == Name.Type0 else 1
            case "Tj" | "TJ":
                mark = open_marks[-1]
                shown = operands[0] if operator == "TJ" else operands
                strings = (bytes(one) for one in shown if isinstance(one, pikepdf.String))
                codes = (
                    string[i : i + size] for string in strings for i in range(0, len(string), size)
                )
                said = "".join(letters[int.from_bytes(code)] for code in codes)
                texts[mark] = texts.get(mark, "") + said
    texts.pop(UNSPOKEN, None)
    return texts


def unicode_map(font: pikepdf.Object) -> dict[int, str]:
    """Read the character of each code of a font from its ToUnicode map."""
    _, _, mapped = font.ToUnicode.read_bytes().partition(b"endcodespacerange")
    found = _MAPPED.findall(mapped)
    return {int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in found}
