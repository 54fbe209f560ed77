"""Run batches of faulty rosters, and continue in folders of interrupted runs."""

from __future__ import annotations

import fcntl
import os
import shutil
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from handouts.batch.manifest import MANIFEST

if TYPE_CHECKING:
    from tests.helpers.faults.door import Door


NAME = "Zzyxx Qanary"
HEAD = "id,pattern,client,side\n"
DAY = ("--date", "2026-11-23")


def row(number: int, client: str = NAME) -> str:
    """Return a valid row of CSV."""
    return f"c{number},lateral-hip-rotators,{client},left\n"


def table(*rows: str, head: str = HEAD) -> str:
    """Return a roster as CSV."""
    return head + "".join(rows)


REFUSED: dict[str, tuple[bytes | str, str]] = {
    "cp1252": (table(row(1, "Jos\u00e9")).encode("cp1252"), ":2"),
    "open-quote": (table(row(1), f'c2,"{NAME}\n', *map(row, range(3, 40))), ":3"),
    "quoted-amid": (table(row(1), f'c2,lateral-hip-rotators,"{NAME}"x,left\n'), ":3"),
    "cut-off": (table(row(1), f"c2,lateral-hip-rotators,{NAME}"), ":3:"),
    "web-page": (f"<table><tr><td>{NAME}</td></tr></table>", ": is a web page"),
    "misread": (table(row(1, "Siobh\u00c3\u00a1n")), ":2:3: client: "),
    "error": (table(row(1, "#N/A")), ":2:3: client: "),
    "long": (table(row(1), f"c2,lateral-hip-rotators,{NAME},left,{NAME}\n"), ":3:"),
    "twice": (table(row(1), row(1)), ":3:1: id: "),
    "capitals": (table(row(1), row(1).replace("c1", "C1")), ":3:1: id: "),
    "no-pattern": ("id,client\nc1,Ada\n", ":1:"),
    "unknown": (table(row(1), head="id,pattern,cleint,side\n"), ":1:3: "),
    "double": (table(row(1), head="id,pattern,id,side\n"), ":1:3: "),
    "empty": ("", ": "),
    "only-a-head": (HEAD, ": "),
    "nul": (table(row(1, f"{NAME}\0")), ":2"),
    "bidi": (table(row(1, f"{NAME}\u202e")), ":2:3: client: "),
    "half-surrogate": (
        table(row(1)).encode() + b"c2,lateral-hip-rotators,\xed\xa0\x80,left\n",
        ":3",
    ),
    "huge-cell": (table(row(1, NAME * 1000)), ":2"),
    "no-letter": (table(row(1, "\u674e")), ":2: client: "),
    "a-zip": (b"PK\x03\x04" + bytes(200), ": "),
    "old-excel": (b"\xd0\xcf\x11\xe0" + bytes(600), ": "),
    "a-picture": (b"\x89PNG\r\n\x1a\n" + bytes(100), ""),
    "broken-line": (table(f'c1,lateral-hip-rotators,"{NAME}\nx",left\n'), ":2"),
}
"""Refused rosters, and the first message after the file name."""


def test_what_is_no_roster_is_told_and_nothing_is_written(door: Door) -> None:
    door.write({f"{name}.csv": content for name, (content, _) in REFUSED.items()})
    words = [["batch", f"{name}.csv", "-o", "out/", *DAY] for name in REFUSED]
    for name, ended in zip(REFUSED, door.several(words, 3), strict=True):
        assert ended.err.startswith(f"{name}.csv{REFUSED[name][1]}"), ended.err
        assert not (door.work / "out").exists()


HOSTILE_IDS = ["../x", "a/b", "CON", "nul", ".x", "-rf", "a" * 65, "a b", "\u00e9", "a.pdf", "=1"]


def test_no_id_leads_out_of_the_folder(door: Door) -> None:
    door.write({f"{i}.csv": table(row(1).replace("c1", bad)) for i, bad in enumerate(HOSTILE_IDS)})
    words = [["batch", f"{i}.csv", "-o", "out/", *DAY] for i in range(len(HOSTILE_IDS))]
    for i, ended in enumerate(door.several(words, 3)):
        assert ended.err.startswith(f"{i}.csv:2:1: id: ")
        assert not (door.work / "out").exists()


SAVED = {
    "plain": table(row(1)).encode(),
    "marked": table(row(1)).encode("utf-8-sig"),
    "semicolon": table(row(1)).replace(",", ";").encode("utf-8-sig"),
    "named": ("sep=;\r\n" + table(row(1)).replace(",", ";").replace("\n", "\r\n")).encode(),
    "unicode-text": table(row(1)).replace(",", "\t").encode("utf-16"),
}
"""One roster as five programs save it."""


