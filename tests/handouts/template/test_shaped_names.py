"""Names in scripts that must be shaped are printed, and read back by PDF readers as written."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING

import pypdfium2
import pytest

from handouts.pipeline import build, lay_out_for
from handouts.request.values import ClientText
from handouts.template.codec import from_bytes, to_bytes
from handouts.template.stamp import prepare, stamp_client
from patterns.errors import UserError
from tests.helpers.matrix import DAY, Member
from tests.helpers.names import ARABIC, DEVANAGARI, HEBREW, HINDI_NOTE, SHAPED, THAI
from tests.helpers.spoken import spoken

if TYPE_CHECKING:
    from pathlib import Path

NOTE_IN_HEBREW = "לנוח 10 דקות, ואז ללכת לאט. להניח כרית בין הברכיים בלילה. "
LONG_THAI = "วางหมอนไว้ระหว่างเข่าแล้วเดินช้าๆ" * 5
ORDER = Member(plan="usual").order()


@pytest.fixture(scope="module")
def shaped() -> bytes:
    """Make a sheet whose lines are of all four scripts."""
    return build(ORDER, SHAPED)


def in_pdfium(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(BytesIO(pdf)) as opened:
        return " ".join(opened[0].get_textpage().get_text_bounded().split())


@pytest.mark.parametrize("name", [HEBREW, ARABIC, DEVANAGARI, THAI, HINDI_NOTE])
def test_pdfium_reads_what_was_written(shaped: bytes, name: str) -> None:
    assert name in in_pdfium(shaped)


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler is not installed")
def test_poppler_reads_what_was_written(shaped: bytes, tmp_path: Path) -> None:
    (tmp_path / "sheet.pdf").write_bytes(shaped)
    command = ["pdftotext", "-l", "1", "-enc", "UTF-8", "sheet.pdf", "-"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=True)
    embedded = "".join(map(chr, (0x202A, 0x202B, 0x202C)))  # poppler marks the directions
    read = " ".join(done.stdout.decode().translate(dict.fromkeys(map(ord, embedded))).split())
    for name in (HEBREW, ARABIC, DEVANAGARI, THAI, HINDI_NOTE):
        assert name in read


def test_a_screen_reader_hears_letters_that_reorder_as_they_were_written(shaped: bytes) -> None:
    heard = spoken(shaped).text
    assert f"{DEVANAGARI}, {THAI}. {HINDI_NOTE}" in heard
    assert HEBREW[::-1] in heard  # in the order of the eye, which readers turn


def test_a_template_embeds_the_whole_script_and_tells_nothing_of_a_name() -> None:
    template, other = (lay_out_for(ORDER, ClientText(DAY, name)) for name in (HEBREW, "אבגד"))
    assert template == other
    assert from_bytes(to_bytes(template)) == template


def test_a_note_that_runs_left_begins_at_the_right_edge() -> None:
    text = ClientText(DAY, note=NOTE_IN_HEBREW.strip())
    template = lay_out_for(ORDER, text)
    (field,) = (field for field in template.fields if field.name == "note")
    with pypdfium2.PdfDocument(BytesIO(stamp_client(prepare(template), text))) as opened:
        words = opened[field.side].get_textpage()
        boxes = [words.get_rect(i) for i in range(words.count_rects())]
    low, high = field.y - 0.3 * field.size, field.y + field.size
    own = [box for box in boxes if low <= box[1] <= high and box[0] >= field.x - 1]
    assert max(right for _, _, right, _ in own) == pytest.approx(field.x + field.width, abs=1)
    assert min(left for left, *_ in own) > field.x + 20


def test_a_note_in_thai_without_blanks_breaks_before_a_syllable() -> None:
    text = ClientText(DAY, note=LONG_THAI)
    assert LONG_THAI in spoken(build(ORDER, text)).text.replace(" ", "")


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("שָׂרָה", "has no place for its mark; leave the mark out"),
        ("သူ", "of a script that is not supported yet; write it in Latin letters"),
    ],
)
def test_what_cannot_be_printed_is_written_by_hand(name: str, message: str) -> None:
    with pytest.raises(UserError) as refused:
        lay_out_for(replace(ORDER), ClientText(DAY, name))
    assert message.split("; ")[1] in str(refused.value)
    assert "leave it empty and write it by hand" in str(refused.value)
    assert name not in str(refused.value)
