"""Compare the page of limits with the rules: doses, gates and refused words."""

from __future__ import annotations

from patterns.rules.doses import load_dose_limits
from patterns.rules.safety import load_gates
from patterns.shared_texts import english_texts
from tests.helpers.docs.pages import read, spans, table

PAGE = read("docs/limits.md")


def test_the_bounds_of_doses_are_those_of_the_rules() -> None:
    file = load_dose_limits()
    assert table(PAGE, "| kind | part | least | most | unit | source |") == [
        [kind, part, str(least), str(most), file.units[part], file.sources[source]]
        for kind, limits in file.remedies.items()
        for part, (least, most, source) in limits.figures.items()
    ]


def test_the_needs_of_doses_are_those_of_the_rules() -> None:
    told = table(PAGE, "| kind | must have | may also have |")
    assert [(kind, needs.split("; "), flags) for kind, needs, flags in told] == [
        (kind, [" or ".join(choice) for choice in limits.needs], ", ".join(limits.flags))
        for kind, limits in load_dose_limits().remedies.items()
    ]


def test_the_parts_that_need_each_other_are_those_of_the_rules() -> None:
    said = [
        f"`{name}` need {' or '.join(f'`{other}`' for other in others)}"
        for name, others in load_dose_limits().goes_with.items()
    ]
    assert f"{', and '.join(said)}." in PAGE


def test_the_gates_are_those_of_the_rules() -> None:
    head = "| where | what the therapist confirms | id for an added activity |"
    assert table(PAGE, head) == [
        [where, gate.confirm, gate.id]
        for gate in load_gates().gates
        for where in (
            *(f"the region {region}" for region in gate.regions),
            *(f"a muscle named {muscle}" for muscle in gate.muscles),
        )
    ]


def test_the_refused_words_are_those_of_the_rules() -> None:
    words = english_texts().forbidden
    _, promises, diagnoses = PAGE.split("- These words ")
    assert spans(promises.partition(":")[2]) == list(words.promises)
    assert spans(diagnoses.partition(":")[2]) == list(words.diagnoses)
