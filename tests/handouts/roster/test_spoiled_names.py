"""A name that a program has spoiled is refused with the repair; notes may hold nearly anything."""

# ruff: noqa: RUF001 - letters that look like others are what is tried

from __future__ import annotations

import pytest

from handouts.roster.columns import COLUMNS, read_cell
from handouts.roster.spoiled_names import spoiled_name
from handouts.roster.table import CellError

ENCODING = (
    "holds text that was read in the wrong encoding; type it anew, or export the list again and "
    'open it as "CSV UTF-8"'
)
FIELD = "holds the name of a field instead of its value; type the value, or leave it empty"
CODE = "holds a sign as a program writes it at character 2; type it anew"
EMPTY = "holds what a program writes for an empty cell; leave it empty, or type the value"

TOLD = {
    ENCODING: (
        "Wiœniewski £ukasz", "Micha³", "Ró¿a", "Ya¤mur", "Àëåêñåé", "Åëåíç", "ùìåí", "Ren‚e",
        "Fran‡ois", "J”rg", "Zo‰", "Andrй", "Mьller", "²ван", "W¹sik",
        "Ø£Ø\u00adÙ…Ø¯",  # a soft hyphen, which is half a letter here
    ),
    FIELD: (
        "{{client.name}}", "{first_name}", "<<Name>>", "${name}", "%FIRSTNAME%", "[object Object]",
    ),
    CODE: ("O\\'Brien", "M\\u00fcller", "M%C3%BCller", "M=C3=BCller"),
    EMPTY: ("None", "nil", "(blank)"),
}  # fmt: skip


@pytest.mark.parametrize(("told", "text"), [(told, text) for told in TOLD for text in TOLD[told]])
def test_a_name_that_a_program_has_spoiled_is_refused(told: str, text: str) -> None:
    with pytest.raises(CellError) as caught:
        read_cell(COLUMNS["client"], text)
    assert "; ".join(caught.value.faults[0]) == told


@pytest.mark.parametrize(
    "text",
    [
        "Null", "Siobhán O’Brien", "Nguyễn Thị Hoa", "Ångström", "Gal·la", "Mª Carmen", "O´Brien",
        "Ó hÉigeartaigh", "Anna/Bea", "{}", "50 %", "Anna [she]", "a=b", "Æøå", "“Łódź”", "№2",
        "Nîmes…Arles", "Alex Example²", "Alex™", "Alex Example †", "X̱wáńx̱wan", "Hózhǫ́ Béésh", "Ǆ",
        "STRAẞE", "Þórðarson", "Ærøskøbing", "Təmkin", "Kaʻaihue", "Alex Example¹",
        "Nonette", "Сергей (Sergei)", "Ελένη-Ann", "Ann „Nan“ Example", "½ cup",
    ],
)  # fmt: skip
def test_a_sound_name_is_not_suspected(text: str) -> None:
    assert spoiled_name(text) is None


@pytest.mark.parametrize(
    "text", ["2 m³ of air", "None", "{{later}}", "See example.org/%C3%BCben", "5× a day", "a\\nb"]
)
def test_what_is_wrong_in_a_name_may_stand_in_a_note(text: str) -> None:
    assert read_cell(COLUMNS["note"], text) == text
