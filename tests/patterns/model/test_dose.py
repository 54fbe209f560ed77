"""Doses: their parts, the seconds that they take, and a therapist's changes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patterns.field_types import IntRange
from patterns.model.dose import FIGURES, FLAGS, Dose, DoseChange, changed

spans = st.tuples(st.integers(1, 60), st.integers(0, 60)).map(
    lambda pair: IntRange(low=pair[0], high=sum(pair))
)
figures = st.dictionaries(st.sampled_from(FIGURES), spans)
flags = st.dictionaries(st.sampled_from(FLAGS), st.booleans())


def test_a_change_has_the_parts_of_a_dose_and_no_source() -> None:
    assert [*DoseChange.model_fields] == [*FIGURES, *FLAGS]
    assert [*Dose.model_fields] == [*FIGURES, *FLAGS, "source"]


@given(figures, flags, figures, flags)
def test_a_change_replaces_its_parts_and_no_other(
    old: dict[str, IntRange],
    held: dict[str, bool],
    new: dict[str, IntRange],
    flipped: dict[str, bool],
) -> None:
    dose = Dose.model_validate({**old, **held, "source": "acsm"})
    if not new and not flipped:
        return
    change = DoseChange.model_validate({**new, **flipped})
    assert change.parts == {**new, **flipped}
    assert changed(dose, change) == Dose.model_validate(
        {**old, **held, **new, **flipped, "source": "acsm"}
    )


def test_a_change_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="changes nothing; write a part of the dose"):
        DoseChange()


@given(figures, flags)
def test_equal_changes_are_the_same_to_a_fingerprint(
    new: dict[str, IntRange], flipped: dict[str, bool]
) -> None:
    tree = {**new, **flipped} or {"all_night": True}
    one, other = DoseChange.model_validate(tree), DoseChange.model_validate(tree)
    assert (hash(one), repr(one)) == (hash(other), repr(other))
