"""Make the handouts that many tests share, and keep the result of each stage."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cache, cached_property
from typing import TYPE_CHECKING
from unittest.mock import patch

from handouts import pipeline
from handouts.brand.model import load_brand, plain_brand
from handouts.compose.compose import compose
from handouts.layout.document import sides_of
from handouts.layout.fit_job import FitJob
from handouts.layout.style.editions import EDITIONS
from handouts.layout.style.page_size import page_geometry
from handouts.pipeline import build
from handouts.request.order import Order
from handouts.request.plan import Plan
from handouts.request.values import ClientText
from handouts.template.model import EMPTY_LAYOUT
from patterns.catalog import load
from patterns.library_paths import LIBRARY, pattern_folders
from patterns.notice import load_notice
from patterns.rules.safety import gates_of
from tests.helpers import EXAMPLES
from tests.helpers.requests import request_of
from tests.helpers.sampling import each_with_one, sampled_rows
from tests.helpers.seen import View, view

if TYPE_CHECKING:
    from collections.abc import Callable

    from handouts.brand.model import Brand
    from handouts.document import Handout
    from handouts.layout.sides import Side
    from handouts.template.model import Template

HIP = "lateral-hip-rotators"
PICTURES = LIBRARY / HIP / "pictures"
DAY = date(2026, 11, 23)

CLIENT = "Łucja Nguyễn Παύλου"
"""A name that needs both font families, printed in every member."""

NEXT_VISIT = "Thursday 3 December"
TEXT = ClientText(DAY, CLIENT, NEXT_VISIT)

PLANS = {
    "full": Plan(),
    "usual": Plan(
        sections=("care",),
        care=("pillow-between-knees", "patch", "ball-under-buttock", "knee-across", "pigeon-pose"),
    ),
}


CARE_OF_A_USUAL_PLAN = 5
"""How many of its remedies a usual plan chooses of another pattern."""


@dataclass(frozen=True)
class Member:
    """The choices of one handout in the matrix."""

    paper: str = "letter"
    side: str = "left"
    plan: str = "full"
    brand: str = "plain"
    notice: str = "en-US"
    edition: str = "standard"
    pattern: str = HIP

    def __str__(self) -> str:
        parts = (self.paper, self.side, self.plan, self.brand, self.notice, self.edition)
        return "-".join((*parts, self.pattern) if self.pattern != HIP else parts)

    def order(self) -> Order:
        """Return the order of this member, with all that its pattern wants confirmed."""
        entry = load(self.pattern)
        choices: dict[str, object] = {"side": self.side, "edition": self.edition}
        if self.pattern != HIP:
            choices["confirmed"] = tuple(gate.id for gate in gates_of(entry.pattern))
            if self.plan == "usual":
                choices["care"] = entry.pattern.used()[:CARE_OF_A_USUAL_PLAN]
        request = request_of(PLANS[self.plan].model_copy(update=choices), self.pattern)
        notice = load_notice(self.notice)
        return Order(entry, request, brand_of(self.brand), notice, self.paper)


_AXES = (
    ("letter", "a4"),
    ("left", "right", "both"),
    tuple(PLANS),
    ("plain", "harbour-lane"),
    ("en-US", "en-GB"),
)
"""The values of a member up to its notice; the same for every edition."""

_ROWS: tuple[tuple[str, ...], ...] = (
    *((*row, "standard") for row in sampled_rows(*_AXES)),
    *sampled_rows(*_AXES, ("large-print", "ink-saver")),
)
"""The combinations: all pairs of values in the standard edition, and all pairs in the others."""

OTHER_PATTERNS = sorted({*pattern_folders()} - {HIP})
"""The rest of the shipped library."""

MATRIX = (
    *(Member(*row) for row in _ROWS),
    *(replace(Member(*row), pattern=name) for name, row in each_with_one(OTHER_PATTERNS, _ROWS)),
)
"""The first pattern in every combination, and each other pattern of the library in one of them."""


@dataclass(frozen=True, repr=False)
class Made:
    """A member with the result of each stage."""

    member: Member
    order: Order
    handout: Handout
    sides: tuple[Side, ...]
    template: Template
    pdf: bytes

    @cached_property
    def views(self) -> list[View]:
        """The items of its sides."""
        return [view(side) for side in self.sides]

    def __repr__(self) -> str:
        return f"Made({self.member})"


@cache
def brand_of(name: str) -> Brand:
    """Return the plain brand or a brand of the examples."""
    return plain_brand() if name == "plain" else load_brand(EXAMPLES / f"{name}.yaml")


@cache
def make(member: Member) -> Made:
    """Build a member through the pipeline, and keep the result of each stage."""
    order = member.order()
    kept: dict[str, object] = {}

    def keeping(name: str, stage: Callable[..., object]) -> Callable[..., object]:
        def run(*args: object) -> object:
            kept[name] = stage(*args)
            return kept[name]

        return run

    with (
        patch.object(pipeline, "compose", keeping("handout", compose)),
        patch.object(pipeline, "sides_of", keeping("sides", sides_of)),
        patch.object(pipeline, "lay_out_for", keeping("template", pipeline.lay_out_for)),
    ):
        pdf = build(order, TEXT)
    return Made(member, order, pdf=pdf, **kept)  # type: ignore[arg-type]


def fit_job(made: Made) -> FitJob:
    """Return what is laid out of a handout that was made."""
    edition = EDITIONS[made.member.edition]
    page = page_geometry(made.order.paper, edition)
    return FitJob(made.handout, made.order.brand, edition, page, EMPTY_LAYOUT)


def order_of(plan: Plan, **choices: object) -> Order:
    """Return the order of a plan, on Letter with the plain brand unless told otherwise."""
    order = replace(Member().order(), request=request_of(plan, HIP))
    return replace(order, **choices)  # type: ignore[arg-type]
