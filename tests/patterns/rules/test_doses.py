"""A dose has the parts of its kind, all that it needs, and no figure beyond its bounds."""

from __future__ import annotations

from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patterns.field_types import IntRange
from patterns.model.dose import FIGURES, FLAGS, Dose, Figure, Flag
from patterns.remedies import REMEDIES, RemedyName
from patterns.rules.doses import DoseLimits, check_dose, load_dose_limits
from tests.helpers.pattern_trees import ACTIVITY_IDS, IDS, activity_tree, set_at, tree, violations

FILE = load_dose_limits()
LIMITS = FILE.remedies
KINDS: tuple[RemedyName, ...] = tuple(LIMITS)

SAFE_MAXIMA: dict[tuple[RemedyName, Figure], int] = {
    ("cold", "minutes"): 20,
    ("heat", "minutes"): 20,
    ("patch", "hours"): 12,
    ("press", "minutes_in_all"): 5,
    ("press", "discomfort"): 5,
    ("strengthen", "discomfort"): 5,
    ("stretch", "hold_seconds"): 60,
}
"""Figures of the safety sheet, repeated here to catch a slip of a digit."""

SAFE_MINIMA: dict[tuple[RemedyName, Figure], int] = {
    ("cold", "hours_apart"): 2,
    ("heat", "hours_apart"): 2,
    ("stretch", "hold_seconds"): 5,
}

MUST_SAY: dict[RemedyName, set[str]] = {
    "press": {"seconds_a_spot", "minutes_in_all", "discomfort"},
    "stretch": {"hold_seconds", "repeats"},
    "strengthen": {"repeats"},
    "walk": {"minutes"},
    "breathe": {"minutes"},
    "patch": {"hours", "a_day", "days"},
    "cold": {"minutes", "hours_apart"},
    "heat": {"minutes"},
}
"""What no edit may take from what a dose must say."""

EACH_FIGURE = [(kind, name) for kind in KINDS for name in LIMITS[kind].figures]

each_figure = pytest.mark.parametrize(("kind", "name"), EACH_FIGURE)


def dose(**parts: Any) -> Dose:
    return Dose.model_validate({**parts, "source": "anywhere"})


def told(one: Dose, kind: RemedyName) -> list[tuple[tuple[str | int, ...], str]]:
    return [(v.loc, v.message) for v in check_dose(one, kind, ("dose",))]


def with_partners(kind: RemedyName, names: set[str]) -> set[str]:
    """Return parts of a dose with those that they say nothing without, the first that will do."""
    more = set(names)
    for name, others in FILE.goes_with.items():
        if name in names and not names.intersection(others):
            more.add(next(other for other in others if other in LIMITS[kind].figures))
    return names if more == names else with_partners(kind, more)


def least_of(kind: RemedyName, names: set[str]) -> dict[str, Any]:
    """Return parts of a dose, each figure at its least."""
    least: dict[str, int] = {name: span[0] for name, span in LIMITS[kind].figures.items()}
    return {n: True if n in FLAGS else IntRange(low=least[n], high=least[n]) for n in names}


def complete(kind: RemedyName, choice: int = 0) -> dict[str, Any]:
    """Return the least parts that a kind needs; of several that will do, `choice` is taken."""
    needed = {options[choice % len(options)] for options in LIMITS[kind].needs}
    return least_of(kind, with_partners(kind, {*needed}))


def with_figure(kind: RemedyName, name: Figure, low: int, high: int) -> Dose:
    """Return a complete dose with a figure of some ends."""
    partners = least_of(kind, with_partners(kind, {name}))
    return dose(**{**partners, **complete(kind), name: IntRange(low=low, high=high)})


@st.composite
def legal_doses(draw: st.DrawFn, kind: RemedyName) -> Dose:
    """Draw a dose with what its kind needs and any other parts, every figure within its bounds."""
    limits = LIMITS[kind]
    names: set[str] = draw(st.sets(st.sampled_from(limits.parts)))
    names |= {draw(st.sampled_from(options)) for options in limits.needs}
    parts = least_of(kind, with_partners(kind, names))
    for name, (least, most, _) in limits.figures.items():
        if name in parts:
            low = draw(st.integers(least, most))
            parts[name] = IntRange(low=low, high=draw(st.integers(low, most)))
    return dose(**parts)


