"""A plan parsed without YAML and pydantic has the values that they would return."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from handouts.request.plan import Plan
from handouts.request.plan_reader import MAX_PLAIN_LINES, locate_problems, plain_lines, plain_values
from handouts.request.values import ROSTER_COLUMNS
from patterns.errors import Problem, UserError
from patterns.field_types import IntRange
from patterns.model.dose import FIGURES, FLAGS
from patterns.schema.yaml_document import parse_document
from patterns.sections import SECTIONS
from tests.helpers.requests import TODAY, asked

if TYPE_CHECKING:
    from pathlib import Path

    from patterns.schema.yaml_tree import Plain

BAD_ID = "is not written in the right way; write it like deep-hip-pain"

ids = st.one_of(
    st.from_regex(r"[a-z0-9]{1,20}(-[a-z0-9]{1,30})?", fullmatch=True),
    st.sampled_from(["Bad One", "a--b", "-a", "", "a\n", "é", "a" * 40, "a" * 41]),
)
lines = st.one_of(st.text(max_size=70), st.sampled_from(["", "x" * 60, "x" * 61]))
days = st.one_of(
    st.dates().map(date.isoformat),
    st.sampled_from(
        ["2026-02-30", "0000-01-01", "20261123", "2026-W48-1", "\u0662026-01-02", "tomorrow"]
    ),
)
odd: st.SearchStrategy[Any] = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(-9, 9), st.just({})
)
figures = st.one_of(st.integers(-1, 400), st.lists(st.integers(1, 40), min_size=2, max_size=2))
changes = st.one_of(
    st.dictionaries(st.sampled_from([*FIGURES, "source"]), figures, max_size=3),
    st.dictionaries(st.sampled_from(FLAGS), st.booleans(), max_size=2),
)
KEYS: dict[str, st.SearchStrategy[Any]] = {
    "client": lines,
    "next_visit": lines,
    "note": st.one_of(lines, st.sampled_from(["x" * 300, "x" * 301])),
    "side": st.sampled_from(["left", "right", "both", "middle"]),
    "detail": st.sampled_from(["full", "brief", "some"]),
    "edition": st.sampled_from(["standard", "large-print", "ink-saver", "card", "xl"]),
    "card": st.sampled_from([True, False, "yes", 1]),
    "whole": st.sampled_from([True, False, "no", 0]),
    "language": st.sampled_from(["es", "fil", "ES", "en-US", "e", ""]),
    "site": ids,
    "care": st.lists(ids, max_size=3),
    "add": st.lists(ids, max_size=3),
    "order": st.lists(ids, max_size=3),
    "end_only": st.lists(ids, max_size=3),
    "doses": st.dictionaries(ids, changes, max_size=2),
    "confirmed": st.lists(ids, max_size=3),
    "sections": st.lists(st.sampled_from([*SECTIONS, "help", "Care"]), max_size=3),
    "date": days,
    "columns": st.dictionaries(st.sampled_from(ROSTER_COLUMNS), st.lists(lines, min_size=1)),
}
good: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries({}, optional=KEYS)
bad = st.dictionaries(st.sampled_from([*KEYS, "name"]), st.one_of(odd, st.lists(odd), lines))


def modeled(tree: dict[str, Any]) -> dict[str, Any] | None:
    """Return the values of a plan by its model, None for a plan that is refused."""
    try:
        plan = Plan.model_validate_json(json.dumps(tree))
    except ValidationError:
        return None
    return {key: getattr(plan, key) for key in tree}


@given(st.one_of(good, bad))
@example({"site": "Bad Site"})
@example({"care": ["a\n"]})
@example({"sections": ["nonsense"]})
def test_what_is_plainly_in_order_is_so_for_the_model(tree: dict[str, Plain]) -> None:
    plain = plain_values(tree)
    assert plain is None or plain == modeled(tree)


@given(good)
def test_a_good_plan_does_not_wait_for_the_model(tree: dict[str, Plain]) -> None:
    values = modeled(tree)
    # Doses and columns need the model of their parts.
    doubtful = [] in tree.values() or tree.keys() & {"doses", "columns"}
    if values is not None and not doubtful and values == {**values, **_stripped(tree)}:
        assert plain_values(tree) == values


def _stripped(tree: dict[str, Plain]) -> dict[str, Plain]:
    """Return the lines of a plan that the model would strip, as they are written."""
    return {
        key: line for key, line in tree.items() if isinstance(line, str) and line != line.strip()
    }


def test_every_key_of_the_model_is_known() -> None:
    assert set(KEYS) == set(Plan.model_fields)


def test_options_count_more_than_the_plan() -> None:
    plan = b"side: left\nsite: hip\nedition: standard\ndate: 2026-01-02\nclient: Ana Bello\n"
    options = {"side": "right", "site": "calf", "edition": "ink-saver", "date": date(2026, 3, 4)}
    (sheet,), text = asked(["neck"], plan, **options)
    assert (sheet.side, sheet.site, sheet.edition) == ("right", "calf", "ink-saver")
    assert (text.date, text.client) == (date(2026, 3, 4), "Ana Bello")
    (sheet,), text = asked(["neck"], plan)
    assert (sheet.side, sheet.site, sheet.edition) == ("left", "hip", "standard")
    assert text.date == date(2026, 1, 2)


def test_without_a_plan_the_day_is_today() -> None:
    requests, text = asked(["neck", "calf"])
    assert [request.pattern for request in requests] == ["neck", "calf"]
    assert text.date == TODAY
    assert text.texts == ()


def test_the_faults_of_a_plan_are_told_by_its_model() -> None:
    with pytest.raises(UserError) as caught:
        asked(["neck"], b"sections: [nonsense]\nsite: Bad Site\nside: up\n")
    located = {(problem.line, problem.field) for problem in caught.value.problems}
    assert located >= {(1, "sections[1]"), (2, "site"), (3, "side")}


def test_one_bad_item_does_not_make_a_list_empty() -> None:
    with pytest.raises(UserError) as caught:
        asked(["neck"], b"sections: [hurt]\ncare: [a, B]\nconfirmed: [B]\n")
    assert str(caught.value).splitlines() == [
        'standard input:1:12: sections[1]: is not a word known here; did you mean "hurts"?',
        f"standard input:2:11: care[2]: {BAD_ID}",
        f"standard input:3:13: confirmed[1]: {BAD_ID}",
    ]


def test_an_empty_list_is_empty_and_a_site_is_an_id() -> None:
    with pytest.raises(UserError) as caught:
        asked(["neck"], b"sections: []\nsite: Outer-Hip\n")
    assert str(caught.value).splitlines() == [
        "standard input:1:1: sections: is empty",
        f"standard input:2:7: site: {BAD_ID}",
    ]


def test_a_plan_in_blocks_is_read_as_if_on_lines() -> None:
    plan = b"client: |\n  Ana Bello\nnote: >\n  Rest\n  well.\n"
    _, text = asked(["neck"], plan)
    assert (text.client, text.note) == ("Ana Bello", "Rest well.")


def test_spaces_of_any_kind_around_a_line_are_taken_away() -> None:
    _, text = asked(["neck"], "client: \u00a0Ana\u2009\n".encode())
    assert text.client == "Ana"


def test_a_plan_is_read_from_its_file(tmp_path: Path) -> None:
    file = tmp_path / "plan.yaml"
    file.write_text("note: Rest well.\ncare: [walk]\nadd: [walk]\norder: [walk]\n", "utf-8")
    (sheet,), text = asked(["neck"], file)
    assert (sheet.care, sheet.add, sheet.order) == (("walk",),) * 3
    assert text.note == "Rest well."


def test_doses_of_a_plan_are_changes_by_id() -> None:
    plan = b"doses:\n  walk: {minutes: 10, times_a_day: [1, 2]}\n  pillow: {all_night: false}\n"
    (sheet,), _ = asked(["neck"], plan)
    (walk, walking), (pillow, resting) = sheet.doses
    assert (walk, pillow) == ("walk", "pillow")
    assert walking.parts == {
        "minutes": IntRange(low=10, high=10),
        "times_a_day": IntRange(low=1, high=2),
    }
    assert resting.parts == {"all_night": False}
    (same,), _ = asked(["neck"], plan)
    assert (hash(sheet), repr(sheet)) == (hash(same), repr(same))


def test_a_wrong_dose_is_told_at_its_place() -> None:
    plan = b"doses:\n  walk: {minute: 10}\n  b: {}\n  c: {sets: no, source: x}\n  D: {sets: 1}\n"
    with pytest.raises(UserError) as caught:
        asked(["neck"], plan)
    places = [(p.line, p.column, p.field, p.message) for p in caught.value.problems]
    assert places == [
        (2, 10, "doses.walk.minute", "is not a known key"),
        (3, 3, "doses.b", "changes nothing"),
        (4, 13, "doses.c.sets", "is no number and no range"),
        (4, 17, "doses.c.source", "is not a known key"),
        (5, 3, "doses.?", "is not written in the right way"),
    ]


def test_what_a_plan_or_an_option_confirms_is_confirmed() -> None:
    (sheet,), _ = asked(["calf"], b"confirmed: [no-clot]\n", confirmed=("no-fever",))
    assert sheet.confirmed == ("no-clot", "no-fever")
    (sheet,), _ = asked(["calf"], b"side: left\n", confirmed=None)
    assert sheet.confirmed == ()


def test_what_a_plan_says_wrong_is_told_at_its_place(tmp_path: Path) -> None:
    path = tmp_path / "p.yaml"
    path.write_text(
        "side: left\n\nnext_visit: soon\nsite: nowhere\ncare:\n  - walk\n  - pigeo\n"
        "doses:\n  walk: {minutes: 99}\n",
        "utf-8",
    )
    wrong = [
        Problem("", 0, 0, "next-visit", "is too long"),
        Problem("", 0, 0, "site", "is not there"),
        Problem("", 0, 0, "care[2]", "is not there"),
        Problem("", 0, 0, "doses.walk.minutes", "is too much"),
        Problem("", 0, 0, "doses.walk.sets", "is no part of it"),
        Problem("", 0, 0, "add[1]", "is not there"),
        Problem("", 0, 0, "patch", "does not fit"),
        Problem("brand.yaml", 3, 1, "side", "is its own"),
    ]
    located = [str(problem) for problem in locate_problems(wrong, path, ())]
    assert sorted(located) == sorted(
        [
            f"{path}:3:13: next_visit: is too long",
            f"{path}:4:7: site: is not there",
            f"{path}:7:5: care[2]: is not there",
            f"{path}:9:19: doses.walk.minutes: is too much",
            f"{path}:9:3: doses.walk.sets: is no part of it",
            "add[1]: is not there",
            "patch: does not fit",
            "brand.yaml:3:1: side: is its own",
        ]
    )


def test_what_an_option_says_wrong_is_not_told_of_the_plan() -> None:
    wrong = [Problem("", 0, 0, "site", "is not there")]
    assert locate_problems(wrong, b"site: hip\n", {"site"}) == wrong
    (located,) = locate_problems(wrong, b"site: hip\n", ())
    assert str(located) == "standard input:1:7: site: is not there"


@pytest.mark.parametrize("plan", [b"side: [", b"\xff", b""])
def test_problems_of_a_plan_that_cannot_be_read_stay_as_they_are(plan: bytes) -> None:
    wrong = [Problem("", 0, 0, "site", "is not there")]
    assert locate_problems(wrong, plan, ()) == wrong


WORDS = "Ada left Nguyễn O'Brien 2026-11-24 2026-1-2 é e\u0301 a:b x#y y true Null .nan no 1e3 007"
SIGNS = "~ - ? = << --- ... &a *a !t | > % @x ` [a] {a} } , 'q' \" \\n \ufeff \u202e \u00ad"
SPACES = [" ", "  ", "\t", "a: b", "- x", "x #y", "\u2028", "\x85"]
PIECES = st.sampled_from([*WORDS.split(" "), *SIGNS.split(" "), *SPACES])
PLAIN = st.builds(
    lambda key, sign, pieces: key + sign + "".join(pieces),
    st.sampled_from(["client", "note", "date", "side", "Side", "a b", "<<", "?", ""]),
    st.sampled_from([": ", ": ", ": ", ":", ":  ", " : "]),
    st.lists(PIECES, max_size=4),
)


@given(
    st.lists(PLAIN, min_size=1, max_size=4),
    st.sampled_from(["\n", "\n", "\r\n", "\r", "\x85", "\u2028"]),
    st.sampled_from(["", "\n", "\n\n", "  ", "\r\n"]),
)
@settings(max_examples=400)
def test_what_is_read_is_what_yaml_reads(lines: list[str], between: str, end: str) -> None:
    data = (between.join(lines) + end).encode()
    values = plain_lines(data)
    if values is not None:
        document = parse_document(data, "plan.yaml")
        assert document.problems == []
        assert document.tree == values


@given(
    st.dictionaries(
        st.sampled_from(["client", "note", "side", "site", "next_visit"]),
        st.from_regex(r"[A-Za-zé][A-Za-zé ,.]{0,20}[A-Za-z]", fullmatch=True).filter(
            lambda text: text.casefold() not in {"true", "false", "null", "nan", "inf"}
        ),
        min_size=1,
    )
)
def test_common_plans_are_read(plan: dict[str, str]) -> None:
    data = "".join(f"{key}: {value}\n" for key, value in plan.items()).encode()
    assert plain_lines(data) == plan


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        "client: Ada\nclient: Ben",
        "client: yes # perhaps",
        "client: 007",
        "client: true",
        "client: 'Ada'",
        "sections: [care]",
        "note: |\n  Rest.",
        "client: A\u202eda",
        "\ufeffclient: Ada",
        "note: a\n" * (MAX_PLAIN_LINES + 1),
    ],
)
def test_what_is_not_plain_is_left_to_the_reader(text: str) -> None:
    assert plain_lines(text.encode()) is None


def test_what_is_no_text_is_left_to_the_reader() -> None:
    assert plain_lines(b"client: \xff") is None
