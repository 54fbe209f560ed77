"""What a page asks for is checked as a plan is; what no page of ours sends is refused."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.request.values import MAX_NOTE
from handouts.web.draft import BadRequestError, as_sentences, field_of, read_draft
from patterns.errors import Problem, UserError
from tests.helpers.page_server import DAY

if TYPE_CHECKING:
    from handouts.web.draft import Draft

TEXT = st.text(st.characters(exclude_categories=("C", "M", "Z")), min_size=1, max_size=40)


def draft(plan: dict[str, Any], **more: object) -> Draft:
    body = {"tab": "tab-1", "pattern": "lateral-hip-rotators", "plan": plan, **more}
    return read_draft(json.dumps(body).encode(), DAY, None, None)


def test_choices_and_lines_are_taken() -> None:
    made = draft(
        {
            "side": "left",
            "care": ["walk"],
            "doses": {"walk": {"minutes": [5, 10]}},
            "note": "Go on",
        },
        paper="a4",
        notice="en-GB",
    )
    assert (made.request.side, made.request.care, made.request.paper) == ("left", ("walk",), "a4")
    assert made.request.doses[0][0] == "walk"
    assert (made.text.note, made.text.client, made.text.date) == ("Go on", None, DAY)


@given(TEXT)
def test_any_text_of_a_client_comes_through_unchanged(text: str) -> None:
    assert draft({"client": text}).text.client == normalize("NFC", text)


def test_what_a_person_can_mend_is_told_by_its_field() -> None:
    with pytest.raises(UserError) as caught:
        draft({"note": "x" * (MAX_NOTE + 1), "side": "lefft"})
    assert [field_of(problem) for problem in caught.value.problems] == ["note", "side"]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"{}",
        b'{"tab": "a", "pattern": "x"}',
        b'{"tab": "a", "pattern": "../x", "plan": {}}',
        b'{"tab": "A B", "pattern": "x", "plan": {}}',
        b'{"tab": "a", "pattern": "x", "plan": {}, "brand": "b.yaml"}',
        b'{"tab": "a", "pattern": "x", "plan": {}, "paper": "a3"}',
        b'{"tab": "a", "pattern": "x", "plan": {}, "notice": "en"}',
        b"x" * 200_000,
        b"[" * 50_000,
    ],
)
def test_what_our_page_never_sends_is_refused(body: bytes) -> None:
    with pytest.raises(BadRequestError):
        read_draft(body, DAY, None, None)


def test_a_problem_becomes_sentences() -> None:
    problem = Problem("", 0, 0, "next-visit", "is empty", "write something")
    assert as_sentences(problem) == "Is empty. Write something."
    assert field_of(problem) == "next_visit"
    assert field_of(problem._replace(field="care[2]")) == "care"
    assert field_of(problem._replace(field="doses.a-b.sets")) == "doses.a-b.sets"
