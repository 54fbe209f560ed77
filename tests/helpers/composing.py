"""Compose handouts, and read their words, sections and blocks."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from functools import cache
from typing import TYPE_CHECKING, TypeVar

from hypothesis import strategies as st

from handouts.brand.model import plain_brand
from handouts.compose.compose import compose
from handouts.layout.document import lay_out
from handouts.request.plan import Plan
from handouts.template.model import DocumentInfo
from handouts.template.stamp import prepare, stamp
from patterns.catalog import Entry, load
from patterns.notice import load_notice
from patterns.sections import SECTIONS
from patterns.text import StyledRun, plain
from tests.helpers import OWN_PATTERNS
from tests.helpers.pattern_trees import Tree, activity_tree, entry_of, set_at, tree
from tests.helpers.requests import request_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from handouts.brand.model import Brand
    from handouts.document import Handout, Section
    from handouts.layout.document import PrintSettings

T = TypeVar("T")

HIP = "lateral-hip-rotators"
CALF = "own-calf"
NECK = "own-sternocleidomastoid"
PSOAS = "own-iliopsoas"
TRAPEZIUS = "own-upper-trapezius"
OWN = OWN_PATTERNS

CONFIRMED = {
    HIP: (),
    CALF: ("no-clot",),
    NECK: ("dizziness-checked",),
    PSOAS: (),
    TRAPEZIUS: (),
}
"""The confirmations that each pattern requires."""

SIDES = ("left", "right", "both")
NAMES = tuple(CONFIRMED)
EDITIONS = ("standard", "large-print", "ink-saver")
TAGS = ("en-US", "en-GB", "en-AU", "de-DE")

section_choices = st.lists(st.sampled_from(SECTIONS), min_size=1, unique=True).map(tuple)
sides = st.sampled_from([*SIDES, None])
details = st.sampled_from(["full", "brief", None])
plans = st.builds(Plan, side=sides, sections=st.none() | section_choices, detail=details)

UNPRINTED = frozenset(
    {"at", "date_forms", "id", "joint", "kind", "language", "link", "margin", "name", "number_as",
     "numeral", "page_of", "pattern", "pile_title", "signs_at", "style", "unit", "variant"}
)  # fmt: skip
"""Fields that are not printed as words, or stand for the same words as another."""


@cache
def entry(name: str = HIP, *added: str) -> Entry:
    """Load a pattern with its activities and those that a therapist adds."""
    return load(name, OWN, added)


def some_of(names: Iterable[str]) -> st.SearchStrategy[tuple[str, ...]]:
    """Draw any of some names, at least one, each once and in any order."""
    return st.lists(st.sampled_from(tuple(names)), min_size=1, unique=True).map(tuple)


def plans_of(name: str) -> st.SearchStrategy[Plan]:
    """Draw plans that choose among the sections and the remedies of a pattern."""
    used = entry(name).pattern.used()
    return st.builds(
        Plan,
        side=sides,
        sections=st.none() | section_choices,
        care=st.none() | some_of(used),
        order=some_of(used) | st.just(()),
        detail=details,
        edition=st.sampled_from(EDITIONS),
    )


def bent(name: str, change: Mapping[str, object]) -> Entry:
    """Change values of a pattern and its activities at dotted paths, and validate them again.

    `care.0.title` is a path in the pattern, `activities.bridge.steps.0` one in an activity.
    """
    changed, activities = tree(name), dict[str, Tree]()
    for path, value in change.items():
        loc = tuple(int(step) if step.isdigit() else step for step in path.split("."))
        if loc[0] == "activities":
            each = activities.setdefault(str(loc[1]), activity_tree(str(loc[1])))
            set_at(each, loc[2:], value)
        else:
            set_at(changed, loc, value)
    return entry_of(changed, *activities.values())


def handout(
    plan: Plan | None = None,
    name: str = HIP,
    *,
    tag: str = "en-US",
    brand: Brand | None = None,
    of: Entry | None = None,
) -> Handout:
    """Compose a plan with all required confirmations, those of the plan among them."""
    plan = plan or Plan()
    chosen = plan.model_copy(update={"confirmed": (*CONFIRMED[name], *plan.confirmed)})
    made_of = of or entry(name, *plan.add)
    return compose(made_of, request_of(chosen, name), brand or plain_brand(), load_notice(tag))


def printed(made: Handout, how: PrintSettings) -> bytes:
    """Lay out a handout and stamp it with no client."""
    names = (made.title, made.subtitle, how.brand.name, "Sheets", made.language)
    about = DocumentInfo("test", "1", *names, side=None, edition=how.edition, paper=how.paper)
    return stamp(prepare(lay_out(made, how, about)), {})


def texts(part: object) -> Iterator[str]:
    """Yield the words of a handout, or of a part of one, in reading order."""
    if isinstance(part, str):
        if part:
            yield part
    elif isinstance(part, tuple) and part and isinstance(part[0], StyledRun):
        yield plain(part)
    elif isinstance(part, tuple):
        for item in part:
            yield from texts(item)
    elif is_dataclass(part):
        for field in fields(part):
            if field.name not in UNPRINTED:
                yield from texts(getattr(part, field.name))


def words_of(part: object) -> str:
    """Return the words of a part as one text."""
    return " ".join(texts(part))


def sections(made: Handout, section_id: str) -> tuple[Section, ...]:
    """Return the sections with an id."""
    return tuple(section for section in made.sections if section.id == section_id)


def parts_of(part: object, kind: type[T] | tuple[type[T], ...]) -> Iterator[T]:
    """Yield the blocks of one type, or of one of several, at any depth."""
    if isinstance(part, kind):
        yield part
    if isinstance(part, tuple):
        for item in part:
            yield from parts_of(item, kind)
    elif is_dataclass(part) and not isinstance(part, StyledRun):
        for field in fields(part):
            yield from parts_of(getattr(part, field.name), kind)
