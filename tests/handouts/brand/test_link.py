"""An address that may stand on a sheet is plain, the clinic's own, and earns nothing."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.brand.link import printable_address

OWN = "give a page of the clinic's own"
NO_ADDRESS = f"is no web address; {OWN}, such as https://clinic.example/sleep"
SPACE = "holds a space; take it out, or write %20 for it"
BEYOND = "holds letters beyond a to z, which not every phone opens"
LONG = f"has {{}} characters, more than 80; {OWN} with a short address, such as its first page"
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
        ("", NO_ADDRESS),
        ("https://clinic.example/" + "a" * 80, LONG.format(103)),
        ("https://clinic.example/\xe4" + "a" * 80, LONG.format(104)),
        ("https://clinic.example/a b", SPACE),
        ("https://clinic.example/\x07", f"holds a character that is not seen; {OWN}, typed anew"),
        (
            "https://praxis-m\xfcller.de/\xfcbungen?a=\xe9#\xf6",
            f"{BEYOND}; write it as https://xn--praxis-mller-klb.de/%C3%BCbungen?a=%C3%A9#%C3%B6",
        ),
        (  # a Cyrillic letter that looks Latin
            "https://cl\u0456nic.example/",
            f"{BEYOND}; write it as https://xn--clnic-o2e.example/",
        ),
        (
            "https://stra\xdfe.example/",
            f"{BEYOND}; write its form in letters a to z (xn--...)",
        ),
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
        way_outs = ("; give ", "; take ", "; write ")
        assert any(words in str(refused) for words in way_outs)  # noqa: PT017 - either is right
