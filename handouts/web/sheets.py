"""Make the sheet that a page asks for, and what the page says beside it.

It runs in one thread: neither the layout nor the renderer of PDF may run in two at once.
"""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from handouts.commands.bring_back import activity_versions
from handouts.commands.build import build_handouts
from handouts.compose.context import make_context
from handouts.compose.doses import EXERCISES
from handouts.files.targets import default_name
from handouts.request.given import GivenSheet
from handouts.request.order import OrderLoader
from handouts.template_cache import TemplateCache
from handouts.web.cards import cards
from handouts.web.chart import chart_lines
from handouts.web.draft import as_sentences, field_of
from handouts.web.words import words
from patterns.errors import Problem, UserError
from patterns.rules.safety import gates_of

if TYPE_CHECKING:
    from handouts.commands.build import BuiltHandout
    from handouts.compose.context import ComposeContext
    from handouts.request.order import Order
    from handouts.request.values import SheetRequest
    from handouts.template.store import TemplateStore
    from handouts.web.cards import Card
    from handouts.web.draft import Draft
    from patterns.rules.safety import PrintGate

MAX_TEMPLATES_IN_MEMORY = 40
"""After so many layouts the templates are read from the disk again; each takes 0.2 MB."""

PLAN = "standard input"
"""What the program calls a plan that lies in no file."""

MAX_MINUTES = 20
"""More exercise than this on a day is told: most people keep up with no more."""

MAX_SIDES = {"standard": 4, "large-print": 8}
"""More sides are told: two sheets of paper, or four in large print, which holds half as much."""


class FieldProblem(NamedTuple):
    """What is wrong with one field of the page, in sentences."""

    field: str
    message: str


class MadeSheet(NamedTuple):
    """A sheet and what the page says of it.

    `pdf` is empty if it could not be made; `problems` say why, or what is to be confirmed before it
    may be printed. `cards` are None where the choices could not be understood.
    """

    pdf: bytes
    sides: int
    file_name: str
    title: str
    minutes: tuple[int, int]
    cards: tuple[Card, ...] | None
    chart: str
    problems: tuple[FieldProblem, ...]
    warnings: tuple[str, ...]
    gates: tuple[PrintGate, ...] = ()
    number: str = ""
    given: GivenSheet | None = None

    @property
    def ready(self) -> bool:
        """Whether it may be printed."""
        return bool(self.pdf) and not self.problems


class SheetMaker:
    """Makes sheets; it keeps what it has read, and not too much of it."""

    def __init__(self, store: TemplateStore) -> None:
        self._store = store
        self.reload()

    def reload(self) -> None:
        """Read everything anew: a pattern, an activity or a brand may have changed."""
        self._orders = OrderLoader()
        self._cache = TemplateCache(self._store)

    def make(self, draft: Draft) -> MadeSheet:
        """Make a sheet. What a person can mend is among its problems."""
        request = draft.request
        try:
            order, gates = self.order(request)
            shown = order.request._replace(confirmed=tuple(gate.id for gate in gates))
            context = make_context(order.entry, shown, order.brand, order.notice)
        except UserError as error:
            return self._refused_choices(error, draft)
        open_gates = [gate for gate in gates if gate.id not in request.confirmed]
        made_cards = cards(order.entry, context)
        try:
            (handout,) = build_handouts(self._cache, [shown], draft.text)
        except UserError as error:
            return _refused(error, made_cards)
        finally:
            if self._cache.laid_out > MAX_TEMPLATES_IN_MEMORY:
                self._cache = TemplateCache(self._store)
        minutes = minutes_a_day(context)
        return MadeSheet(
            pdf=handout.pdf,
            sides=handout.sides,
            file_name=default_name(handout.info.pattern, draft.text.date),
            title=context.render_plain(order.entry.pattern.title),
            minutes=minutes,
            cards=made_cards,
            chart="\n".join(chart_lines(context, made_cards, draft.text.date, handout)),
            number=handout.info.number,
            given=_given(order, draft, handout),
            problems=tuple(_gate_problem(gate) for gate in open_gates),
            warnings=tuple(_warnings(shown, minutes, handout)),
            gates=tuple(gates),
        )

    def order(self, request: SheetRequest) -> tuple[Order, list[PrintGate]]:
        """Load what a request names, and the gates that it has."""
        order = self._orders.load(request)
        used = order.entry.pattern.used()
        new = [order.entry.activities[name].activity for name in request.add if name not in used]
        return order, list(gates_of(order.entry.pattern, new))

    def _refused_choices(self, error: UserError, draft: Draft) -> MadeSheet:
        """Tell what is wrong with the choices, and also with the client's lines.

        The cards have their usual doses, and these are used to try the lines.
        """
        plain = draft.request._replace(doses=(), site=None, care=None, order=())
        try:
            order, gates = self.order(plain)
            shown = order.request._replace(confirmed=tuple(gate.id for gate in gates))
            context = make_context(order.entry, shown, order.brand, order.notice)
        except UserError:
            return _refused(error, None)
        try:
            build_handouts(self._cache, [shown], draft.text)
        except UserError as more:
            error = UserError([*error.problems, *more.problems])
        return _refused(error, cards(order.entry, context))


def minutes_a_day(context: ComposeContext) -> tuple[int, int]:
    """Return the least and the most minutes of exercise a day, rounded up to the next five."""
    spans = [
        item.dose.seconds_a_day(context.sides_of(item))
        for item in context.care
        if item.remedy in EXERCISES
    ]
    low, high = (5 * ceil(sum(span[end] for span in spans) / 300) for end in (0, 1))
    return low, high


def _given(order: Order, draft: Draft, handout: BuiltHandout) -> GivenSheet:
    """Describe a sheet for the record of what was given, without a word of its client."""
    return GivenSheet(
        number=handout.info.number,
        day=draft.text.date,
        pattern=handout.info.pattern,
        version=handout.info.version,
        activities=activity_versions(order),
        plan=draft.choices,
        paper=order.paper,
        notice=order.request.notice or order.brand.notice,
    )


def _warnings(request: SheetRequest, minutes: tuple[int, int], handout: BuiltHandout) -> list[str]:
    """Say what is much, and prints all the same."""
    found = []
    if request.card and not handout.info.card:
        found.append(words().no_card)
    if minutes[1] > MAX_MINUTES:
        span = f"{minutes[0]} to {minutes[1]}" if minutes[0] < minutes[1] else str(minutes[1])
        found.append(words().many_minutes.format(n=span, most=MAX_MINUTES))
    if handout.sides > MAX_SIDES.get(handout.info.edition, MAX_SIDES["standard"]):
        found.append(words().many_sides.format(n=handout.sides))
    return found


def _gate_problem(gate: PrintGate) -> FieldProblem:
    return FieldProblem(f"confirmed.{gate.id}", words().confirm)


def field_problem(problem: Problem) -> FieldProblem:
    """Turn a problem into sentences at a field of the page."""
    where = f"{problem.file}: " if problem.file not in ("", PLAN) else ""
    return FieldProblem(field_of(problem), where + as_sentences(problem))


def _refused(error: UserError, shown: tuple[Card, ...] | None) -> MadeSheet:
    problems = tuple(dict.fromkeys(field_problem(problem) for problem in error.problems))
    return MadeSheet(b"", 0, "", "", (0, 0), shown, "", problems, ())