doses_of_a_kind = st.sampled_from(KINDS).flatmap(
    lambda kind: legal_doses(kind).map(lambda one: (kind, one))
)
any_span = st.tuples(st.integers(1, 200), st.integers(0, 200)).map(
    lambda pair: IntRange(low=pair[0], high=sum(pair))
)
any_dose = st.builds(
    lambda figures, flags: dose(**figures, **flags),
    st.dictionaries(st.sampled_from(FIGURES), any_span),
    st.dictionaries(st.sampled_from(FLAGS), st.booleans()),
)


def test_every_remedy_has_its_bounds() -> None:
    assert tuple(REMEDIES) == KINDS
    assert set(FILE.units) == set(get_args(Figure))


@pytest.mark.parametrize("kind", KINDS)
def test_the_bounds_of_a_kind_can_be_kept(kind: RemedyName) -> None:
    limits = LIMITS[kind]
    assert all(1 <= least <= most for least, most, _ in limits.figures.values())
    assert all(set(options) <= set(limits.parts) for options in limits.needs)
    assert set(limits.flags) <= set(get_args(Flag))
    for name, others in FILE.goes_with.items():
        assert name not in limits.figures or set(others) & set(limits.figures)


def test_every_bound_has_a_source_and_every_source_a_bound() -> None:
    used = {source for limits in LIMITS.values() for _, _, source in limits.figures.values()}
    assert used == set(FILE.sources)


@pytest.mark.parametrize(("at", "most"), SAFE_MAXIMA.items())
def test_the_most_is_that_of_the_safety_sheet(at: tuple[RemedyName, Figure], most: int) -> None:
    kind, name = at
    assert LIMITS[kind].figures[name][1] == most


@pytest.mark.parametrize(("at", "least"), SAFE_MINIMA.items())
def test_the_least_is_that_of_the_safety_sheet(at: tuple[RemedyName, Figure], least: int) -> None:
    kind, name = at
    assert LIMITS[kind].figures[name][0] == least


@pytest.mark.parametrize("kind", MUST_SAY)
def test_a_dose_must_say_what_it_must(kind: RemedyName) -> None:
    alone = {options[0] for options in LIMITS[kind].needs if len(options) == 1}
    assert MUST_SAY[kind] <= alone


@given(doses_of_a_kind)
def test_a_dose_within_all_bounds_is_accepted(drawn: tuple[RemedyName, Dose]) -> None:
    kind, one = drawn
    assert told(one, kind) == []


@each_figure
def test_both_ends_of_a_figure_are_allowed(kind: RemedyName, name: Figure) -> None:
    least, most, _ = LIMITS[kind].figures[name]
    assert told(with_figure(kind, name, least, most), kind) == []


@each_figure
def test_one_more_than_the_most_is_refused(kind: RemedyName, name: Figure) -> None:
    least, most, source = LIMITS[kind].figures[name]
    (v,) = check_dose(with_figure(kind, name, least, most + 1), kind, ("dose",))
    assert (v.loc, v.message) == (("dose", name), f"{most + 1} is too much")
    assert v.hint == f"{most} {FILE.units[name]} is the most: {FILE.sources[source]}"


@pytest.mark.parametrize(
    ("kind", "name"),
    [(kind, name) for kind, name in EACH_FIGURE if LIMITS[kind].figures[name][0] > 1],
)
def test_one_less_than_the_least_is_refused(kind: RemedyName, name: Figure) -> None:
    least, most, source = LIMITS[kind].figures[name]
    (v,) = check_dose(with_figure(kind, name, least - 1, most), kind, ("dose",))
    assert (v.loc, v.message) == (("dose", name), f"{least - 1} is too little")
    assert v.hint == f"{least} {FILE.units[name]} is the least: {FILE.sources[source]}"


