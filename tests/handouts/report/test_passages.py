"""Every printed text of a handout is read once, in order, with its kind."""

from __future__ import annotations

from handouts.document import Beside, CautionBlock, Doses, Points, Subheading
from handouts.report.passages import Passage, blocks_of, lists_of, numbered_steps, passages
from patterns.text import plain
from tests.helpers.composing import handout as composed
from tests.helpers.plain_sheets import adding, found, handout, paragraph, picture, rich


def test_texts_have_their_kind_and_place() -> None:
    assert [
        (text.kind, text.text) for text in passages(handout()) if text.section.id == "week"
    ] == [
        ("heading", "Your week"),
        ("prose", "Tick a box each time."),
        ("heading", "What to do"),
        ("label", "Mo"),
        ("label", "Tu"),
        ("label", "Ball, twice a day"),
    ]


def test_letters_in_bold_are_counted() -> None:
    (caution,) = (text for text in passages(handout()) if "fingers" in text.text)
    assert caution == Passage(found("ball"), "prose", "Stop if your fingers tingle.", strong=4)


def test_a_picture_is_read_after_the_text_beside_it() -> None:
    made = adding("hurts", Beside((paragraph("Text."),), (picture("a", "Caption."),)))
    read = [text.text for text in passages(made) if text.section.id == "hurts"]
    assert read[-2:] == ["Text.", "Caption."]


def test_a_subheading_is_a_heading() -> None:
    (text,) = (
        text for text in passages(adding("hurts", Subheading("More"))) if text.text == "More"
    )
    assert text.kind == "heading"


def test_all_lists_of_a_composed_handout_are_read() -> None:
    made = composed()
    read = {text.text for text in passages(made)}
    items = [points.items for points in blocks_of(made.sections, Points)]
    items += [caution.items for caution in blocks_of(made.sections, CautionBlock)]
    assert len(items) > 3
    assert [item for found in items for item in map(plain, found) if item not in read] == []


def test_blocks_are_found_at_any_depth() -> None:
    assert [len(block.items) for block in blocks_of(handout().sections, Doses)] == [2]


def test_a_dose_is_read_in_words() -> None:
    labels = [text.text for text in passages(handout()) if text.section.id == "ball"]
    assert labels[-4:-2] == ["5 minutes in all", "twice a day"]


def test_lists_are_found_in_any_block() -> None:
    assert [len(items) for items in lists_of(found("ball"))] == [3, 1]
    assert [len(items) for items in lists_of(found("help"))] == [2]
    assert list(lists_of(found("week"))) == []


def test_numbered_lists_are_steps() -> None:
    (steps,) = numbered_steps(found("ball"))
    assert plain(steps[0]) == "Put the ball on the table."
    made = adding("week", Points((rich("Rest."),)))
    (week,) = (section for section in made.sections if section.id == "week")
    assert list(numbered_steps(week)) == []
