"""Find the header; meet the headers of booking programs half way; leave out what is not needed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.roster.columns import COLUMNS
from handouts.roster.header import (
    USUAL_NAMES,
    HeaderLayout,
    is_header,
    read_header,
    suggested_mapping,
)
from handouts.roster.mapping import parse_mapping
from handouts.roster.table import TableRow
from patterns.errors import UserError

CLIENTS = ["Client ID", "Client Name", "First Name", "Last Name", "DOB", "Pattern", "Side"]
APPOINTMENTS = [
    *("Start Time", "End Time", "First Name", "Last Name", "Phone", "Email", "Type", "Calendar"),
    *("Notes", "Appointment ID"),
]
NEEDED = "add it; needed are id and pattern"


def layout(header: list[str], columns: str = "") -> HeaderLayout:
    return read_header(iter([TableRow(1, tuple(header))]), "r.csv", parse_mapping(columns))


def refusal(*rows: list[str], columns: str = "") -> list[str]:
    with pytest.raises(UserError) as caught:
        read_header(
            iter([TableRow(i, tuple(row)) for i, row in enumerate(rows, 1)]),
            "r.csv",
            parse_mapping(columns),
        )
    return str(caught.value).splitlines()


def test_the_message_writes_the_line_for_the_file_at_hand() -> None:
    assert refusal(CLIENTS) == [
        (
            "r.csv:1:1: columns 1 to 5: are no columns of a roster; to use some and "
            'leave the others out, add --columns client="First Name"+"Last Name",id="Client ID"'
        )
    ]
    assert refusal(APPOINTMENTS) == [
        (
            "r.csv:1:1: columns 1 to 10: are no columns of a roster; "
            'to use some and leave the others out, add --columns client="First Name"+"Last Name",'
            'id="Appointment ID",date="Start Time"'
        ),
        f"r.csv:1:1: pattern: the column is missing; {NEEDED}",
    ]


SQUARE = [
    *("Reference ID", "First Name", "Last Name", "City", "State", "Last Visit", "Memo"),
    *("Square Customer ID", "pattern"),
]


def test_columns_of_a_booking_program_are_not_taken_for_typing_errors() -> None:
    """An id that the program gives is never empty; a reference of the clinic's own mostly is."""
    assert refusal(SQUARE) == [
        (
            "r.csv:1:1: columns 1 to 8: are no columns of a roster; to use some and leave the "
            'others out, add --columns client="First Name"+"Last Name",id="Square Customer ID"'
        )
    ]


def test_the_line_of_the_message_is_taken() -> None:
    line = refusal(CLIENTS)[0].partition("--columns ")[2]
    assert layout(CLIENTS, line) == HeaderLayout(
        (("client", (2, 3)), ("id", (0,)), ("pattern", (5,)), ("side", (6,))),
        7,
        1,
        ("Client Name", "DOB"),
    )


NAMES = [name for ways in USUAL_NAMES.values() for way in ways for name in way]


@given(st.lists(st.sampled_from([*NAMES, "phone", "email", "dob"]), unique=True))
def test_any_line_of_a_message_is_taken(names: list[str]) -> None:
    header = ["pattern", "id" if "id" not in names else "x", *map(str.title, names)]
    suggested = suggested_mapping(TableRow(1, tuple(header)))
    if not suggested:
        return
    line = refusal(header)[0].partition("--columns ")[2]
    assert {name for name, _ in layout(header, line).columns} == {"pattern", "id", *suggested}


@pytest.mark.parametrize(
    ("places", "told"),
    [
        ([3], "column 3:"),
        ([3, 4], "columns 3 and 4:"),
        ([3, 4, 5], "columns 3 to 5:"),
        ([3, 5, 6, 7, 9, 10], "columns 3, 5 to 7, 9 and 10:"),
    ],
)
def test_many_columns_are_listed_by_their_runs(places: list[int], told: str) -> None:
    known = iter(COLUMNS.keys() - {"id", "pattern"})
    header = ["id", "pattern", *("x" if i in places else next(known) for i in range(3, 11))]
    assert refusal(header)[0].startswith(f"r.csv:1:3: {told}")


