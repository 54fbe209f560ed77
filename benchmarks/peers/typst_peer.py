"""Typst through its Python binding: a folder with its source and clients' values in, PDFs out.

Values go in as the text of the main file, which leaves the rest of the source compiled: put into
`sys.inputs` instead they make Typst read all of it again, which takes three times as long.
"""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, NamedTuple

import typst

from benchmarks.peers.running import Peer, run

if TYPE_CHECKING:
    from benchmarks.peers.running import Values

BOTH_CLAIMS: list[typst.PDFStandard] = ["ua-1", "a-2a"]
"""The claims that Typst makes of one file at once, and that ours make."""

ONE = """\
#import "content.typ": handout
#set document(title: handout.title)
#(handout.sheet)(json(bytes({values})), 0)
"""

MANY = """\
#import "content.typ": handout
#set document(title: handout.title)
#for (number, values) in json(bytes({values})).enumerate() {{
  (handout.sheet)(values, number)
}}
"""


class Prepared(NamedTuple):
    """A compiler that knows the fonts and the folder, and how it writes."""

    compiler: typst.Compiler
    pdf_tags: bool
    claims: list[typst.PDFStandard]


def prepare(folder: str, *, untagged: bool = False, claiming: bool = False) -> Prepared:
    """Open a folder that `typst_source` has written; the fonts lie in it."""
    compiler = typst.Compiler(root=folder, font_paths=[folder], ignore_system_fonts=True)
    return Prepared(compiler, not untagged, BOTH_CLAIMS if claiming else [])


def one(prepared: Prepared, values: Values) -> bytes:
    """Make one client's sheet."""
    return _compile(prepared, ONE, values)


def merged(prepared: Prepared, clients: list[Values], path: str) -> None:
    """Make every client's sheet in one document."""
    with open(path, "wb") as file:  # noqa: PTH123 - pathlib takes time
        file.write(_compile(prepared, MANY, clients))


def _compile(prepared: Prepared, source: str, values: object) -> bytes:
    said = json.dumps(json.dumps(values, ensure_ascii=False), ensure_ascii=False)
    pdf = prepared.compiler.compile(
        source.format(values=said).encode(),
        format="pdf",
        pdf_tags=prepared.pdf_tags,
        pdf_standards=prepared.claims,
    )
    if not isinstance(pdf, bytes):
        raise TypeError("Typst gave no PDF")
    return pdf


if __name__ == "__main__":
    run(Peer(prepare, one, merged), sys.argv[1:], "--untagged", "--claiming")
