"""A sheet can be read by a person of sixth grade: short sentences, plain verbs, no passives.

The limits are those of `handouts.report`, from the standards for handouts (AMA, NIH, CDC, PEMAT). A
formula does not measure understanding; it finds what is surely too hard.
"""

from __future__ import annotations

from functools import cache

import pytest

from handouts.report.checks.wording import MAX_GRADE, MAX_WORDS
from handouts.report.items import CHECKS
from handouts.report.outcome import Verdict
from handouts.report.reading_level import measure
from handouts.report.sheet import NOTICE, Sheet
from handouts.request.plan import Plan
from tests.helpers.composing import CALF, HIP, NECK, handout, sections

MUSCLES = frozenset({"piriformis", "gastrocnemius", "soleus"})
"""Names that a sheet must teach; they are explained where they stand."""

PLAIN = (
    "active_voice", "easy_numbers", "everyday_words", "grade", "longest_sentence", "mean_sentence",
    "no_sums", "small_steps", "speaks_to_reader",
)  # fmt: skip
"""The checks of words and sentences that every sheet passes."""


@cache
def sheet(name: str, tag: str) -> Sheet:
    return Sheet(handout(Plan(side="left"), name, tag=tag), "left", tag, MUSCLES)


@pytest.mark.parametrize("check", PLAIN)
@pytest.mark.parametrize("tag", ["en-US", "en-GB"])
@pytest.mark.parametrize("name", [HIP, CALF, NECK])
def test_the_words_of_a_sheet_are_plain(name: str, tag: str, check: str) -> None:
    verdict, why, spots = CHECKS[check](sheet(name, tag))
    assert verdict == Verdict.MET, (why, spots)


@pytest.mark.parametrize("tag", ["en-US", "en-GB"])
def test_the_notice_is_plain_too(tag: str) -> None:
    of = sheet(HIP, tag)
    level = measure(text for _, text in of.read(sections(of.handout, NOTICE)))
    assert level.grade <= MAX_GRADE
    assert level.longest <= MAX_WORDS
