"""Every country gets a whole notice that its law allows, with its own number to call."""

from __future__ import annotations

from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patterns.errors import UserError
from patterns.notice import load_countries, load_notice
from patterns.text import first_mark

NUMBERS = {
    "en-US": "911",
    "fr-CA": "911",
    "en-GB": "999",
    "en-IE": "112",
    "en-AU": "000",
    "en-NZ": "111",
    "de-DE": "112 or your local emergency number",
}

MUST_SAY = (
    "general self-care advice",
    "not a diagnosis",
    "does not replace proper medical care",
    "health professional",
    "Stop if something hurts more",
    "severe, persistent, or not responding",
    "the label wins",
    "We earn nothing from the products",
)
"""What the seed and the law ask of every notice."""

COUNTRIES = sorted({*load_countries().countries, *load_countries().others} - {"other"})

country_tags = st.builds(
    "{}-{}".format, st.from_regex("[a-z]{2,3}", fullmatch=True), st.sampled_from(COUNTRIES)
)


def full_text(tag: str) -> str:
    return " ".join(load_notice(tag).sentences)


@pytest.mark.parametrize(("tag", "number"), NUMBERS.items())
def test_the_number_is_that_of_the_country(tag: str, number: str) -> None:
    notice = load_notice(tag)
    assert notice.emergency == number
    assert f"In an emergency call {number}." in notice.sentences
    assert notice.country == tag[-2:]


def test_the_countries_are_those_of_iso_3166() -> None:
    assert len(COUNTRIES) == 249
    assert not load_countries().mistaken.keys() & set(COUNTRIES)
    assert set(load_countries().mistaken.values()) <= set(COUNTRIES)


KNOWN = "known here: AU, CA, GB, IE, NZ, US, and all other codes of ISO 3166, such as DE"


@pytest.mark.parametrize(
    ("tag", "told"),
    [
        ("en-UK", f"notice: names UK, which is no country; write en-GB; {KNOWN}"),
        ("de-EN", f"notice: names EN, which is no country; write de-GB; {KNOWN}"),
        ("en-XX", f"notice: names XX, which is no country; {KNOWN}"),
        ("english", "notice: is no language and country; write it like en-US or en-GB"),
    ],
)
def test_an_unknown_country_is_refused_with_those_that_are_known(tag: str, told: str) -> None:
    with pytest.raises(UserError) as refused:
        load_notice(tag)
    assert str(refused.value) == told


@given(country_tags)
def test_every_country_gets_a_whole_notice(tag: str) -> None:
    text = full_text(tag)
    assert all(words in text for words in MUST_SAY)
    assert first_mark(text) == ""


@given(country_tags.filter(lambda tag: not tag.endswith("US")))
def test_only_the_united_states_speak_of_own_risk(tag: str) -> None:
    text = full_text(tag)
    assert "risk" not in text
    assert "Nothing here limits your legal rights." in text


def test_the_united_states_have_their_own_words() -> None:
    assert "good judgment and at your own risk" in full_text("en-US")


@pytest.mark.parametrize("name", ["en-US", "en-GB"])
def test_a_notice_is_named_by_its_file_and_versioned(name: str) -> None:
    notice = load_notice(name)
    assert notice.id == notice.language == name
    assert notice.version.count(".") == 1


def test_the_shipped_notices_are_these() -> None:
    shipped = {path.name for path in files("patterns").joinpath("notices").iterdir()}
    assert shipped == {"countries.yaml", "en-US.yaml", "en-GB.yaml"}


@pytest.mark.parametrize("tag", ["", "en", "US", "en_US", "EN-US", "en-us", "en-USA", "../en-US"])
def test_what_is_no_tag_is_refused(tag: str) -> None:
    with pytest.raises(UserError) as caught:
        load_notice(tag)
    told_so = "notice: is no language and country; write it like en-US or en-GB"
    assert str(caught.value) == told_so
