"""Plain lines are read as the reader of YAML would, or not at all."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handouts.request.plain_lines import MOST_LINES, plain_lines
from patterns.schema.yaml_document import parse_document

WORDS = "Ada left Nguyễn O'Brien 2026-11-24 2026-1-2 é e\u0301 a:b x#y y true Null .nan no 1e3 007"
SIGNS = "~ - ? = << --- ... &a *a !t | > % @x ` [a] {a} } , 'q' \" \\n \ufeff \u202e \u00ad"
SPACES = [" ", "  ", "\t", "a: b", "- x", "x #y", "\u2028", "\x85"]
PIECES = st.sampled_from([*WORDS.split(" "), *SIGNS.split(" "), *SPACES])
LINES = st.builds(
    lambda key, sign, pieces: key + sign + "".join(pieces),
    st.sampled_from(["client", "note", "date", "side", "Side", "a b", "<<", "?", ""]),
    st.sampled_from([": ", ": ", ": ", ":", ":  ", " : "]),
    st.lists(PIECES, max_size=4),
)


@given(
    st.lists(LINES, min_size=1, max_size=4),
    st.sampled_from(["\n", "\n", "\r\n", "\r", "\x85", "\u2028"]),
    st.sampled_from(["", "\n", "\n\n", "  ", "\r\n"]),
)
@settings(max_examples=400)
def test_what_is_read_is_what_yaml_reads(lines: list[str], between: str, end: str) -> None:
    data = (between.join(lines) + end).encode()
    said = plain_lines(data)
    if said is not None:
        document = parse_document(data, "plan.yaml")
        assert document.problems == ()
        assert document.tree == said


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
        "sections: [pillow]",
        "note: |\n  Rest.",
        "client: A\u202eda",
        "\ufeffclient: Ada",
        "note: a\n" * (MOST_LINES + 1),
    ],
)
def test_what_is_not_plain_is_left_to_the_reader(text: str) -> None:
    assert plain_lines(text.encode()) is None


def test_what_is_no_text_is_left_to_the_reader() -> None:
    assert plain_lines(b"client: \xff") is None
