"""WeasyPrint: a folder with its HTML and clients' values in, PDFs out.

The style sheet is read once, and pictures are kept between documents. WeasyPrint writes no tags
unless it is asked to, and so it does not here.
"""

from __future__ import annotations

import sys
from html import escape
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING, Any, NamedTuple

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from benchmarks.peers.running import Peer, run

if TYPE_CHECKING:
    from benchmarks.peers.running import Values

FIELDS = ("client", "date", "next-visit", "note")

UNIVERSAL = {"pdf_variant": "pdf/ua-1"}
"""What asks WeasyPrint for tags; a variant for the archive cannot be asked for at the same time."""


class Prepared(NamedTuple):
    """The source, the style sheet with its fonts, the pictures read so far."""

    folder: str
    head: str
    sheet: Template
    tail: str
    style: CSS
    fonts: FontConfiguration
    pictures: dict[str, Any]
    options: dict[str, Any]


def prepare(folder: str, *, tagged: bool = False) -> Prepared:
    """Read what `html_source` has written."""
    home, fonts = Path(folder).resolve(), FontConfiguration()
    head, sheet, tail = ((home / f"{n}.html").read_text("utf-8") for n in ("head", "sheet", "tail"))
    style = CSS(home / "sheet.css", font_config=fonts)
    options = UNIVERSAL if tagged else {}
    return Prepared(f"{home}/", head, Template(sheet), tail, style, fonts, {}, options)


def one(prepared: Prepared, values: Values) -> bytes:
    """Make one client's sheet."""
    return _print(prepared, [values])


def merged(prepared: Prepared, clients: list[Values], path: str) -> None:
    """Make every client's sheet in one document."""
    Path(path).write_bytes(_print(prepared, clients))


def _print(prepared: Prepared, clients: list[Values]) -> bytes:
    sheets = (prepared.sheet.substitute(_words(values)) for values in clients)
    source = "".join((prepared.head, *sheets, prepared.tail))
    page = HTML(string=source, base_url=prepared.folder)
    pdf: bytes = page.write_pdf(
        stylesheets=[prepared.style],
        font_config=prepared.fonts,
        cache=prepared.pictures,
        **prepared.options,
    )
    return pdf


def _words(values: Values) -> dict[str, str]:
    """Give each field its words; one without words stays blank."""
    return {name.replace("-", "_"): escape(values.get(name, "")) for name in FIELDS}


if __name__ == "__main__":
    run(Peer(prepare, one, merged), sys.argv[1:], "--tagged")
