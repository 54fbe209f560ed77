"""Try known vulnerabilities of the libraries from every text and every color of the input.

CVE-2020-28463: a paragraph of ReportLab fetched the image named in its text. CVE-2023-33733: a
color named in its text was executed as Python. External references of drawings are tried with the
logos.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from tests.helpers.faults.making import BRAND, PATTERN, SVG, brand_saying, plan, written

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.helpers.faults.door import Door


FETCHING = (
    '<img src="trap"/>',
    "<img src='file:trap'/>",
    "<img src='http:x.y'/>",
    "<para bg='trap'>x",
)
RUNNING = (
    "<font color=\"open('ran','w')\">x",
    "<para backColor=\"open('ran','w')\">x",
    "<a color=\"open('ran','w')\">x</a>",
)
ESCAPING = (
    "<font color=\"[[[getattr(pow,W('__globals__'))['os'].mkdir('ran') for W in[T('W',(str,),"
    "{'m':1,'startswith':lambda s,x:0,'__eq__':lambda s,x:s.u() and s.m<0 and str(s)==x,"
    "'u':lambda s:{setattr(s,'m',s.m-1)},'__hash__':lambda s:hash(str(s))})]]for T in "
    '[type(type(1))]]]">x'
)
"""A text class with false attributes, which passed the check of ReportLab 3.6.12."""

TEXTS = (
    *(("client", text) for text in (*FETCHING, RUNNING[0])),
    *(("next_visit", text) for text in FETCHING),
    *(("note", text) for text in (*FETCHING, *RUNNING, ESCAPING)),
)
"""The texts of a client, and the payload cut to the limit of each."""


def unharmed(door: Door, sheets: Iterable[str]) -> None:
    """Assert that nothing was executed, and that no sheet has a link."""
    assert not (door.work / "ran").exists()
    for sheet in sheets:
        assert b"/URI" not in (door.work / sheet).read_bytes()


def set_trap(door: Door) -> None:
    """Create a pipe: whatever opens it waits forever."""
    os.mkfifo(door.work / "trap")


def test_no_text_for_a_client_fetches_or_runs_anything(door: Door) -> None:
    set_trap(door)
    names = [f"{i}" for i in range(len(TEXTS))]
    for name, (field, text) in zip(names, TEXTS, strict=True):
        door.write({f"{name}.yaml": plan(**{field: text})})
    rows = [["build", PATTERN, "--plan", f"{name}.yaml", "-o", f"{name}.pdf"] for name in names]
    door.several(rows, 0)
    for name, (_, text) in zip(names, TEXTS, strict=True):
        assert "".join(text.split()) in "".join(door.text(f"{name}.pdf").split())
    unharmed(door, (f"{name}.pdf" for name in names))


def test_no_text_of_a_brand_fetches_or_runs_anything(door: Door) -> None:
    set_trap(door)
    texts = [*FETCHING, *RUNNING]
    door.write({f"{i}.yaml": brand_saying(text) for i, text in enumerate(texts)})
    rows = [["build", PATTERN, "--brand", f"{i}.yaml", "-o", f"{i}.pdf"] for i in range(len(texts))]
    door.several(rows, 0)
    for i, text in enumerate(texts):
        assert "".join(text.split()) in "".join(door.text(f"{i}.pdf").split())
    assert not (door.work / "ran").exists()


def test_no_cell_of_a_roster_fetches_or_runs_anything(door: Door) -> None:
    set_trap(door)
    heads = ("client", "next_visit", "note")
    rows = [
        ",".join('"' + (text if head == field else "").replace('"', '""') + '"' for head in heads)
        for field, text in TEXTS
    ]
    door.write({"r.csv": "id,pattern,side,client,next visit,note\n"})
    with (door.work / "r.csv").open("a") as file:
        file.writelines(f"c{i},{PATTERN},left,{row}\n" for i, row in enumerate(rows))
    words = ("--separators", "--jobs", "1", "--date", "2026-11-23")
    door("batch", "r.csv", "--merged", "pile.pdf", *words)
    printed = "".join(door.text("pile.pdf").split())
    assert all("".join(text.split()) in printed for _, text in TEXTS)
    unharmed(door, ["pile.pdf"])


def test_no_color_is_run(door: Door) -> None:
    colours = [text.split('"')[1] for text in (*RUNNING, ESCAPING)]
    door.write({f"{i}.yaml": BRAND.replace('"#17505a"', written(c)) for i, c in enumerate(colours)})
    rows = [["build", PATTERN, "--brand", f"{i}.yaml"] for i in range(len(colours))]
    for ended in door.several(rows, 3):
        assert "is no colour" in ended.err
    unharmed(door, ())


def test_no_color_of_a_logo_is_run(door: Door) -> None:
    """What is no color is drawn as browsers draw it, in black, as if it were not there."""
    colours = [text.split('"')[1].replace("<", "&lt;") for text in (*RUNNING, ESCAPING)]
    rect = '<rect fill="{}" width="5" height="5"/>'
    door.write({f"{i}.svg": SVG.format(rect.format(color)) for i, color in enumerate(colours)})
    door.write({f"{i}.yaml": f"{BRAND}logo: {i}.svg\n" for i in range(len(colours))})
    sheets = [f"{i}.pdf" for i in range(len(colours))]
    rows = [["build", PATTERN, "--brand", f"{s[:-4]}.yaml", "-o", s] for s in sheets]
    door.several(rows, 0, seconds=5)
    unharmed(door, sheets)
