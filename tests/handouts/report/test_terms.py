"""Medical words, names and short forms are explained where they are first read."""

from __future__ import annotations

import pytest

from handouts.document import CheckRow, CheckTable
from handouts.report.terms import hard_words, unexplained
from tests.helpers.plain_sheets import adding, changing, paragraph, sheet


def test_a_sheet_that_explains_its_terms_has_none() -> None:
    assert list(unexplained(sheet())) == []


def test_a_term_is_told_once_with_plain_words() -> None:
    made = adding("hurts", paragraph("A fracture hurts.", "Fractures and ulcers hurt."))
    assert [(term.word, term.plain, term.spot.text) for term in unexplained(sheet(made))] == [
        ("fracture", "broken bone", "A fracture hurts."),
        ("ulcers", "open sore", "Fractures and ulcers hurt."),
    ]


def test_a_heading_may_use_what_the_prose_explains() -> None:
    assert list(unexplained(sheet(changing("hurts", heading="The tendon")))) == []
    (term,) = unexplained(sheet(changing("hurts", heading="The bursa")))
    assert term.word == "bursa"


def test_a_label_of_several_conditions_is_read_one_by_one() -> None:
    rows = (CheckRow("Weak bones; a hernia (a lump); an aneurysm", ()),)
    made = adding("week", CheckTable("Do you have", ("Ball",), rows, {}, {}))
    (term,) = unexplained(sheet(made))
    assert (term.word, term.spot) == ("aneurysm", ("Your week", "an aneurysm"))


def test_an_explanation_that_comes_later_does_not_count() -> None:
    made = adding("short", paragraph("Your tendon is sore."))
    (term,) = unexplained(sheet(made))
    assert term.spot == (
        "In short: rest your left elbow, then loosen it gently.",
        "Your tendon is sore.",
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The sacroiliac joint (a joint of the hips) is stiff.", []),
        ("Bursitis and sinusitis.", ["Bursitis", "sinusitis"]),
        ("An MRI, and a QR code.", ["MRI"]),
        ("A non-fracture.", ["fracture"]),
        ("Arthritis is a diagnosis.", []),
    ],
)
def test_hard_words_are_recognized(text: str, found: list[str]) -> None:
    assert [word for word in hard_words(text) if word != "sacroiliac"] == found


def test_names_are_hard_words() -> None:
    assert list(hard_words("The soleus.", frozenset({"soleus"}))) == ["soleus"]
