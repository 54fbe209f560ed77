"""A stored template is stamped without layout code, and is the right one for every note."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from handouts import pipeline
from handouts.request.values import ClientText, SheetRequest
from handouts.template import store
from handouts.template.stamp import stamp_client
from handouts.template.store import TemplateStore
from handouts.template_cache import TemplateCache
from tests.helpers import ROOT
from tests.helpers.matrix import DAY, HIP

if TYPE_CHECKING:
    from pathlib import Path

REQUEST = SheetRequest(pattern=HIP, side="left", sections=("care",), care=("walk",), paper="letter")
HEAVY = ("reportlab", "pydantic", "pikepdf", "PIL", "uharfbuzz")
NOTES = {0: None, 1: "Rest well.", 2: "Rest well, and walk to the shop twice a day. " * 4}

HIT = """
import json, sys
from datetime import date
from pathlib import Path
from handouts.commands.build import build_handouts
from handouts.request.plan_reader import read_plan
from handouts.request.values import resolve
from handouts.template_cache import TemplateCache
from handouts.template.store import TemplateStore
folder, pattern, plan = sys.argv[1:]
given = read_plan(plan.encode()) if plan else {}
requests, text = resolve([pattern], {"paper": "letter"}, given, date(2026, 11, 23))
build_handouts(TemplateCache(TemplateStore(Path(folder))), requests, text)
print(json.dumps(sorted({name.partition(".")[0] for name in sys.modules})))
"""


def imported(folder: Path, plan: str) -> set[str]:
    """Make a sheet in another process; return the packages that it imported."""
    command = [sys.executable, "-c", HIT, str(folder), HIP, plan]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return set(json.loads(done.stdout))


@pytest.mark.parametrize(
    ("plan", "allowed"),
    [
        ("", set()),
        ("client: Łucja\nside: left\nnote: Rest well.\ndate: 2026-01-02\n", set()),
        ('client: "Łucja"\nside: left\ncare: [walk]\n', {"yaml"}),
    ],
)
def test_a_stored_template_is_stamped_without_what_lays_out(
    tmp_path: Path, plan: str, allowed: set[str]
) -> None:
    first = imported(tmp_path, plan)
    assert {*HEAVY} - first == set()  # which shows that the test can see them
    again = imported(tmp_path, plan)
    assert again & {*HEAVY, "yaml"} == allowed


def note_lines(cache: TemplateCache, note: str | None) -> int:
    (prepared,) = cache.prepare_all([REQUEST], ClientText(DAY, "Ana Bello", note=note))
    return sum(field.lines for field in prepared.template.fields if field.name == "note")


@pytest.mark.parametrize("stored", NOTES)
def test_a_note_finds_its_template_whichever_is_stored(tmp_path: Path, stored: int) -> None:
    assert note_lines(TemplateCache(TemplateStore(tmp_path)), NOTES[stored]) == stored
    for wanted, note in NOTES.items():
        assert note_lines(TemplateCache(TemplateStore(tmp_path)), note) == wanted
    assert TemplateStore(tmp_path).size()[0] == len(NOTES)


def test_a_long_name_finds_its_template_whichever_is_stored(tmp_path: Path) -> None:
    names = ("Ana Bello", "Maria del Carmen Rodriguez Hernandez")
    for folder, order in (("a", names), ("b", names[::-1])):
        widths = {}
        for name in order:
            text = ClientText(DAY, name)
            (prepared,) = TemplateCache(TemplateStore(tmp_path / folder)).prepare_all(
                [REQUEST], text
            )
            (client,) = (f for f in prepared.template.fields if f.name == "client")
            widths[name] = client.width
            assert stamp_client(prepared, text)
        assert widths[names[0]] < widths[names[1]]
    assert TemplateStore(tmp_path / "a").size()[0] == 2


def test_a_template_that_is_stored_is_not_laid_out_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = ClientText(DAY, "Łucja", note=NOTES[2])
    (prepared,) = TemplateCache(TemplateStore(tmp_path)).prepare_all([REQUEST], text)

    def refuse(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(pipeline, "do_layout", refuse)
    (again,) = TemplateCache(TemplateStore(tmp_path)).prepare_all([REQUEST], text)
    assert stamp_client(again, text) == stamp_client(prepared, text)
    other = ClientText(DAY, "Żaneta", note=NOTES[2])
    (same,) = TemplateCache(TemplateStore(tmp_path)).prepare_all([REQUEST], other)
    assert same.body == prepared.body
    with pytest.raises(AssertionError):
        TemplateCache(TemplateStore(tmp_path)).prepare_all([REQUEST], ClientText(DAY, "Ελένη"))


@pytest.mark.parametrize("note", NOTES.values(), ids=["no note", "short", "long"])
def test_one_template_is_read_whatever_the_note(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, note: str | None
) -> None:
    """A hit and a miss read the metrics and one template, and no other file."""
    read: list[str] = []
    real = store._read_own

    def counting(path: Path) -> bytes:
        read.append(path.suffix)
        return real(path)

    monkeypatch.setattr(store, "_read_own", counting)
    text = ClientText(DAY, "Ana Bello", note=note)
    for _ in ("miss", "hit"):
        read.clear()
        TemplateCache(TemplateStore(tmp_path)).prepare_all([REQUEST], text)
        assert read == [store.METRICS_SUFFIX, store.SUFFIX]


def test_a_separator_is_stored_too(tmp_path: Path) -> None:
    one = TemplateCache(TemplateStore(tmp_path)).separator("a4", "en-US", ())
    assert TemplateStore(tmp_path).size()[0] == 1
    assert TemplateCache(TemplateStore(tmp_path)).separator("a4", "en-US", ()).body == one.body
    assert TemplateCache(TemplateStore(tmp_path)).separator("letter", "en-US", ()).body != one.body
    assert TemplateStore(tmp_path).size()[0] == 2


OURS = {
    "handouts", "handouts.__main__", "handouts.commands", "handouts.commands.build",
    "handouts.commands.messages", "handouts.files", "handouts.files.atomic",
    "handouts.files.own_files",
    "handouts.files.targets", "handouts.interruption", "handouts.pdf", "handouts.pdf.metadata",
    "handouts.pdf.text_operators", "handouts.pdf.trees", "handouts.pdf.verify",
    "handouts.pdf.writer", "handouts.process",
    "handouts.request", "handouts.request.plan_reader", "handouts.request.values",
    "handouts.start", "handouts.template", "handouts.template.assemble",
    "handouts.template.charset", "handouts.template.codec", "handouts.template.fingerprint",
    "handouts.template.line_breaking", "handouts.template.line_operators",
    "handouts.template.model", "handouts.template.stamp", "handouts.template.store",
    "handouts.template.text_fit", "handouts.template.word_breaks", "handouts.template_cache",
    "fonts",
    "fonts.bidi", "fonts.combining_marks", "fonts.kerning", "fonts.runs", "fonts.scripts",
    "fonts.scripts.script_face", "patterns", "patterns.characters",
    "patterns.errors", "patterns.files", "patterns.library_paths", "patterns.sections",
    "patterns.translation_paths",
}  # fmt: skip
"""All modules of the project that a build with a stored template imports."""

SLOW = {
    *("click", "yaml", "pydantic", "reportlab", "pikepdf", "PIL", "lxml", "uharfbuzz"),
    *("dataclasses", "inspect", "uuid", "platform", "difflib", "traceback", "argparse", "logging"),
    *("concurrent.futures", "multiprocessing", "subprocess", "socket", "tempfile", "random"),
}
"""Modules that a hit must not import, because each takes long."""


def test_a_hit_imports_what_it_needs_and_nothing_else(tmp_path: Path) -> None:
    program = (
        "import atexit, json, sys\n"
        "atexit.register(lambda: print(json.dumps(sorted(sys.modules))))\n"
        "from handouts.__main__ import run\n"
        "run()\n"
    )
    (tmp_path / "plan.yaml").write_text("client: Ana Bello\nnote: Rest well.\n", "utf-8")
    words = ["build", HIP, "--plan", "plan.yaml", "-o", "sheet.pdf", "--force"]
    environment = {**os.environ, "HANDOUTS_CACHE": str(tmp_path), "PYTHONPATH": str(ROOT)}
    loaded: set[str] = set()
    for _ in range(2):
        command = [sys.executable, "-c", program, *words]
        done = subprocess.run(
            command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
        )
        first, loaded = loaded, set(json.loads(done.stdout))
    assert {"dataclasses", "inspect", "pydantic", "reportlab", "yaml"} <= first
    ours = {name for name in loaded if name.partition(".")[0] in {"handouts", "patterns", "fonts"}}
    assert ours == OURS
    assert loaded & SLOW == set()
