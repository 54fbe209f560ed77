"""The letters of a template: whole pages, which tell nothing of a name."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from fonts.registry import Style
from handouts.layout.style.theme import Faces
from handouts.template.charset import BASE, PAGE, letters_of, settable, unicode_blocks_of

FACES = Faces(None).of(Style.REGULAR)
texts = st.lists(st.text(st.characters(exclude_categories=["C"], max_codepoint=0xFFFF)))
pages = st.lists(st.sampled_from([1, 3, 4, 0x1E, 0x20]), unique=True)


@given(texts)
def test_every_letter_of_a_text_is_among_those_of_its_pages(some: list[str]) -> None:
    assert set("".join(some)) <= set(letters_of(unicode_blocks_of(some)))


@given(texts)
def test_pages_do_not_tell_which_letters_or_in_which_order(some: list[str]) -> None:
    assert (
        unicode_blocks_of(some)
        == unicode_blocks_of(reversed(some))
        == tuple(sorted(set(unicode_blocks_of(some))))
    )
    fellows = [chr(ord(c) // PAGE * PAGE + 0xA1) for text in some for c in text if c not in BASE]
    assert set(unicode_blocks_of(fellows)) <= set(unicode_blocks_of(some))


def test_western_text_needs_no_page() -> None:
    assert unicode_blocks_of(["Zoë Müller-Ørsted “naïve” café… 5 € • straße"]) == ()
    assert unicode_blocks_of(["Łucja", "Ελένη", "Юрий", "Nguyễn"]) == (1, 3, 4, 0x1E)


@given(pages)
def test_letters_come_once_and_none_is_a_control(some: list[int]) -> None:
    letters = letters_of(some)
    assert len(letters) == len(set(letters))
    assert not [c for c in letters if unicodedata.category(c)[0] == "C"]


@given(pages)
def test_every_face_before_the_last_lacks_something(some: list[int]) -> None:
    letters = letters_of(some)
    chosen = list(settable(letters, FACES))
    wanted = {char for char in letters if any(face.covers(char) for face in FACES)}
    assert [face for face, _ in chosen] == list(FACES[: len(chosen)])
    assert all(set(chars) == {c for c in wanted if face.covers(c)} for face, chars in chosen)
    assert not any(set(chars) == wanted for _, chars in chosen[:-1])
    assert set().union(*(chars for _, chars in chosen)) == wanted
