"""Compose the table of conditions to check first, from the cautions of every printed remedy.

No caution is lost: each stands in the row of its condition, under leaving out or asking. If a
remedy is to be left out in a condition, or at a stage of it, asking about the same is implied.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from handouts.document import CheckRow, CheckTable, Paragraph, Section
from patterns.conditions import load_conditions
from patterns.text import runs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handouts.compose.care import CareItem
    from handouts.compose.context import ComposeContext

Cell = tuple[tuple[str, tuple[str, ...]], ...]
"""Remedies by their short names, each with the stages of the condition it is about, if any."""


@dataclass
class _Advice:
    """What is said about one condition: the words of its stages by remedy, empty for always."""

    no: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    ask: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))


def check_first(context: ComposeContext) -> Iterator[Section]:
    """Compose the table of conditions; conditions that say the same share a row."""
    rows: dict[tuple[Cell, Cell], list[str]] = defaultdict(list)
    for condition, advice in _by_condition(context).items():
        rows[_cell(advice.no), _cell(advice.ask)].append(condition)
    if not rows:
        return
    words = context.locale.check
    table = CheckTable(
        (words.condition, words.leave_out, words.ask_first),
        tuple(
            CheckRow(
                runs(_conditions(context, conditions)),
                runs(_remedies(context, no)),
                runs(_remedies(context, ask)),
            )
            for (no, ask), conditions in rows.items()
        ),
    )
    lead = Paragraph(context.render(words.lead))
    yield Section("check", context.locale.headings.check, (lead, table))


def _by_condition(context: ComposeContext) -> dict[str, _Advice]:
    """Gather the cautions of all remedies by condition, in the order of the conditions."""
    known = load_conditions().conditions
    found = {name: _Advice() for name in known}
    for item in context.care:
        name = _short_name(context, item)
        for caution in sorted(item.cautions, key=lambda caution: caution.advice == "ask"):
            advice = found[caution.condition]
            stage = known[caution.condition].stages[caution.when] if caution.when else ""
            if {stage, ""} & set(advice.no[name]):
                continue
            stages = (advice.no if caution.advice == "no" else advice.ask)[name]
            if stage not in stages:
                stages.append(stage)
    return {name: advice for name, advice in found.items() if _cell(advice.no) or _cell(advice.ask)}


def _short_name(context: ComposeContext, item: CareItem) -> str:
    if item.activity:
        return context.within(item.activity).render_plain(item.activity.short)
    return context.locale.applications[item.id]


def _cell(remedies: dict[str, list[str]]) -> Cell:
    return tuple((name, tuple(stages)) for name, stages in remedies.items() if stages)


def _conditions(context: ComposeContext, ids: list[str]) -> str:
    known = load_conditions().conditions
    return context.locale.check.join.join(known[name].short for name in ids)


def _remedies(context: ComposeContext, cell: Cell) -> str:
    """List remedies, each with the stages that it is about unless it is always meant."""
    words = context.locale.check
    return words.join.join(
        name if "" in stages else words.stage.format(remedy=name, stage=words.join.join(stages))
        for name, stages in cell
    )