def test_usual_names_are_of_columns_and_unlike_theirs() -> None:
    assert USUAL_NAMES.keys() <= COLUMNS.keys()
    assert not set(NAMES) & COLUMNS.keys()


def test_notes_of_the_clinic_and_a_date_of_birth_are_never_taken() -> None:
    header = ["id", "pattern", "Notes", "DOB", "Date of Birth"]
    assert suggested_mapping(TableRow(1, tuple(header))) == {}
    assert "did you mean" not in "\n".join(refusal(header))


def test_a_column_that_is_not_needed_may_be_deleted_or_left_out() -> None:
    assert refusal(["id", "pattern", "Shoe size"]) == [
        (
            "r.csv:1:3: column 3: is no column of a roster; delete what is not needed, or name "
            'what is, such as --columns client="First Name"+"Last Name",id="Client ID"'
        )
    ]


def test_a_typing_error_is_still_told_as_one() -> None:
    assert refusal(["id", "pattern", "cleint"]) == [
        'r.csv:1:3: column 3: is no column of a roster; did you mean "client"?'
    ]
    # A second column like one that is there is none.
    assert "did you mean" not in refusal(["id", "pattern", "client", "cleint"])[0]


def test_columns_without_a_name_and_hidden_characters_do_not_count_if_left_out() -> None:
    made = layout(["Client ID", "", "x\u200b", "pattern"], "id=Client ID")
    assert made.columns == (("id", (0,)), ("pattern", (3,)))


@pytest.mark.parametrize(
    ("columns", "cell"),
    [
        ("id=Last Name", 4),
        ("id=Client ID+Last Name", 4),
        ("id=Kunde,client=Kunde", 6),
        ("id=client", 5),
        ("id=Email", 7),
    ],
)
def test_no_name_of_a_client_becomes_an_id(columns: str, cell: int) -> None:
    """The id is part of the name of a file and of every message."""
    header = ["pattern", "Client ID", "First Name", "Last Name", "client", "Kunde", "Email"]
    (told,) = refusal(header, columns=columns)
    assert told == (
        f"r.csv:1:{cell}: --columns: what id is made from tells who the client is, and an id is in "
        "the names of files; choose a column of numbers, or add one with 1, 2, 3"
    )


def test_a_name_that_the_header_has_not_is_told() -> None:
    assert refusal(["id", "pattern", "First Name"], columns="client=First Name+Surname") == [
        (
            "r.csv:1:1: --columns: what client is made from is not in the header; write the name "
            "as it stands there"
        )
    ]
    assert refusal(["id", "pattern", "Name", "name"], columns="client=Name") == [
        "r.csv:1:4: --columns: what client is made from is there twice; rename one of them"
    ]


def test_a_column_that_is_there_twice_is_told_with_a_mapping_too() -> None:
    header = ["Client ID", "pattern", "Side", "side"]
    assert refusal(header, columns="id=Client ID") == [
        "r.csv:1:4: side: is there twice; keep one of them"
    ]
    assert layout([*header, "Seite"], "id=Client ID,side=Seite").unused == ("Side", "side")


@pytest.mark.parametrize("head", [["id", "pattern", "client"], CLIENTS])
def test_title_rows_above_the_header_are_found_and_told(head: list[str]) -> None:
    titles = [["Client report"], ["Date", "27/11/2026"]]
    assert refusal(*titles, head) == [
        "r.csv:1:1: the first row is no header; line 3 looks like it; delete the lines above it"
    ]


def test_a_file_without_a_header() -> None:
    rows = [[str(i), "hips", "Zzyxx Qanary"] for i in range(99)]
    assert refusal(*rows) == [
        (
            "r.csv:1:1: the first row names no column of a roster; begin with a header, such as "
            "id,pattern,client"
        )
    ]
    assert not is_header(rows[0])
