"""A word is divided where its script allows, and nowhere else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.template.word_breaks import divided

JAPANESE = "今日は「枕」から始めてください。ゆっくりー、ちょっと3分。"


@pytest.mark.parametrize(
    ("word", "pieces"),
    [
        ("", [""]),
        ("well-known", ["well-known"]),
        ("Łódź", ["Łódź"]),
        ("今日は", ["今", "日", "は"]),
        ("「枕」。", ["「枕」。"]),
        ("ちょっと", ["ちょっ", "と"]),
        ("ゆっくりー", ["ゆっ", "く", "りー"]),
        ("休息10分钟", ["休", "息", "10", "分", "钟"]),
        ("(休息)", ["(休", "息)"]),
        ("무릎을", ["무", "릎", "을"]),
        ("ระหว่างเข่า", ["ระหว่าง", "เข่า"]),
        ("แล้วเดินช้าๆ", ["แล้ว", "เดินช้าๆ"]),
        ("สวัสดี", ["สวัสดี"]),
    ],
)
def test_a_line_ends_where_the_script_allows(word: str, pieces: list[str]) -> None:
    assert divided(word, between_syllables=True) == pieces


def test_a_thai_word_is_whole_where_it_can_be() -> None:
    assert divided("ระหว่างเข่า", between_syllables=False) == ["ระหว่างเข่า"]


@given(st.text(f"{JAPANESE}ab(เข่า", max_size=20))
def test_nothing_is_lost_and_no_piece_begins_with_what_closes(word: str) -> None:
    pieces = divided(word, between_syllables=True)
    assert "".join(pieces) == word
    assert not any(piece[0] in "。、」ーっょ" for piece in pieces[1:])
    assert not any(piece[-1] in "「(" for piece in pieces[:-1])
