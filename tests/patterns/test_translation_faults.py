"""A translation that forgets, adds or changes something is told so, each fault at its place."""

from __future__ import annotations

import pytest

from patterns.schema.client_text import client_text
from patterns.schema.yaml_document import parse_document
from patterns.translation_faults import content_faults, missing_text, needless_text
from tests.helpers.translations import Card

ORIGINAL = """
id: card
title: Heel cord stretch
steps:
  - {use: wall, minutes: 5}
  - {use: chair, minutes: 5, say: "Lift {your heel} 10 times. **Stop** if the [heel cord] hurts."}
pause: {minutes: 2, say: Rest 1.5 minutes.}
terms: {heel cord: the band above the heel}
words: {your heel: {one: "your {side} heel", both: one heel}}
local_words: {line: {other: Call 112 today., by_country: {GB: Call 111 today.}}}
"""

STEP = '"Sube {your heel} 10 veces. **Para** si el [heel cord] duele."'

TRANSLATION = f"""
title: Estirar el tendón
steps:
  - use: wall
  - say: {STEP}
pause: {{say: "Descansa 1,5 minutos."}}
terms: {{heel cord: {{word: tendón, means: la banda sobre el talón}}}}
words: {{your heel: {{left: talón izquierdo, right: talón derecho, both: un talón}}}}
local_words: {{line: {{other: Llama hoy al 112., by_country: {{GB: Llama hoy al 111.}}}}}}
"""


def faults(translation: str, source: str = ORIGINAL) -> list[str]:
    original = parse_document(source.encode(), "card.yaml")
    translated = parse_document(translation.encode(), "card.es.yaml")
    text = client_text(Card, original.tree)
    found = (
        *missing_text(text, translated),
        *needless_text(text, original, translated, whole=False),
        *content_faults(text, translated),
    )
    return [str(problem) for problem in found]


def test_a_whole_translation_has_no_faults() -> None:
    assert faults(TRANSLATION) == []


SAYS = "Lift {your heel} 10 times. **Stop** if the [heel cord] hurts."
MARKS = "write numbers, {words} and [terms] as in the original"


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (
            "title: Estirar el tendón\n",
            "",
            '2:1: title: is not translated; the original says "Heel cord stretch"',
        ),
        (
            "Estirar el tendón",
            "",
            '2:1: title: is not translated; the original says "Heel cord stretch"',
        ),
        (
            f"  - say: {STEP}",
            "  - {}",
            f'5:5: steps[2].say: is not translated; the original says "{SAYS}"',
        ),
        (f"  - say: {STEP}\n", "", "3:1: steps[2]: is not translated; add it"),
        ("pause: {say", "# {say", "2:1: pause: is not translated; add it"),
        (
            "pause: {say",
            "pauses: {say",
            '6:1: pauses: is not in the original; did you mean "pause"?',
        ),
        (
            "title: Est",
            "id: card\ntitle: Est",
            "2:1: id: is not for translation; take it out; it stays as in the original",
        ),
        (
            "pause: {",
            "pause: {minutes: 2, ",
            "6:9: pause.minutes: is not for translation; take it out; it stays as in the original",
        ),
        (
            "use: wall",
            "use: chair",
            "4:5: steps[1].use: is not for translation; take it out; it stays as in the original",
        ),
        (
            "pause:",
            "  - {}\npause:",
            "6:5: steps[3]: is one more than in the original; take it out",
        ),
        (
            'pause: {say: "Descansa 1,5 minutos."}',
            "pause: Descansa.",
            "6:8: pause: must be keys with values; write it as in the original",
        ),
        ("10 veces", "12 veces", f"5:10: steps[2].say: lacks 10 and adds 12; {MARKS}"),
        ("{your heel} 10", "10", f"5:10: steps[2].say: lacks {{your heel}}; {MARKS}"),
        ("el [heel cord]", "el tendón", f"5:10: steps[2].say: lacks [heel cord]; {MARKS}"),
        ("**Para**", "Para", f"5:10: steps[2].say: lacks **; {MARKS}"),
        ("1,5", "15", f"6:14: pause.say: lacks 1.5 and adds 15; {MARKS}"),
        (
            "al 111",
            "al 999",
            f"9:65: local_words.line.by_country.?: lacks 111 and adds 999; {MARKS}",
        ),
        (
            ", by_country: {GB: Llama hoy al 111.}",
            "",
            f"9:15: local_words.line: lacks 111; {MARKS}",
        ),
        (
            STEP,
            f'"{SAYS}"',
            "5:10: steps[2].say: is in the words of the original; translate it",
        ),
    ],
)
def test_a_fault_is_told_at_its_place(old: str, new: str, fault: str) -> None:
    assert TRANSLATION.count(old) == 1
    assert f"card.es.yaml:{fault}" in faults(TRANSLATION.replace(old, new))


def test_a_short_name_may_be_the_same_in_both_languages() -> None:
    original = ORIGINAL.replace("Heel cord stretch", "Achilles TENS {side}")
    assert faults(TRANSLATION.replace("Estirar el tendón", "Achilles TENS {side}"), original) == []
