"""An address that may stand on a sheet is plain, the clinic's own, and earns nothing."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.brand.link import printable_address

OWN = "give a page of the clinic's own"
NO_ADDRESS = f"is no web address; {OWN}, such as https://clinic.example/sleep"
NOT_PLAIN = f"is longer than 80 characters, or not plain; {OWN}"
SHOP = f"leads to a shop; {OWN}"
SHORT = "is a shortened address; give the full one"
AFFILIATE = f"is an affiliate link; {OWN}, without what follows the ?"
PORT = f"holds a port or a user name; {OWN}"


@pytest.mark.parametrize(
    "address",
    [
        "https://harbourlane.example/stretches",
        "http://www.harbour-lane.example",
        "https://HarbourLane.example/a?page=2#top",
        "https://amazonbodywork.example/",
        "https://clinic.example/refer?stage=2",
    ],
)
def test_addresses_of_a_clinic_are_taken(address: str) -> None:
    assert printable_address(address) == address


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("", NOT_PLAIN),
        ("https://clinic.example/" + "a" * 80, NOT_PLAIN),
        ("https://clinic.example/a b", NOT_PLAIN),
        ("https://cl\u0456nic.example/", NOT_PLAIN),  # a Cyrillic letter that looks Latin
        ("clinic.example", NO_ADDRESS),
        ("ftp://clinic.example/", NO_ADDRESS),
        ("javascript:alert(1)//clinic.example", NO_ADDRESS),
        ("file:///etc/passwd", NO_ADDRESS),
        ("https://localhost/", NO_ADDRESS),
        ("https://127.0.0.1/", NO_ADDRESS),
        ("https://[::1/", NO_ADDRESS),
        ("https://clinic.example:99999/", NO_ADDRESS),
        ("https://clinic.example:8080/", PORT),
        ("https://user:word@clinic.example/", PORT),
        ("https://www.amazon.com/dp/B00", SHOP),
        ("https://amazon.co.uk/dp/B00", SHOP),
        ("https://AMZN.to/abc", SHOP),
        ("https://shop.etsy.com/x", SHOP),
        ("https://bit.ly/abc", SHORT),
        ("https://shop.example/x?a=1&tag=me-20", AFFILIATE),
        ("https://shop.example/x?REF=me", AFFILIATE),
        ("https://shop.example/x?ref", AFFILIATE),
    ],
)
def test_other_addresses_are_refused(address: str, message: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        printable_address(address)


@given(st.text(max_size=30), st.sampled_from(["", "https://", "http://a.example/", "https://["]))
def test_no_text_breaks_it(text: str, start: str) -> None:
    try:
        assert printable_address(start + text) == start + text
    except ValueError as refused:
        assert "; give " in str(refused)  # noqa: PT017 - either outcome is right