@given(st.sampled_from(EACH_FIGURE), st.integers(1, 200), st.integers(0, 200))
def test_a_figure_is_refused_if_and_only_if_an_end_lies_outside(
    at: tuple[RemedyName, Figure], low: int, more: int
) -> None:
    kind, name = at
    least, most, _ = LIMITS[kind].figures[name]
    expected = [f"{low + more} is too much"] if low + more > most else []
    expected += [f"{low} is too little"] if low < least else []
    found = told(with_figure(kind, name, low, low + more), kind)
    assert found == [(("dose", name), message) for message in expected]


@pytest.mark.parametrize(
    ("kind", "part"),
    [(k, part) for k in KINDS for part in (*FIGURES, *FLAGS) if part not in LIMITS[k].parts],
)
def test_a_part_that_the_kind_does_not_have_is_refused(kind: RemedyName, part: str) -> None:
    value = True if part in FLAGS else IntRange(low=2, high=2)
    (v,) = check_dose(dose(**complete(kind), **{part: value}), kind, ("dose",))
    assert (v.loc, v.message) == (("dose", part), f"is no part of a dose of the kind {kind}")
    assert all(name in v.hint for name in LIMITS[kind].parts)


@pytest.mark.parametrize("kind", KINDS)
def test_a_dose_that_lacks_a_part_is_refused(kind: RemedyName) -> None:
    for options in LIMITS[kind].needs:
        parts = {name: span for name, span in complete(kind).items() if name not in options}
        lacking = (("dose",), f"lacks {' or '.join(options)}")
        assert lacking in told(dose(**parts), kind)
    empty = [(("dose",), f"lacks {' or '.join(options)}") for options in LIMITS[kind].needs]
    assert told(dose(), kind) == empty


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("choice", range(4))
def test_any_of_the_parts_that_a_kind_lets_choose_will_do(kind: RemedyName, choice: int) -> None:
    assert told(dose(**complete(kind, choice)), kind) == []


@pytest.mark.parametrize(("name", "others"), FILE.goes_with.items())
def test_a_part_that_says_nothing_alone_is_refused(name: Figure, others: tuple[Figure]) -> None:
    kinds = [kind for kind in KINDS if name in LIMITS[kind].figures]
    assert kinds
    for kind in kinds:
        parts = {part: span for part, span in complete(kind).items() if part not in others}
        alone = {**parts, **least_of(kind, {name})}
        refused = (("dose", name), f"says nothing without {' or '.join(others)}")
        assert refused in told(dose(**alone), kind)
        for other in set(others) & set(LIMITS[kind].figures):
            together = dose(**{**alone, **least_of(kind, {other})})
            assert refused not in told(together, kind)


def unfit(one: Dose, limits: DoseLimits) -> bool:
    """Whether a dose does not fit its kind, decided in another way than by the rule."""
    given_parts = {*one.figures, *one.flags}
    spans = {name: (span.low, span.high) for name, span in one.figures.items()}
    return not (
        given_parts <= set(limits.parts)
        and all(given_parts.intersection(options) for options in limits.needs)
        and all(
            limits.figures[n][0] <= low <= high <= limits.figures[n][1]
            for n, (low, high) in spans.items()
        )
        and ("rest_seconds" not in given_parts or "sets" in given_parts)
        and ("sets" not in given_parts or {"repeats", "minutes"} & given_parts)
    )


@given(any_dose, st.sampled_from(KINDS))
def test_whatever_does_not_fit_its_kind_is_refused(one: Dose, kind: RemedyName) -> None:
    assert bool(told(one, kind)) == unfit(one, LIMITS[kind])


@pytest.mark.parametrize("name", ACTIVITY_IDS)
def test_every_activity_keeps_the_bounds_of_its_kind(name: str) -> None:
    changed = set_at(activity_tree(name), ("dose", "a_day"), 99)
    (v,) = violations(changed)
    assert v.loc == ("dose", "a_day")


@pytest.mark.parametrize(
    ("name", "part"),
    [(name, part) for name in IDS for part in ("patch", "cold", "heat") if part in tree(name)],
)
def test_every_application_keeps_the_bounds_of_its_kind(name: str, part: str) -> None:
    (v,) = violations(set_at(tree(name), (part, "dose", "hold_seconds"), 9))
    message = f"is no part of a dose of the kind {part}"
    assert (v.loc, v.message) == ((part, "dose", "hold_seconds"), message)
