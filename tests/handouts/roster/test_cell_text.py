"""Read text as its writer saw it; find what programs have spoiled, and nothing in sound text."""

# ruff: noqa: RUF001 - letters that look like others are what is tried

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.roster.cell_text import as_seen, spoiled
from handouts.roster.columns import COLUMNS, read_cell
from handouts.roster.table import CellError


@pytest.mark.parametrize(
    ("pasted", "seen"),
    [
        ("•\tIce first\n•\tThen rest", "• Ice first • Then rest"),
        ("Line one\vLine two", "Line one Line two"),
        ("One\u2028Two\u2029Three", "One Two Three"),
        ("Re\u00adlax the hip", "Relax the hip"),
        ("Warm\u2011up\u2010set", "Warm-up-set"),
        ("\uf0b7 Ice first", "• Ice first"),
        ("\u25aa Ice", "• Ice"),
        ("\n Ice \r\n\t", "Ice"),
        ("5\u2032 of ice – “now”", "5\u2032 of ice – “now”"),
    ],
)
def test_text_pasted_from_word_is_what_the_writer_saw(pasted: str, seen: str) -> None:
    assert read_cell(COLUMNS["note"], pasted) == seen


@pytest.mark.parametrize("edge", ["\n", "\r\n", "\t", "\v", " \n ", "\u2028"])
@pytest.mark.parametrize("name", ["id", "pattern", "client", "next visit", "practitioner"])
def test_a_line_break_at_the_edge_of_a_cell_is_trimmed(name: str, edge: str) -> None:
    assert read_cell(COLUMNS[name], f"{edge}abc{edge}") == "abc"


@given(st.text(st.characters(codec="ascii", categories=["L", "N", "P", "Zs"])))
def test_plain_text_stays_as_it_is(text: str) -> None:
    assert as_seen(text) == text


ERROR = "holds an error instead of a value; mend its formula, or type the value"
EMPTY = "holds what a program writes for an empty cell; leave it empty, or type the value"
AGAIN = 'type it anew, or export the list again and open it as "CSV UTF-8"'
ENCODING = "holds text that was read in the wrong encoding;"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        *((text, ERROR) for text in (
            "#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!", "#NV",
            "#BEZUG!", "#WERT!", "#¡REF!", "########", "Err:502", "#GETTING_DATA",
        )),
        *((text, EMPTY) for text in ("NULL", "null", "(null)", "\\N", "NaN", "N/A", "undefined")),
        ("Siobhan O&#39;Brien", "holds a mark of web pages at character 10; write ' instead"),
        ("Ice &amp; rest", "holds a mark of web pages at character 5; write & instead"),
        ("Ann&nbsp;B", "holds a mark of web pages at character 4; write a blank"),
        ("One<br>two", "holds a mark of web pages at character 4; write a line break instead"),
        ("SiobhÃ¡n Oâ€™Brien", f"{ENCODING} Ã¡ stands for á; {AGAIN}"),
        ("MuÃ±oz", f"{ENCODING} Ã± stands for ñ; {AGAIN}"),
        ("Nguyá»…n", f"{ENCODING} á»… stands for ễ; {AGAIN}"),
        ("Siobh√°n", f"{ENCODING} √° stands for á; {AGAIN}"),
        ("Ð¡ÐµÑ€Ð³ÐµÐ¹", f"{ENCODING} {AGAIN}"),
        ("Siobh\ufffdn", "holds U+FFFD, in the place of a letter that was lost; type it anew"),
        ("Siobh?n", "holds ? in the place of a letter that was lost; type the name anew"),
    ],
)  # fmt: skip
def test_what_a_program_has_spoiled_is_refused_with_the_repair(text: str, told: str) -> None:
    with pytest.raises(CellError) as caught:
        read_cell(COLUMNS["client"], text)
    assert "; ".join(caught.value.faults[0]) == told


@pytest.mark.parametrize(
    "text",
    [
        "Null", "Nan", "Siobhán O’Brien", "RENÉ’S", "ANDRÉ’S CAFÉ", "JOÃO", "Ångström", "Łucja",
        "Nguyễn Thị Hoa", "Сергей", "Ελένη", "R&D", "AT&T;", "a < b > c", "<3", "#1", "#12", "No!",
        "Why?", "“quoted” – text…", "½ cup", "25 °C", "Tom & Ann;", "Ó Briain", "ZOË’S", "Ä", "№2",
    ],
)  # fmt: skip
def test_sound_text_is_not_suspected(text: str) -> None:
    assert spoiled(text, is_name=True) is None


def test_a_question_without_a_blank_is_for_notes_alone() -> None:
    assert read_cell(COLUMNS["note"], "Better?Then walk") == "Better?Then walk"


def test_more_than_a_letter_of_a_misread_name_is_not_shown() -> None:
    fault = spoiled("РЎРµСЂРіРµР№", is_name=True)
    assert fault is not None
    assert "Серг" not in " ".join(fault)
    assert "РЎ" not in " ".join(fault)
