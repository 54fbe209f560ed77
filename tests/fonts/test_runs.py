"""Text is split by the face that can set it; characters that no face has are refused."""

from __future__ import annotations

from contextlib import suppress
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fonts.faces import faces
from fonts.registry import Style
from fonts.runs import split_runs
from patterns.errors import UserError

FACES = faces(Style.REGULAR)
SHORT = {"AtkinsonHyperlegible-Regular": "A", "FiraSans-Regular": "F"}


def split(text: str) -> list[tuple[str, str]]:
    return [(run.text, SHORT[run.face.name]) for run in split_runs(text, FACES, field="client")]


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("", []),
        ("Ann Smith", [("Ann Smith", "A")]),
        (
            "\u0141ukasz \u017d\u00ed\u017ekov\u00e1",
            [("\u0141ukasz \u017d\u00ed\u017ekov\u00e1", "A")],
        ),
        # A whole name changes face, not one letter of it; so does what is joined to it.
        ("Ann Nguy\u1ec5n Lee", [("Ann ", "A"), ("Nguy\u1ec5n ", "F"), ("Lee", "A")]),
        ("(\u014ce)-Smith", [("(\u014ce)-Smith", "F")]),
        (
            "\u03a0\u03b1\u03cd\u03bb\u03bf\u03c2 \u041a\u043e",
            [("\u03a0\u03b1\u03cd\u03bb\u03bf\u03c2 \u041a\u043e", "F")],
        ),
        # A sign changes face alone.
        ("10\u219220", [("10", "A"), ("\u2192", "F"), ("20", "A")]),
        ("Sit \u2192 stand", [("Sit ", "A"), ("\u2192 ", "F"), ("stand", "A")]),
        # A mark stays with its base, in a face that draws it there: Atkinson's macron does not.
        ("Ax x\u0304y", [("Ax ", "A"), ("x\u0304y", "F")]),
        ("ay\u0309", [("ay\u0309", "F")]),
        (" a", [(" a", "A")]),
    ],
)
def test_runs(text: str, runs: list[tuple[str, str]]) -> None:
    assert split(text) == runs


NO_SIGN = "is in none of the fonts"
BRAND_FONTS = "give fonts that have it in the brand"
NO_FONT = f"{NO_SIGN}; write it in Latin, Greek or Cyrillic letters, or {BRAND_FONTS}"
NO_SPACE = "is in none of the fonts; use an ordinary space"
NO_SCRIPT = "is of a script that is not supported yet; write it in Latin letters"
NO_PLANE = "is not supported yet; leave it out, or say it in words"
NO_INK = "cannot be printed; delete it, or type the text anew"
BARE_MARK = "U+0061 LATIN SMALL LETTER A with U+0346 COMBINING BRIDGE ABOVE"


OPEN_O = "U+1ECC LATIN CAPITAL LETTER O WITH DOT BELOW with U+0301 COMBINING ACUTE ACCENT"
NO_PLACE = "has no place for its mark; leave the mark out"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Anna \u674e", f"U+674E CJK UNIFIED IDEOGRAPH-674E {NO_FONT}"),
        ("a\u0346", f"{BARE_MARK} {NO_PLACE}"),
        ("\u1ecc\u0301la", f"{OPEN_O} {NO_PLACE}"),
        ("a\u2009b", f"U+2009 THIN SPACE {NO_SPACE}"),
        ("a\u2010b", f"U+2010 HYPHEN {NO_SIGN}; write - instead"),
        ("a\u2011b", f"U+2011 NON-BREAKING HYPHEN {NO_SIGN}; write - instead"),
        ("5\u2032", f"U+2032 PRIME {NO_SIGN}; write ' instead"),
        ("5\u2033", f'U+2033 DOUBLE PRIME {NO_SIGN}; write " instead'),
        ("\u2713", f"U+2713 CHECK MARK {NO_SIGN}; leave it out, or say it in words"),
        ("\u0645", f"U+0645 ARABIC LETTER MEEM {NO_SCRIPT}"),
        ("\u05d0", f"U+05D0 HEBREW LETTER ALEF {NO_SCRIPT}"),
        ("\u0915", f"U+0915 DEVANAGARI LETTER KA {NO_SCRIPT}"),
        ("\u0e01", f"U+0E01 THAI CHARACTER KO KAI {NO_SCRIPT}"),
        ("\u1780", f"U+1780 KHMER LETTER KA {NO_SCRIPT}"),
        ("\U0001f600", f"U+1F600 GRINNING FACE {NO_PLANE}"),
        ("a\u202eb", f"U+202E RIGHT-TO-LEFT OVERRIDE {NO_INK}"),
        ("a\u200bb", f"U+200B ZERO WIDTH SPACE {NO_INK}"),
        ("a\tb", "U+0009 TAB cannot be printed; use spaces"),
    ],
)
def test_refusals(text: str, message: str) -> None:
    with pytest.raises(UserError) as refused:
        split(text)
    assert str(refused.value) == f"client: {message}"


@pytest.mark.parametrize("sign", ["\u2012", "\u2212", "\u201b", "\u201f"])
def test_a_face_that_lacks_a_sign_of_word_processors(sign: str) -> None:
    class Bare:
        shapes = False

        def covers(self, text: str) -> bool:
            return text.isascii()

    with pytest.raises(UserError, match=r"; write [-'\"] instead$"):
        split_runs(f"a{sign}b", [Bare()], field="client")


def test_a_text_has_one_line_for_each_fault_and_is_not_quoted() -> None:
    text = "Anna \u674e\u674e \u4e8c \u6797 \u0645"
    with pytest.raises(UserError) as refused:
        split_runs(text, FACES, field="client", file="plan.yaml")
    script, font = refused.value.problems
    assert str(script) == f"plan.yaml: client: U+0645 ARABIC LETTER MEEM {NO_SCRIPT}"
    named = ", ".join(f"U+{code} CJK UNIFIED IDEOGRAPH-{code}" for code in ("4E8C", "674E"))
    assert font.message == f"{named} and 1 more are in none of the fonts"


LATIN = "write it in Latin, Greek or Cyrillic letters"


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("\u0645", "write it in Latin letters, or leave it empty and write it by hand"),
        ("\u674e", f"{LATIN}, leave it empty and write it by hand, or {BRAND_FONTS}"),
    ],
)
def test_a_name_may_be_written_by_hand(text: str, hint: str) -> None:
    with pytest.raises(UserError) as refused:
        split_runs(text, FACES, field="client", by_hand=True)
    assert [problem.hint for problem in refused.value.problems] == [hint]


SETTABLE = [
    *"ae\u00e9 \u0141\u0144\u0175\u1ec5\u03a0\u03ac\u0416\u0439q\u2192\u2082-'x\u00a0",
    "x\u0304",
    "\u1ecd\u0301",
    "\u0430\u0301",
    "E\u0323",
]


@given(st.lists(st.sampled_from(SETTABLE), max_size=30).map("".join))
def test_runs_join_to_the_text_and_every_character_has_a_glyph(text: str) -> None:
    runs = split_runs(text, FACES, field="client")
    assert "".join(run.text for run in runs) == text
    assert all(run.text and run.face.covers(run.text) for run in runs)
    assert all(one.face != other.face for one, other in pairwise(runs))


@given(st.text(max_size=20))
def test_any_text_is_set_whole_or_refused(text: str) -> None:
    with suppress(UserError):
        runs = split_runs(text, FACES, field="client")
        assert "".join(run.text for run in runs) == text
        assert all(run.face.covers(run.text) for run in runs)
