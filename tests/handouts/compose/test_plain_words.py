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
from handouts.report.sentences import words
from handouts.report.sheet import NOTICE, Sheet
from handouts.request.plan import Plan
from tests.helpers.composing import HIP, NAMES, SIDES, handout, sections

MUSCLES = frozenset({"gastrocnemius", "iliacus", "piriformis", "psoas", "soleus", "trapezius"})
"""Names that a sheet must teach; they are explained where they stand."""

PLAIN = (
    "active_voice", "easy_numbers", "everyday_words", "grade", "longest_sentence", "mean_sentence",
    "no_sums", "small_steps", "speaks_to_reader",
)  # fmt: skip
"""The checks of words and sentences that every sheet passes."""

PLANS = {"full": Plan(), "brief": Plan(detail="brief"), "care alone": Plan(sections=("care",))}


@cache
def sheet(name: str, tag: str, side: str, plan: str = "full") -> Sheet:
    chosen = PLANS[plan].model_copy(update={"side": side})
    return Sheet(handout(chosen, name, tag=tag), side, tag, MUSCLES)


@pytest.mark.parametrize("plan", PLANS)
@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("tag", ["en-US", "en-GB"])
@pytest.mark.parametrize("name", NAMES)
def test_the_words_of_a_sheet_are_plain(name: str, tag: str, side: str, plan: str) -> None:
    verdicts = {check: CHECKS[check](sheet(name, tag, side, plan)) for check in PLAIN}
    assert {check: made for check, made in verdicts.items() if made[0] != Verdict.MET} == {}


@pytest.mark.parametrize("tag", ["en-US", "en-GB"])
def test_the_notice_is_plain_too(tag: str) -> None:
    of = sheet(HIP, tag, "left")
    level = measure(text for _, text in of.read(sections(of.handout, NOTICE)))
    assert level.grade <= MAX_GRADE
    assert level.longest <= MAX_WORDS


@pytest.mark.parametrize("name", NAMES)
def test_the_advice_is_written_in_whole_sentences(name: str) -> None:
    """A clipped phrase flatters the grade: each sentence ends, and has at least two words."""
    of = sheet(name, "en-US", "left")
    prose = [passage for passage in of.passages if passage.kind == "prose"]
    ends = [
        p.text
        for p in prose
        if not p.text.rstrip(")\N{RIGHT DOUBLE QUOTATION MARK}").endswith((".", "?", "!"))
    ]
    assert ends == []
    short = [sentence for _, sentence in of.read() if len(words(sentence)) < 2]
    assert short == []
