"""A plain build is parsed as click parses it, or left to click."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cli import handouts
from handouts.process import RunState
from handouts.request.values import VALUES, option_name, values_given_by
from handouts.start import plain_build

OPTIONS = [option_name(name) for name in values_given_by("option")]
WORDS = st.sampled_from(
    [
        *OPTIONS,
        *("--plan", "-o", "--output", "--force", "--json", "--", "-", "--help", "--password-file"),
        *("left", "letter", "en-US", "2026-11-23", "2026-02-30", "20261123", "٢026-11-23", "a/b"),
        *("lateral-hip-rotators", "--side=left", "-oa.pdf", "", "LEFT", "--sid", "-x", "sheet.pdf"),
    ]
)


def clicked(words: list[str]) -> dict[str, Any] | None:
    """Return the values that click parses from a build; None if it refuses the words."""
    try:
        command = handouts.commands["build"]
        # click keeps the help option of the first context, so that must have the program's names.
        settings = handouts.context_settings
        with command.make_context("build", list(words), obj=RunState(), **settings) as made:
            given = {name: value for name, value in made.params.items() if value}
    except (click.ClickException, click.exceptions.Exit):
        return None
    (given["pattern"],) = given.pop("patterns")
    if "plan" in given:
        given["plan"] = Path(given["plan"])
    return given


@given(st.lists(WORDS, max_size=7))
@example(["hip", "--side", "left", "--date", "2026-11-23", "-o", "a.pdf", "--force"])
@example(["hip", "--plan", "p.yaml", "--brand", "b.yaml", "--library", "ours"])
@example(["hip", "hip"])
@example(["hip", "--side", "left", "--side", "left"])
@example(["calf", "--confirm", "no-clot"])
@example(["calf", "--confirm", "no-clot", "--confirm", "no-fever"])
@example(["calf", "--confirmed", "no-clot"])
def test_a_plain_build_is_what_click_makes_of_it(words: list[str]) -> None:
    plain = plain_build(["build", *words], {})
    assert plain is None or plain == clicked(words)


def test_usual_words_are_plain() -> None:
    words = [
        "build",
        "hip",
        "--plan",
        "p.yaml",
        "--side",
        "left",
        "--date",
        "2026-11-23",
        "--force",
    ]
    assert plain_build(words, {}) == {
        "pattern": "hip",
        "plan": Path("p.yaml"),
        "side": "left",
        "date": date(2026, 11, 23),
        "force": True,
    }


@pytest.mark.parametrize("name", values_given_by("option"))
def test_every_option_of_a_value_can_be_plain(name: str) -> None:
    value = VALUES[name]
    words = {"word": "".join(value.words[:1]), "day": "2026-11-23", "language": "es"}
    word = [] if value.kind == "flag" else [words.get(value.kind, "x")]
    plain = plain_build(["build", "hip", option_name(name), *word], {})
    assert plain is not None
    assert name in plain


def test_an_option_that_comes_twice_is_left_to_click() -> None:
    words = ["build", "calf", "--confirm", "no-clot", "--confirm", "no-fever"]
    assert plain_build(words, {}) is None
    assert clicked(words[1:]) == {"pattern": "calf", "confirmed": ("no-clot", "no-fever")}


@pytest.mark.parametrize("name", ["HANDOUTS_LIBRARY", "_HANDOUTS_COMPLETE"])
def test_what_click_reads_from_the_environment_is_left_to_it(name: str) -> None:
    assert plain_build(["build", "hip"], {name: "x"}) is None