def test_whatever_saved_a_roster_the_sheets_are_the_same(door: Door) -> None:
    door.write({f"{name}.csv": content for name, content in SAVED.items()})
    door.several([["batch", f"{name}.csv", "-o", f"{name}/", *DAY] for name in SAVED], 0)
    digests = {sha256((door.work / name / SHEET).read_bytes()).digest() for name in SAVED}
    assert len(digests) == 1


def test_a_roster_made_twice_gives_the_same_bytes(door: Door) -> None:
    door.write({"r.csv": table(*(row(i, f"{NAME} {'ABCDE'[i % 5]}") for i in range(1, 101)))})
    door("batch", "r.csv", "-o", "a/", "--jobs", "1", *DAY)
    shutil.rmtree(door.room.cache)
    door("batch", "r.csv", "-o", "b/", "--jobs", "2", *DAY, helpers=True)
    first, second = (
        {path.name: path.read_bytes() for path in (door.work / folder).glob("*.pdf")}
        for folder in ("a", "b")
    )
    assert len(first) == 100
    assert first == second


SHEET = "c1-2026-11-23.pdf"


def test_a_batch_of_one_is_the_sheet_of_one(door: Door) -> None:
    door.write({"r.csv": table(row(1)), "p.yaml": f"client: {NAME}\nside: left\n"})
    door("batch", "r.csv", "-o", "out/", *DAY)
    door.build("--plan", "p.yaml", "-o", "one.pdf")
    assert (door.work / "one.pdf").read_bytes() == (door.work / "out" / SHEET).read_bytes()


def test_an_old_encoding_is_read_if_it_is_named(door: Door) -> None:
    door.write({"r.csv": table(row(1, "Jos\u00e9")).encode("cp1252")})
    door("batch", "r.csv", "-o", "out/", "--encoding", "cp1252", *DAY)
    assert "Jos\u00e9" in door.text(f"out/{SHEET}")


@pytest.mark.parametrize("client", ["=1+1", "<b>Ann</b> & <img src=x>", "Ann <b", "O'Neill \\(x"])
def test_text_is_printed_as_it_is_written(door: Door, client: str) -> None:
    door.write({"r.csv": table(row(1, client))})
    door("batch", "r.csv", "--merged", "pile.pdf", "--separators", *DAY)
    assert client in door.text("pile.pdf")


def test_one_bad_row_of_many_stops_no_other(door: Door) -> None:
    bad = row(7, f"{NAME}\u202e")
    rows = [bad if number == 7 else row(number) for number in range(1, 41)]
    door.write({"r.csv": table(*rows)})
    ended = door("batch", "r.csv", "-o", "out/", "--keep-going", *DAY, code=5)
    assert len(list((door.work / "out").glob("*.pdf"))) == 39
    assert "r.csv:8:3: client: " in ended.err
    assert "\n8,c7," in (door.work / "out" / "failed.csv").read_text("utf-8-sig")


def test_a_folder_that_another_run_has_is_left_alone(door: Door) -> None:
    door.write({"r.csv": table(row(1)), f"out/{MANIFEST}": ""})
    descriptor = os.open(door.work / "out" / MANIFEST, os.O_RDWR)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        ended = door("batch", "r.csv", "-o", "out/", *DAY, code=75)
    finally:
        os.close(descriptor)
    assert ended.err.startswith("out: another run is writing there")
    assert [path.name for path in (door.work / "out").iterdir()] == [MANIFEST]


def test_a_torn_manifest_is_gone_on_with(door: Door) -> None:
    door.write({"r.csv": table(*map(row, range(1, 6)))})
    door("batch", "r.csv", "-o", "out/", *DAY)
    manifest = door.work / "out" / MANIFEST
    manifest.write_bytes(manifest.read_bytes()[:-20])
    ended = door("batch", "r.csv", "-o", "out/", *DAY, replaces={f"out/{MANIFEST}"})
    assert manifest.read_bytes().count(b"\n") == 5
    assert "4 were there already" in ended.err


def test_a_name_is_nowhere_but_on_pages(door: Door) -> None:
    door.write({"r.csv": table(row(1), row(2, f"{NAME}\u202e"))})
    words = ("--keep-going", "--debug", *DAY)
    door("batch", "r.csv", "-o", "out/", *words, code=5)
    door("batch", "r.csv", "--merged", "pile.pdf", "--separators", *words, code=5)
    assert NAME in door.text("pile.pdf")
