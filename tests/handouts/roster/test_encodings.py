"""Name the encodings that make sense of a file, with letters as they would read, and no name."""

# ruff: noqa: RUF001 - letters that look like others are what is tried

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from handouts.roster.csv_reader import read_csv
from handouts.roster.encodings import decode
from patterns.errors import UserError

HEAD = "id,pattern,client\n"


def refusal(text: str, written: str, asked: str | None = None) -> str:
    """Return the message for a text that is written in an encoding."""
    with pytest.raises(UserError) as caught:
        read_csv(text.encode(written), "r.csv", asked, lambda line: line.startswith("id,"))
    return str(caught.value)


def ways(text: str, written: str) -> list[str]:
    """Return what the message says of each encoding."""
    return refusal(text, written).partition("letters right: ")[2].split(", ")


@pytest.mark.parametrize(
    ("client", "written", "told"),
    [
        (
            "Łucja Wiśniewska",
            "cp1250",
            ["cp1250 reads Ł ś", "cp1252 reads £ œ", "mac-roman reads £ ú", "cp850 reads £ ú"],
        ),
        ("Renée", "cp1252", ["cp1252 reads é"]),
        ("Renée", "mac-roman", ["mac-roman reads é"]),
        ("Zoë Grün", "cp850", ["cp850 reads ë ü"]),
        (
            "Иван Петров",
            "cp1251",
            ["cp1250 reads â í î Č Ď đ", "cp1251 reads И П а в е н", "cp1253 reads Θ Ο ΰ β ε ν",
             "cp1257 reads å ā ą Č ī ķ", "gb18030 reads 囗 肉 蝠 襄 钼",
             "cp1252 reads È Ï à â å í", "cp1254 reads È Ï à â å í"],
        ),
        (
            "שלום",
            "cp1255",
            ["cp1250 reads í ě ĺ ů", "cp1251 reads е м н щ", "cp1253 reads ε μ ν ω",
             "cp1257 reads å ģ ķ ł", "cp1255 reads ו ל ם ש", "cp949 reads 孼 盒",
             "cp1252 reads å ì í ù"],
        ),
        (
            "أحمد",
            "cp1256",
            ["cp1256 reads أ ح د م", "cp874 reads ร อ ฯ ใ", "gb18030 reads 猛 阆",
             "big5 reads 蓔 襖"],
        ),
        (
            "นภา",
            "cp874",
            ["cp1251 reads А Т №", "cp874 reads น ภ า", "cp932 reads ｹ ﾀ ﾒ",
             "mac-roman reads ¿ π “"],
        ),
    ],
)  # fmt: skip
def test_every_encoding_that_makes_sense_is_named_with_its_letters(
    client: str, written: str, told: list[str]
) -> None:
    assert ways(f"{HEAD}1,hips,{client}\n", written) == told


def test_utf_8_is_named_as_the_safe_way() -> None:
    told = refusal(f"{HEAD}1,hips,Renée\n", "cp1252")
    assert '; save it as "CSV UTF-8", or give --encoding with the one that reads' in told


def test_a_word_of_the_header_is_shown_whole() -> None:
    told = ways("id,pattern,Prénom,Hüfte\n1,hips,Łucja\n".replace("Ł", "ß"), "cp1252")
    assert told[0] == 'cp1252 reads "Prénom" "Hüfte"'


def test_the_first_line_of_a_file_without_a_header_is_not_shown() -> None:
    told = refusal("1,hips,Zoë Qanäry\n", "cp1252")
    assert "Zo" not in told
    assert "Qan" not in told
    assert "cp1252 reads ä ë" in told


def test_letters_are_sorted_so_that_they_do_not_spell() -> None:
    assert ways(f"{HEAD}1,hips,ÖÄÜ\n", "cp1252")[0] == "cp1252 reads Ä Ö Ü"


LETTERS = {
    "cp1252": "éèüöäñçßôëâêîÉÜÖ",
    "cp1250": "łśżěščřžýáíůőűŁŚŽ",
    "cp1251": "абвгдежзийклмнопрстуфхцчшщъыьэюя",
    "mac-roman": "éèüöäñçßôëâêîÉÜÖ",
    "cp850": "éèüöäñçßôëâêîÉÜÖ",
    "cp1253": "αβγδεζηθικλμνξοπρστυφχψω",
    "cp1255": "אבגדהוזחטיכלמנסעפצקרשת",
    "cp1256": "ابتثجحخدذرزسشصضطظعغفقكلمنهوي",
    "cp874": "กขคงจฉชซญดตถทธนบปผฝพฟมยรลวศสหอ",
}


@given(st.data())
def test_the_right_encoding_is_always_among_them(data: st.DataObject) -> None:
    written = data.draw(st.sampled_from(sorted(LETTERS)))
    word = st.text(LETTERS[written], min_size=2, max_size=9).map(str.capitalize)
    text = f"{HEAD}1,hips,{' '.join(data.draw(st.lists(word, min_size=1, max_size=3)))}\n"
    source = text.encode(written)
    try:
        source.decode()
    except UnicodeDecodeError:
        named = [way.partition(" reads ")[0] for way in ways(text, written)]
        assert any(source.decode(name) == text for name in named if name)
    else:
        assume(False)


def test_what_reads_oddly_is_named_last_and_not_left_out() -> None:
    named = [way.partition(" reads ")[0] for way in ways(f"{HEAD}1,hips,Éâéè\n", "cp1252")]
    assert "cp1251" in named
    assert named.index("cp1252") > named.index("cp1251")


@pytest.mark.parametrize("asked", ["cp1252", "cp1250", "mac-roman", "koi8-r"])
def test_utf_8_is_not_read_in_another_encoding(asked: str) -> None:
    told = refusal(f"{HEAD}1,hips,Łucja\n", "utf-8", asked)
    assert told == f"r.csv: is UTF-8 text, not {asked.upper()}; leave --encoding out"


def test_bytes_that_no_encoding_makes_sense_of() -> None:
    with pytest.raises(UserError) as caught:
        decode(b"id\n\xff\x00\x01\x9d\x81", "r.csv", None, lambda _: False)
    assert str(caught.value) == 'r.csv:2:1: byte FF is not UTF-8 text; save it as "CSV UTF-8"'
