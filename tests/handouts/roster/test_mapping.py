"""Parse which columns of a file make which, as shells hand it over; format it again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.roster.columns import COLUMNS
from handouts.roster.mapping import EXAMPLE, check_mapping, format_mapping, parse_mapping
from patterns.errors import ExitCode, UserError

MEANT = {"client": ("first name", "last name"), "id": ("client id",)}


@pytest.mark.parametrize(
    "text",
    [
        EXAMPLE,
        "client=First Name+Last Name,id=Client ID",  # a shell has taken the quotes
        ' client = "First Name" + "Last Name" , id = "Client ID" ',
        "CLIENT=first_name+LAST-NAME,Id=client  id",
    ],
)
def test_the_quotes_may_be_missing(text: str) -> None:
    assert parse_mapping(text) == MEANT


def test_nothing_is_no_mapping() -> None:
    assert parse_mapping("") == {}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("cleint=Name", "--columns: names what is no column of a roster; did you mean"),
        ("=Name", "--columns: names what is no column of a roster; known here: "),
        ("client", "--columns: is not written as it should be; write it like client="),
        ("client=", "--columns: is not written as it should be; "),
        ("client=a+", "--columns: is not written as it should be; "),
        ('client="a', "--columns: is not written as it should be; "),
        ('client="a"b', "--columns: is not written as it should be; "),
        ("client=a,,id=b", "--columns: is not written as it should be; "),
        ("client=a,client=b", "--columns: names client twice"),
    ],
)
def test_what_is_no_mapping_is_a_fault_of_use(text: str, told: str) -> None:
    with pytest.raises(UserError) as caught:
        parse_mapping(text)
    assert str(caught.value).startswith(told)
    assert caught.value.exit_code == ExitCode.USAGE


NAMES = st.text(
    st.characters(categories=["L", "Nd", "Zs", "Po"], exclude_characters='"'), min_size=1
).filter(str.strip)


@given(
    st.dictionaries(
        st.sampled_from(sorted(COLUMNS)), st.lists(NAMES, min_size=1, max_size=3), min_size=1
    )
)
def test_what_is_formatted_is_parsed_again(given: dict[str, list[str]]) -> None:
    text = format_mapping(given)
    assert parse_mapping(text.removeprefix("--columns ")) == check_mapping(given, "")
