"""A plan chooses remedies, adds activities, orders them and changes doses, within bounds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from handouts.compose.care import DEFAULT_MOMENT
from handouts.compose.doses import fact
from handouts.compose.locale import capital, load_locale
from handouts.document import Doses, Subheading
from handouts.request.plan import Plan
from patterns.errors import Problem, UserError
from patterns.model.dose import DoseChange, changed
from patterns.rules.doses import check_dose, load_dose_limits
from tests.helpers.composing import (
    HIP,
    NAMES,
    OWN,
    bent,
    entry,
    handout,
    parts_of,
    plans_of,
    sections,
    some_of,
    words_of,
)
from tests.helpers.pattern_trees import ACTIVITY_IDS, loaded_activity

if TYPE_CHECKING:
    from handouts.document import Handout
    from patterns.model.dose import Dose

WORDS = load_locale()
FILE = load_dose_limits()
ALL_GATES = ("no-blood-clot", "chest-pain-checked")


def in_care(name: str) -> list[str]:
    """Return what a pattern prints outside of a flare-up, in its order."""
    return [choice.use for choice in entry(name).pattern.care]


def in_flare(name: str) -> list[str]:
    """Return what a pattern prints for a flare-up alone."""
    return [use for use in entry(name).pattern.used() if use not in in_care(name)]


def printed_care(made: Handout) -> list[str]:
    """Return the ids of the remedies that have a section."""
    return [section.id for section in made.sections if section.id in CARE_IDS]


CARE_IDS = {*ACTIVITY_IDS, "patch", "cold", "heat"}


def facts(made: Handout, use: str) -> list[str]:
    """Return the dose of a remedy in words."""
    return [f.text for block in parts_of(sections(made, use), Doses) for f in block.items]


def problems(plan: Plan, name: str = HIP) -> list[Problem]:
    with pytest.raises(UserError) as caught:
        handout(plan, name)
    return list(caught.value.problems)


# What prints


@pytest.mark.parametrize("name", NAMES)
def test_all_remedies_print_where_none_is_chosen(name: str) -> None:
    made = handout(name=name)
    assert printed_care(made) == in_care(name)
    titles = [title.text for title in parts_of(sections(made, "flare"), Subheading)]
    assert len(titles) == len(in_flare(name))


@given(st.sampled_from(NAMES), st.data())
def test_what_a_plan_chooses_prints_and_nothing_else(name: str, data: st.DataObject) -> None:
    plan = data.draw(plans_of(name))
    made = handout(plan, name)
    in_section = {"care": set(in_care(name)), "flare": set(in_flare(name))}
    asked = [in_section[each] for each in in_section if not plan.sections or each in plan.sections]
    chosen = set().union(*asked) if plan.care is None else set(plan.care)
    assert set(printed_care(made)) == chosen & in_section["care"]
    titles = [title.text for title in parts_of(sections(made, "flare"), Subheading)]
    assert len(titles) == len(chosen & in_section["flare"])


def test_what_a_plan_names_prints_whatever_its_sections() -> None:
    named = handout(Plan(sections=("hurts",), care=("patch",), add=("walk",)))
    assert printed_care(named) == ["walk", "patch"]
    (cold,) = sections(handout(Plan(sections=("hurts",), care=("cold",))), "flare")
    assert [title.text for title in parts_of(cold, Subheading)]


@given(st.sampled_from(NAMES), st.data())
def test_what_a_plan_orders_comes_first_and_the_rest_stays_in_order(
    name: str, data: st.DataObject
) -> None:
    plan = data.draw(plans_of(name))
    ids, usual = printed_care(handout(plan, name)), in_care(name)
    first = [use for use in plan.order if use in ids]
    assert ids == [*first, *(use for use in usual if use in ids and use not in first)]


# Added activities


def addable(name: str) -> list[str]:
    return [added for added in ACTIVITY_IDS if added not in entry(name).pattern.used()]


@pytest.mark.parametrize("name", NAMES)
@given(st.data())
def test_added_activities_print_beside_what_is_chosen(name: str, data: st.DataObject) -> None:
    added = data.draw(some_of(addable(name)))
    plan = data.draw(plans_of(name)).model_copy(update={"add": added, "confirmed": ALL_GATES})
    made, without = handout(plan, name), handout(plan.model_copy(update={"add": ()}), name)
    assert set(printed_care(made)) - set(printed_care(without)) == set(added)


@pytest.mark.parametrize("added", [each for each in ACTIVITY_IDS if each in addable(HIP)])
def test_an_added_activity_has_the_moment_of_its_kind(added: str) -> None:
    activity = loaded_activity(added).activity
    (section,) = sections(handout(Plan(add=(added,), confirmed=ALL_GATES)), added)
    moment = WORDS.moments[DEFAULT_MOMENT.get(activity.kind, "every-day")]
    assert section.moment == moment
    assert activity.title[1:] in section.heading


def test_an_activity_that_is_there_already_is_not_added_twice() -> None:
    assert handout(Plan(add=("bridge",))) == handout()
    assert printed_care(handout(Plan(care=("patch",), add=("bridge",)))) == ["bridge", "patch"]


def test_an_added_activity_can_come_first_and_in_another_dose() -> None:
    change = {"own-half-kneel-lunge": DoseChange.model_validate({"repeats": 2})}
    plan = Plan(
        add=("own-half-kneel-lunge",), order=("own-half-kneel-lunge",), doses=change, side="left"
    )
    made = handout(plan)
    assert printed_care(made)[0] == "own-half-kneel-lunge"
    assert facts(made, "own-half-kneel-lunge") == [
        "hold 20 to 30 seconds", "2 times", "once a day",
    ]  # fmt: skip


# Ids that are unknown


@pytest.mark.parametrize(
    ("plan", "field", "message", "hint"),
    [
        (Plan(care=("ptach",)), "care[1]", f"{HIP} has no such remedy", 'did you mean "patch"?'),
        (
            Plan(care=("patch", "ball-under-butock")),
            "care[2]",
            f"{HIP} has no such remedy",
            'did you mean "ball-under-buttock"?',
        ),
        (
            Plan(order=("pigeon",)),
            "order[1]",
            f"{HIP} has no such remedy",
            'did you mean "pigeon-pose"?',
        ),
        (
            Plan(doses={"bridges": DoseChange.model_validate({"sets": 1})}),
            "doses.bridges",
            f"{HIP} has no such remedy",
            'did you mean "bridge"?',
        ),
        (
            Plan(care=("heat",)),
            "care[1]",
            f"{HIP} has no such remedy",
            f"known here: {', '.join(sorted(entry().pattern.used()))}",
        ),
        (
            Plan(add=("half-kneel-lunges",)),
            "add[1]",
            "is no activity of the library",
            'did you mean "half-kneel-lunge"?',
        ),
    ],
)
def test_an_unknown_id_is_told_with_the_one_that_was_meant(
    plan: Plan, field: str, message: str, hint: str
) -> None:
    assert problems(plan) == [Problem("", 0, 0, field, message, hint)]


def test_an_activity_of_the_library_has_to_be_added_to_be_chosen() -> None:
    (problem,) = problems(Plan(care=("own-half-kneel-lunge",)))
    assert (problem.field, problem.message) == ("care[1]", f"{HIP} has no such remedy")
    assert handout(Plan(care=("own-half-kneel-lunge",), add=("own-half-kneel-lunge",))).sections


def test_all_unknown_ids_are_told_at_once() -> None:
    plan = Plan(
        care=("patch", "x-1"),
        order=("x-2", "patch"),
        doses={"x-3": DoseChange.model_validate({"sets": 1})},
    )
    assert [problem.field for problem in problems(plan)] == ["care[2]", "doses.x-3", "order[1]"]


# Doses


@st.composite
def changes(draw: st.DrawFn, name: str) -> tuple[str, dict[str, Any]]:
    """Draw a remedy of a pattern, and legal numbers for some parts of its dose."""
    use = draw(st.sampled_from(in_care(name)))
    limits = FILE.remedies[remedy_of(name, use)]
    parts = draw(st.lists(st.sampled_from(list(limits.figures)), min_size=1, unique=True))
    values: dict[str, Any] = {}
    for part in parts:
        least, most, _ = limits.figures[part]
        ends = st.integers(least, min(most, 8) if part == "hours" else most)
        values[part] = sorted((draw(ends), draw(ends)))
    told = {*dose_of(name, use).figures, *values}
    assume(all(n not in told or told & {*others} for n, others in FILE.goes_with.items()))
    return use, values


def dose_of(name: str, use: str) -> Dose:
    own = entry(name)
    part = own.activities[use].activity if use in own.activities else getattr(own.pattern, use)
    dose: Dose = part.dose
    return dose


def remedy_of(name: str, use: str) -> Any:
    known = entry(name).activities
    return known[use].activity.kind if use in known else use


@given(st.sampled_from(NAMES), st.data())
def test_a_changed_dose_prints_as_its_numbers_and_the_rest_stays(
    name: str, data: st.DataObject
) -> None:
    use, change = data.draw(changes(name))
    new = DoseChange.model_validate(change)
    assume(not any(check_dose(changed(dose_of(name, use), new), remedy_of(name, use), ())))
    made, usual = handout(Plan(doses={use: new}), name), handout(name=name)
    figures = {**dose_of(name, use).figures, **new.figures}
    if "sets" not in figures or figures["sets"].high == 1:
        figures.pop("rest_seconds", None)
    numbers = {fact(WORDS, figure, span).text for figure, span in figures.items()}
    fixed = {*WORDS.dose.flags.values(), WORDS.dose.one_patch, WORDS.dose.each_side}
    fixed |= set(map(capital, fixed))
    assert set(facts(made, use)) - fixed == numbers
    for other in printed_care(usual):
        if other != use:
            assert facts(made, other) == facts(usual, other)


def test_a_dose_of_a_therapist_prints_wherever_the_dose_is_told() -> None:
    change = {"ball-under-buttock": {"times_a_day": 1, "minutes_in_all": 3}, "patch": {"hours": 6}}
    doses = {use: DoseChange.model_validate(parts) for use, parts in change.items()}
    made = handout(Plan(doses=doses))
    assert facts(made, "ball-under-buttock") == [
        "60 seconds on each spot",
        "3 minutes in all",
        "an ache of 4 out of 10 at most",
        "once a day",
    ]
    assert "Ball, once a day" in words_of(sections(made, "week"))
    printed = words_of(made)
    assert "up to 6 hours" in printed
    assert "(6 hours, or what your box says)" in printed
    assert "Patch off after 6 hours at most." in printed
    assert "8 hours" not in printed


@pytest.mark.parametrize(
    ("use", "change", "field", "message", "hint"),
    [
        ("bridge", {"sets": 9}, "doses.bridge.sets", "9 is too much", "4 sets is the most: "),
        (
            "knee-across",
            {"hold_seconds": [2, 30]},
            "doses.knee-across.hold_seconds",
            "2 is too little",
            "5 seconds is the least: ",
        ),
        (
            "pillow-between-knees",
            {"sets": 2},
            "doses.pillow-between-knees.sets",
            "is no part of a dose of the kind position",
            "a dose of this kind may have: minutes, times_a_day, all_night, when_needed",
        ),
        (
            "pillow-between-knees",
            {"all_night": False},
            "doses.pillow-between-knees",
            "lacks all_night or when_needed or minutes",
            "add it; each dose of the kind position says that",
        ),
        ("cold", {"minutes": 25}, "doses.cold.minutes", "25 is too much", "20 minutes is the most"),
        (
            "patch",
            {"hours": 10},
            "doses.patch.hours",
            "is longer than the label of the product allows",
            "change it, or give the label's figure as product_allows_hours",
        ),
    ],
)
def test_a_dose_out_of_bounds_is_refused_at_its_part(
    use: str, change: dict[str, Any], field: str, message: str, hint: str
) -> None:
    (problem,) = problems(Plan(doses={use: DoseChange.model_validate(change)}))
    assert (problem.field, problem.message) == (field, message)
    assert problem.hint.startswith(hint)


@given(st.sampled_from(NAMES), st.data())
def test_no_number_beyond_its_bounds_is_printed(name: str, data: st.DataObject) -> None:
    use = data.draw(st.sampled_from(in_care(name)))
    limits = load_dose_limits().remedies[remedy_of(name, use)].figures
    part = data.draw(st.sampled_from(list(limits)))
    least, most, _ = limits[part]
    beyond = data.draw(st.integers(most + 1, most + 100) | st.integers(1, max(1, least - 1)))
    change = DoseChange.model_validate({part: beyond})
    if least <= beyond <= most:
        return
    found = problems(Plan(doses={use: change}), name)
    assert f"doses.{use}.{part}" in [problem.field for problem in found]


def test_a_changed_dose_is_held_to_the_limit_of_its_site() -> None:
    """Cold is allowed for 20 minutes, but for 5 on the jaw."""
    change = {"cold.site": "jaw", "cold.dose.minutes": 5}
    of = bent(HIP, change)
    doses = {"cold": DoseChange.model_validate({"minutes": 10})}
    with pytest.raises(UserError) as caught:
        handout(Plan(doses=doses), of=of)
    (problem,) = caught.value.problems
    assert (problem.field, problem.hint) == ("doses.cold.minutes", "5 is the most there")


def test_a_product_that_allows_more_hours_allows_them_to_a_therapist() -> None:
    doses = {"patch": DoseChange.model_validate({"hours": 12})}
    made = handout(Plan(doses=doses), of=bent(HIP, {"patch.product_allows_hours": 12}))
    assert "up to 12 hours" in facts(made, "patch")


def test_all_faults_of_a_dose_are_told_at_once() -> None:
    change = DoseChange.model_validate({"sets": 9, "rest_seconds": 1, "minutes": 3})
    told = [problem.field for problem in problems(Plan(doses={"bridge": change}))]
    assert told == ["doses.bridge.minutes", "doses.bridge.rest_seconds", "doses.bridge.sets"]


def test_the_patterns_of_the_tests_are_all_tried() -> None:
    folders = {path.name for path in OWN.iterdir()} - {"activities"}
    assert set(NAMES) == {HIP, *folders}
