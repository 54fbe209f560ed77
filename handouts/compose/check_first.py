"""Compose the table of conditions to check first, from the cautions of every printed remedy.

No caution is lost: each is a cell of the row of its condition, or of a stage of that condition.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from handouts.compose.locale import capital
from handouts.document import CheckRow, CheckTable, Paragraph, Section

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handouts.compose.care import CareItem
    from handouts.compose.context import ComposeContext
    from patterns.conditions import Advice
    from patterns.pattern import Activity

    Row = tuple[Advice | None, ...]


def check_first(context: ComposeContext) -> Iterator[Section]:
    """Compose the table of conditions; conditions that say the same share a row.

    A remedy without cautions has no column.
    """
    items = [item for item in context.care if item.cautions]
    rows: dict[Row, list[str]] = defaultdict(list)
    for name, advice in _advice_by_condition(context, items).items():
        rows[advice].append(name)
    if not rows:
        return
    words = context.locale.check
    table = CheckTable(
        words.condition,
        tuple(names_of(context, items)),
        tuple(CheckRow(capital(words.join.join(names)), advice) for advice, names in rows.items()),
        words.cells,
        words.headed,
    )
    lead = Paragraph(context.render(words.lead))
    yield Section("check", context.locale.headings.check, (lead, table))


def _advice_by_condition(context: ComposeContext, items: list[CareItem]) -> dict[str, Row]:
    """Return the advice on each of some remedies by condition, in the order of the conditions.

    A stage of a condition has a row of its own, after the condition.
    """
    cells: dict[tuple[str, str | None], dict[int, Advice]] = defaultdict(dict)
    for place, item in enumerate(items):
        for caution in item.cautions:
            cells[caution.condition, caution.when][place] = caution.advice
    places, words = range(len(items)), context.locale.check
    found = {}
    for name, condition in context.texts.conditions.conditions.items():
        for stage in (None, *condition.stages):
            if row := cells.get((name, stage)):
                said = condition.short
                if stage:
                    said = words.stage.format(condition=said, stage=condition.stages[stage])
                found[said] = tuple(row.get(place) for place in places)
    return found


def names_of(context: ComposeContext, items: list[CareItem]) -> Iterator[str]:
    """Name each remedy in a few words, and by its title where those would name two."""
    short = [context.short_name(item) for item in items]
    for item, name in zip(items, short, strict=True):
        if item.activity and short.count(name) > 1:
            name = _inner_title(context, item.activity)
        yield name


def _inner_title(context: ComposeContext, activity: Activity) -> str:
    title = context.within(activity).render_plain(activity.title)
    return context.locale.inside_sentence(title)
