"""Write `cautions.md`, on which a clinician reads what holds for every pattern.

It lists the conditions, what each remedy cautions and the warning signs, each with its sources.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from patterns.conditions import load_conditions
from patterns.remedies import REMEDY_FILE
from patterns.safety_lines import load_safety
from patterns.warning_signs import SignPlace, load_warning_signs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from patterns.conditions import Caution
    from patterns.remedies import Remedy
    from patterns.sources import Fact, FactFile

OPENING = """\
# Conditions, cautions and warning signs

Made from `conditions.yaml`, `remedies.yaml`, `safety.yaml` and `warning_signs.yaml` in `patterns/`
by `python -m docs.generate`. All of it awaits a clinician. `general` is general knowledge, for
which no page was found; beside a source it is so for a part.
"""

TIERS = {"now": "Signs that need help now", "today": "Signs for today", "soon": "Signs for soon"}

Row = tuple[str, ...]


def cautions_page() -> str:
    """Write the whole page."""
    return "\n".join((OPENING, *_conditions(), *_remedies(), *_signs()))


def _conditions() -> Iterator[str]:
    file = load_conditions()
    yield "## Conditions\n"
    yield _table(
        ("condition", "whole", "in a list", "stages", "source"),
        (
            (_codes([name]), known.words, known.short, _stages(known.stages), _source(known))
            for name, known in file.conditions.items()
        ),
    )
    yield _sources(file)
    yield "## Moves\n\nAn activity with a move must caution about each of its conditions.\n"
    yield _table(
        ("move", "conditions", "patch off first"),
        (
            (_codes([name]), _codes(move.demands), "yes" if move.patch_off else "")
            for name, move in file.moves.items()
        ),
    )


def _stages(stages: dict[str, str]) -> str:
    return "; ".join(f"{_codes([stage])} {words}" for stage, words in stages.items())


def _remedies() -> Iterator[str]:
    safety = load_safety()
    for name, remedy in REMEDY_FILE.remedies.items():
        yield f"## {name.capitalize()}\n"
        lines = [f"{line.say} ({_source(line)})" for line in safety.remedies[name]]
        lines += [f"Never on {_codes(part.sites)} ({_source(part)})." for part in remedy.never_on]
        lines += [
            f"At most {limit.minutes} minutes on {_codes(limit.sites)} ({_source(limit)})."
            for limit in remedy.time_limits
        ]
        if lines:
            yield "\n".join((*(f"- {line}" for line in lines), ""))
        if rows := list(_cautions(remedy)):
            yield _table(("condition", "advice", "on", "source"), rows)
    yield _sources(safety)
    yield _sources(REMEDY_FILE)


def _cautions(remedy: Remedy) -> Iterator[Row]:
    """Give the cautions of the whole kind, then those of some sites."""
    for caution in remedy.cautions:
        yield _codes([caution.condition]), _advice(caution), "", _source(caution)
    for place in remedy.places:
        for caution in place.cautions:
            sites = _codes(place.sites)
            yield _codes([caution.condition]), _advice(caution), sites, _source(caution)


def _advice(caution: Caution) -> str:
    if caution.when is None:
        return caution.advice
    stages = load_conditions().conditions[caution.condition].stages
    return f"{caution.advice}, {stages[caution.when]}"


def _signs() -> Iterator[str]:
    file = load_warning_signs()
    for tier, heading in TIERS.items():
        yield f"## {heading}\n"
        yield _table(
            ("sign", "for", "not beside", "source"),
            (
                (sign.say, _codes(sign.regions), _codes(sign.unless), _source(sign))
                for sign in getattr(file, tier)
            ),
        )
    yield _sources(file)


def _codes(names: Iterable[str]) -> str:
    """List names: sets of regions from head to foot, other sets by the alphabet."""
    if isinstance(names, frozenset):
        order = {place: i for i, place in enumerate(get_args(SignPlace))}
        names = sorted(names, key=lambda name: (order.get(name, len(order)), name))
    return ", ".join(f"`{name}`" for name in names)


def _source(fact: Fact) -> str:
    return _codes((*fact.pages, *(["general"] if fact.general else [])))


def _sources(file: FactFile) -> str:
    """List the pages that the facts of a file come from."""
    return _table(
        ("source", "name", "address"),
        ((_codes([key]), page.name, page.address) for key, page in file.sources.items()),
    )


def _table(head: Row, rows: Iterable[Row]) -> str:
    lines = (head, ("---",) * len(head), *rows)
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)
