"""Each name of a roster from the world prints as it is, or is refused by its letters."""

from __future__ import annotations

import csv
import unicodedata
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2
import pytest

from handouts.pipeline import build
from handouts.request.plan import Plan
from handouts.request.values import ClientText
from handouts.roster.reader import read_roster
from patterns.errors import UserError
from tests.helpers.matrix import DAY, HIP, order_of

if TYPE_CHECKING:
    from handouts.roster.reader import Roster

NAMES = {
    "nbsp": "Alex\u00a0Example",
    "zwj": "Alex\u200dExample",
    "zwnj": "Sam\u200cple",
    "soft": "Ex\u00adample",
    "shy2": "Bodkin\u2011Test",
    "curly": "Siobh\u00e1n O\u2019Brien",
    "backtick": "Siobhan O`Brien",
    "okina": "Leilani Ka\u02bbaihue",
    "emoji": "Alex \U0001f60a",
    "arabic": "\u0645\u062d\u0645\u062f \u0639\u0644\u064a",
    "hebrew": "\u05d9\u05e2\u05dc \u05db\u05d4\u05df",
    "hindi": "\u092a\u094d\u0930\u093f\u092f\u093e \u0936\u0930\u094d\u092e\u093e",
    "tamil": "\u0ba4\u0bae\u0bbf\u0bb4\u0bcd",
    "thai": "\u0e2a\u0e21\u0e0a\u0e32\u0e22",
    "chinese": "\u738b\u5c0f\u660e",
    "japanese": "\u5c71\u7530\u592a\u90ce",
    "korean": "\uae40\ubbfc\uc900",
    "armenian": "\u0531\u0580\u0574\u0565\u0576",
    "georgian": "\u10d2\u10d8\u10dd\u10e0\u10d2\u10d8",
    "ethiopic": "\u12a0\u1260\u1260",
    "viet_nfd": "Nguye\u0302\u0303n",
    "yoruba": "\u1eccl\u1ecd\u0301rund\u00e1milo\u1e63e \u1e62\u1eb9\u0300\u1e63\u1eb9\u0300",
    "lithuanian": "\u017dydr\u0117 \u0160imkut\u0117",
    "turkish": "\u0130pek I\u015f\u0131k",
    "romanian": "\u0218tefan \u021aurcanu",
    "igbo": "Ch\u1ecbmamanda \u1ee4z\u1ecd",
    "hawaii": "Kapi\u02bbolani",
    "azeri": "\u018fli M\u0259mm\u0259dov",
    "maltese": "\u0120or\u0121 \u0126a\u017c",
    "welsh": "\u0174yn",
    "ascii_quote": 'Alex "Lex" Example',
    "paren": "Alex Example (she/her)",
    "slash": "Alex/Bo Example",
    "title": "Dr. Alex Example, PhD, MSc (Physio)",
    "comma": "Example, Alex",
    "upper": "EXAMPLE, ALEX J.",
    "long": "Maria del Carmen Fern\u00e1ndez-Villaverde y Rodr\u00edguez-S\u00e1nchez de la Torre",
    "single": "X",
    "lrm": "Alex Example\u200e",
    "bom": "\ufeffAlex Example",
    "nnbsp": "Alex\u202fExample",
    "fullwidth": "\uff21\uff4c\uff45\uff58",
    "ligature": "Sof\ufb01a Gri\ufb00in",
    "superscript": "Alex Example\u00b2",
    "tm": "Alex\u2122",
    "dagger": "Alex Example \u2020",
    "star": "Alex Example *",
    "deg": "Alex \u21162",
    "math": "\U0001d4d0\U0001d4f5\U0001d4ee\U0001d501",
    "navajo": "H\u00f3zh\u01eb\u0301 B\u00e9\u00e9sh",
    "coast": "X\u0331w\u00e1\u0144x\u0331wan",
    "cree": "\u140a\u14c7",
    "cherokee": "\u13e3\u13b3\u13a9",
    "schwa": "T\u0259mkin",
    "gj": "Gylfi \u00de\u00f3r\u00f0arson",
    "ae": "\u00c6r\u00f8sk\u00f8bing",
    "sz": "STRA\u1e9eE",
    "dz": "\u01c4",
    "combining_only": "S\u030cimon",
}

REFUSED = frozenset(
    [
        "armenian",
        "bom",
        "cherokee",
        "chinese",
        "cree",
        "emoji",
        "ethiopic",
        "fullwidth",
        "georgian",
        "japanese",
        "korean",
        "ligature",
        "long",
        "lrm",
        "math",
        "tamil",
        "zwj",
        "zwnj",
    ]
)
"""What no font of ours has, what has no form of its own, and what is too long."""


def roster_of(name: str) -> Roster:
    """Read a roster of one row, as a spreadsheet writes it."""
    file = StringIO()
    csv.writer(file).writerows([("id", "pattern", "client", "side"), ("a", HIP, name, "left")])
    return read_roster(Path("roster.csv"), data=file.getvalue().encode())


@pytest.mark.parametrize("what", NAMES)
def test_a_name_prints_as_it_is_or_is_refused(what: str) -> None:
    roster = roster_of(NAMES[what])
    if what in REFUSED and roster.bad:
        ((problem,),) = (row.problems for row in roster.bad)
        assert problem.field == "client"
        assert problem.hint
        return
    (row,) = roster.rows
    name = row.values["client"]
    order = order_of(Plan(sections=("hurts",), side="left"))
    if what in REFUSED:
        with pytest.raises(UserError, match=r"U\+[0-9A-F]{4,5} [A-Z]"):
            build(order, ClientText(DAY, name))
        return
    with pypdfium2.PdfDocument(build(order, ClientText(DAY, name))) as pdf:
        assert shown(name) in shown(pdf[0].get_textpage().get_text_range())


def shown(text: str) -> str:
    """Write a text with whole letters and no spaces, of which PDFium loses that after a mark."""
    return "".join(unicodedata.normalize("NFC", text).split())
