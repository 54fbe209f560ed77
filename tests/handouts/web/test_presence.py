"""The program ends a minute after its last page is closed, and not before."""

from __future__ import annotations

from handouts.web.presence import (
    AFTER_CLOSING,
    BEFORE_OPENING,
    BEFORE_TELLING,
    Presence,
)


class Time:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def test_it_waits_for_the_first_page_and_not_for_ever() -> None:
    time = Time()
    presence = Presence(time)
    time.now += BEFORE_OPENING
    assert not presence.over
    time.now += 1
    assert presence.over
    assert not presence.closed


def test_it_is_not_over_while_a_page_is_open() -> None:
    time = Time()
    presence = Presence(time)
    with presence.page(), presence.page():
        time.now += 1e6
        assert not presence.over
        assert not presence.closed
        assert presence.streams == 2


def test_it_is_over_a_minute_after_the_last_page_was_closed_with_a_word_first() -> None:
    time = Time()
    presence = Presence(time)
    with presence.page():
        pass
    assert not presence.closed  # it may only be left for the next one
    time.now += BEFORE_TELLING + 1
    assert presence.closed
    assert not presence.over
    time.now += AFTER_CLOSING - BEFORE_TELLING
    assert presence.over


def test_a_page_that_comes_back_keeps_it() -> None:
    time = Time()
    presence = Presence(time)
    with presence.page():
        pass
    time.now += AFTER_CLOSING - 1
    with presence.page():
        time.now += AFTER_CLOSING
        assert not presence.over
    assert not presence.over


def test_a_sign_of_life_counts_as_a_page() -> None:
    time = Time()
    presence = Presence(time)
    time.now += BEFORE_OPENING - 1
    presence.note()
    time.now += AFTER_CLOSING
    assert not presence.over
    time.now += 1
    assert presence.over
