"""Find nearly every misread name, and never suspect a sound one."""

# ruff: noqa: RUF001 - letters that look like others are what is tried

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.roster.misread import CODECS, find_misread

NAMES = (
    "Siobhán", "Renée", "Zoë", "Muñoz", "François", "Jörg", "Þórður", "Søren", "Åsa", "João",
    "Łucja", "Wiśniewska", "Žydrė", "Šimon", "Čeněk", "Jiří", "Baláž", "Tomáš", "Kříž", "Ősz",
    "Dilşat", "Şeref", "İpek", "Ağaoğlu", "Nguyễn", "Thị", "Ştefan", "Ģirts", "Ħaż", "Ó Briain",
    "Иван", "Сергей", "Ђорђе", "Юлия", "Ελένη", "Γιώργος", "עודה", "محمد", "山田", "김민준",
)  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("form", ["{}", "Ann {}", "{}’s", "“{}”", "«{}»", "– {} …", "{} Example"])
def test_a_sound_name_is_not_suspected(name: str, form: str) -> None:
    for spelled in (name, name.upper(), name.lower(), name.title()):
        assert find_misread(form.format(spelled)) is None


ALPHABETS = (
    "abñáéíóúüÑÁÉÍÓÚ", "abáčďéěíňóřšťúůýžŘŠŽÁČ", "aboöäüßÖÄÜ", "abàâçéèêëîïôûùÉÀÇ", "abãõáâêçÃÕ",
    "abąćęłńóśźżŁŚŻ", "abåäöæøÅÄÖÆØ", "abáéíóöőúüűÁŐ", "abăâîșțĂÂÎȘȚ", "abçğıöşüÇĞİÖŞÜ",
    "aбвгдежзИЙКЛМНОП", "aαβγδεζΗΘΙΚΛΜ",
)  # fmt: skip
"""Letters that go together, with some capitals."""

SOUND = st.builds(
    "{}{}".format,
    st.sampled_from(ALPHABETS).flatmap(
        lambda letters: st.text(f"{letters}- ", max_size=12).map(str.title)
    ),
    st.sampled_from(["", "’s", "”", "…"]),
)


@given(SOUND)
def test_letters_of_a_language_in_any_order_are_not_suspected(text: str) -> None:
    assert find_misread(text) is None


MISSED = {("Şeref", "cp1250"), ("Ştefan", "cp1250")}
"""Misread words that could be words: Ĺžeref."""


@pytest.mark.parametrize("codec", ["cp1252", "mac-roman", "cp1250", "cp1251", "latin-1"])
@pytest.mark.parametrize("name", NAMES)
def test_a_misread_name_is_found(name: str, codec: str) -> None:
    assert codec in CODECS
    try:
        misread = name.encode().decode(codec)
    except UnicodeDecodeError:
        pytest.skip("the encoding has no letter for a byte of it, so it is not read at all")
    found = find_misread(f"Ann {misread}")
    assert (found is None) is ((name, codec) in MISSED)
    assert found is None or found.piece in misread
