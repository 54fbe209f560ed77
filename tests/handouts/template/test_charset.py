"""The characters of a template: whole Unicode blocks, which show nothing of a name."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from fonts.faces import faces
from fonts.registry import Style
from handouts.template.charset import BASE, BLOCK_SIZE, chars_of, faces_for, unicode_blocks_of

FACES = faces(Style.REGULAR)
texts = st.lists(st.text(st.characters(exclude_categories=["C"], max_codepoint=0xFFFF)))
blocks = st.lists(st.sampled_from([1, 3, 4, 0x1E, 0x20]), unique=True)


@given(texts)
def test_every_character_of_a_text_is_among_those_of_its_blocks(some: list[str]) -> None:
    assert set("".join(some)) <= set(chars_of(unicode_blocks_of(some)))


@given(texts)
def test_blocks_do_not_tell_which_letters_or_in_which_order(some: list[str]) -> None:
    assert (
        unicode_blocks_of(some)
        == unicode_blocks_of(reversed(some))
        == tuple(sorted(set(unicode_blocks_of(some))))
    )
    neighbors = [
        chr(ord(c) // BLOCK_SIZE * BLOCK_SIZE + 0xA1)
        for text in some
        for c in text
        if c not in BASE
    ]
    assert set(unicode_blocks_of(neighbors)) <= set(unicode_blocks_of(some))


def test_western_text_needs_no_block() -> None:
    assert unicode_blocks_of(["Zoë Müller-Ørsted “naïve” café… 5 € • straße"]) == ()
    assert unicode_blocks_of(["Łucja", "Ελένη", "Юрий", "Nguyễn"]) == (1, 3, 4, 0x1E)


@given(blocks)
def test_characters_come_once_and_none_is_a_control(some: list[int]) -> None:
    chars = chars_of(some)
    assert len(chars) == len(set(chars))
    assert not [c for c in chars if unicodedata.category(c)[0] == "C"]


@given(blocks)
def test_every_face_before_the_last_lacks_something(some: list[int]) -> None:
    chars = chars_of(some)
    chosen = list(faces_for(chars, FACES))
    wanted = {char for char in chars if any(face.covers(char) for face in FACES)}
    assert [face for face, _ in chosen] == list(FACES[: len(chosen)])
    assert all(set(own) == {c for c in wanted if face.covers(c)} for face, own in chosen)
    assert not any(set(own) == wanted for _, own in chosen[:-1])
    assert set().union(*(own for _, own in chosen)) == wanted
