"""Check the rules themselves: a program that breaks a rule is reported by that rule."""

from __future__ import annotations

import sys
import zlib
from io import BytesIO
from typing import TYPE_CHECKING

import pikepdf
import pytest

from tests.helpers.faults.door import How
from tests.helpers.faults.rules import CANARY, Expected, broken_rules, name_in

if TYPE_CHECKING:
    from tests.helpers.faults.door import Door


PDF = "import pikepdf; pdf = pikepdf.new(); pdf.add_blank_page(); "
SAVE = "import os; pdf.save('a.pdf'); os.chmod('a.pdf', 0o600)"
NAME = "'Zzyxx ' + 'Qan' + 'ary'"  # in two parts, for the words of a command are looked at too

PLANTED = {
    "opens a file of the machine": ("open('/etc/hostname')", "opened /etc/hostname"),
    "writes elsewhere": ("open('../planted', 'w')", "wrote to "),
    "leaves a file at home": ("import os; open(os.environ['HOME'] + '/x', 'w')", "wrote to "),
    "leaves a temporary file": ("import tempfile; tempfile.mkstemp()", "wrote to "),
    "connects": (
        "import socket; socket.socket().connect_ex(('127.0.0.1', 9))",
        "did socket.connect",
    ),
    "asks for an address": (
        "import socket\ntry: socket.getaddrinfo('localhost', 80)\nexcept OSError: pass",
        "did socket.getaddrinfo",
    ),
    "starts a program": ("import os; os.system('true')", "did os.system"),
    "starts one otherwise": (
        "import subprocess; subprocess.run(['true'])",
        "did subprocess.Popen",
    ),
    "leaves a part": ("open('.a.part', 'w').write('x')", "left a part"),
    "changes a file": ("open('old', 'w').write('new')", "changed "),
    "deletes a file": ("import os; os.remove('old')", "changed "),
    "writes half a PDF": (
        "import os; open('a.pdf', 'w').write('%PDF-1.7'); os.chmod('a.pdf', 0o600)",
        "a.pdf is cut short",
    ),
    "writes a broken PDF": (
        "import os; open('a.pdf', 'w').write('%PDF-1.7 %%EOF'); os.chmod('a.pdf', 0o600)",
        "a.pdf cannot be opened",
    ),
    "miscounts": (
        f"{PDF}{SAVE}; import sys; sys.stderr.write('Wrote a.pdf (2 sides)')",
        "has 1 sides instead of 2",
    ),
    "writes for all to read": (f"{PDF}pdf.save('a.pdf')", "has the rights"),
    "writes nothing": ("import os; os.close(os.open('a', os.O_CREAT, 0o600))", "a is empty"),
    "names a file": (f"open({NAME}, 'w')", "named a file after the client"),
    "tells the name": (f"import sys; sys.stderr.write('Wrote ' + {NAME})", "told the name"),
    "prints the name": (f"print({NAME})", "standard output holds the name"),
    "keeps the name": (
        f"import os; open(os.environ['HANDOUTS_CACHE'] + '/x', 'w').write({NAME})",
        "cache/x holds the name",
    ),
    "puts it in a title": (f"{PDF}pdf.docinfo.Title = {NAME}; {SAVE}", "a.pdf holds the name"),
    "puts it in a stream": (
        f"{PDF}pdf.Root.X = pdf.make_stream(({NAME}).encode()); {SAVE}",
        "a.pdf holds the name in object",
    ),
    "tells an inner word": ("import sys; sys.stderr.write('a: KeyError')", "told KeyError"),
    "tells too much": ("import sys; sys.stderr.write('Wrote x\\n' * 22)", "told 22 lines"),
    "tells it formlessly": ("import sys; sys.stderr.write('oh no')", "of another form"),
    "ends otherwise": ("raise SystemExit(5)", "ended with 5 instead of 0"),
    "takes long": ("import time\nwhile time.process_time() < 1.2: pass", "s of the processor"),
    "takes much": ("b'x' * 300_000_000", "MiB, more than"),
}


@pytest.mark.parametrize("case", PLANTED)
def test_what_is_planted_is_found(door: Door, case: str) -> None:
    program, told = PLANTED[case]
    door.write({"old": "old"})
    ended = door.watched([sys.executable, "-P", "-c", program], How())
    found = broken_rules(ended, Expected(0, seconds=0.25, mebibytes=200), door.room)
    assert any(told in fault for fault in found), found


def test_nothing_is_found_where_nothing_is_planted(door: Door) -> None:
    ended = door.watched([sys.executable, "-P", "-c", f"{PDF}{SAVE}"], How())
    assert broken_rules(ended, Expected(0), door.room) == []


def test_silence_after_a_fault_is_found(door: Door) -> None:
    ended = door.watched([sys.executable, "-P", "-c", "raise SystemExit(3)"], How())
    assert broken_rules(ended, Expected(3), door.room) == ["said nothing"]


def test_the_words_of_a_command_are_looked_at(door: Door) -> None:
    ended = door.watched([sys.executable, "-P", "-c", "pass", CANARY], How())
    assert any("among the words" in fault for fault in broken_rules(ended, Expected(0), door.room))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-be"])
def test_the_name_is_found_however_it_is_written(encoding: str) -> None:
    pdf = pikepdf.new()
    page = pdf.add_blank_page()
    page.Contents = pdf.make_stream(CANARY.encode())
    out = BytesIO()
    pdf.save(out, compress_streams=True)
    assert list(name_in(out.getvalue())) == []
    pdf.Root.Hidden = pikepdf.Array([pikepdf.Dictionary(X=pikepdf.String(CANARY.encode(encoding)))])
    pdf.Root.Deflated = pdf.make_stream(zlib.compress(b"x"))
    out = BytesIO()
    pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    assert list(name_in(out.getvalue()))
