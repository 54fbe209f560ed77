"""Read the XML of an SVG with expat: no document type, no entities, no other file, within limits.

Expat opens no file by itself, and without a document type no entity is ever filled in.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

if TYPE_CHECKING:
    from collections.abc import Iterator

SVG_NAMESPACE = "http://www.w3.org/2000/svg"

MAX_DEPTH = 100  # resvg crashes at about 500
MAX_ELEMENTS = 10_000
MAX_ATTRIBUTES = 200  # of one element: resvg compares each with each; programs write some twenty

SIMPLIFY = "simplify the drawing, or give the logo as PNG"  # the way out of whatever is too large

_BARE_DOCTYPE = re.compile(rb"""<!DOCTYPE\s[^\[\]<>"']*+(?:(?:"[^"<>]*+"|'[^'<>]*+')\s*+){0,2}>""")


class XmlError(ValueError):
    """XML that is damaged or not let in; `line` counts from 1, `hint` is the way out."""

    def __init__(self, message: str, line: int, hint: str) -> None:
        super().__init__(message)
        self.line = line
        self.hint = hint


@dataclass(slots=True, eq=False)
class SvgElement:
    """An element, with its line in the file.

    Names of SVG have no namespace; others, and attributes with a prefix, are `namespace}name`.
    """

    name: str
    attributes: dict[str, str]
    line: int
    content: list[SvgElement | str] = field(default_factory=list)

    @property
    def children(self) -> list[SvgElement]:
        """The elements in this one."""
        return [part for part in self.content if not isinstance(part, str)]

    @property
    def text(self) -> str:
        """All the text in this element and in those inside it."""
        return "".join(part if isinstance(part, str) else part.text for part in self.content)

    def walk(self) -> Iterator[SvgElement]:
        """Give this element and every one inside it, in the order of the file."""
        yield self
        for child in self.children:
            yield from child.walk()

    def write(self) -> str:
        """Write the element as XML; its names must have no namespace."""
        attributes = "".join(f" {key}={quoteattr(it)}" for key, it in self.attributes.items())
        parts = (escape(part) if isinstance(part, str) else part.write() for part in self.content)
        return f"<{self.name}{attributes}>{''.join(parts)}</{self.name}>"


def read_svg(data: bytes) -> SvgElement:
    """Parse an SVG as UTF-8, whatever it says of itself, and give its outermost element.

    Comments, processing instructions and a DOCTYPE that declares nothing are dropped. Raises
    `XmlError` for anything else that is not plain XML, and beyond the limits.
    """
    data = _BARE_DOCTYPE.sub(lambda found: b"\n" * found[0].count(b"\n"), data, count=1)
    tree = _TreeBuilder()
    try:
        tree.parser.Parse(data, True)
    except expat.ExpatError as error:
        hint = "export it afresh, as UTF-8"
        raise XmlError("is damaged from here on", error.lineno, hint) from None
    return tree.document.children[0]


class _TreeBuilder:
    """Builds the tree while expat goes through the file."""

    def __init__(self) -> None:
        self.document = SvgElement("", {}, 0)
        self._open = [self.document]
        self._count = 0
        self.parser = expat.ParserCreate("utf-8", "}")
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self._refuse_doctype
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = lambda _: self._open.pop()
        self.parser.CharacterDataHandler = lambda text: self._open[-1].content.append(text)

    def _refuse_doctype(self, *_: object) -> None:
        line = self.parser.CurrentLineNumber
        raise XmlError("declares a document type of its own", line, "export it as plain SVG")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._count += 1
        line = self.parser.CurrentLineNumber
        for size, limit, message in (
            (len(self._open), MAX_DEPTH, "is nested more than {:,} deep"),
            (self._count, MAX_ELEMENTS, "has more than {:,} elements"),
            (len(attributes), MAX_ATTRIBUTES, "has more than {:,} attributes on one element"),
        ):
            if size > limit:
                raise XmlError(message.format(limit), line, SIMPLIFY)
        namespace, _, plain = name.rpartition("}")
        name = plain if namespace == SVG_NAMESPACE else f"{namespace}}}{plain}"
        element = SvgElement(name, attributes, line)
        self._open[-1].content.append(element)
        self._open.append(element)
