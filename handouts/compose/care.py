"""Choose the remedies of a sheet: which it prints, in which order, in which dose."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, cast

from patterns.conditions import strictest
from patterns.errors import Problem, UserError, did_you_mean
from patterns.model.applications import Patch
from patterns.model.dose import changed
from patterns.model.pattern import FLARE
from patterns.remedies import REMEDIES
from patterns.rules.care import APPLICATIONS
from patterns.rules.doses import check_dose
from patterns.rules.safety import check_application
from patterns.schema.yaml_tree import format_key_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from handouts.request.values import SheetRequest
    from patterns.catalog import Entry
    from patterns.conditions import Caution
    from patterns.field_types import BodySite
    from patterns.model.applications import ApplicationName
    from patterns.model.dose import Dose
    from patterns.model.pattern import CareChoice, Moment
    from patterns.pattern import Activity, Pattern
    from patterns.remedies import RemedyName
    from patterns.schema.base import Violation
    from patterns.schema.yaml_tree import KeyPath
    from patterns.sections import SectionId

DEFAULT_MOMENT: dict[str, Moment] = {"position": "tonight", "press": "when-it-aches"}
"""The moment of an activity that a therapist adds, by its kind; every day for all others."""


@dataclass(frozen=True, slots=True)
class CareItem:
    """One remedy of a sheet: an activity of the library, or an application of its pattern.

    `part` is the activity, or the `Patch`, `Cold` or `Heat`. `choice` is what the pattern says
    about it, if anything. `pictures` is the folder of its drawings.
    """

    id: str
    remedy: RemedyName
    part: Any
    dose: Dose
    moment: Moment
    pictures: Path
    choice: CareChoice | None = None

    @property
    def activity(self) -> Activity | None:
        """The activity, None for an application."""
        return None if self.id in APPLICATIONS else self.part

    @property
    def section(self) -> SectionId:
        """The section that it prints in."""
        return "flare" if self.moment == FLARE else "care"

    @property
    def cautions(self) -> tuple[Caution, ...]:
        """The cautions of the remedy, of its whole kind, and of where it is put."""
        own = self.part.cautions if self.activity else ()
        return strictest((*own, *REMEDIES[self.remedy].cautions_at(self.sites)))

    @property
    def sites(self) -> tuple[BodySite, ...]:
        """The sites of the body that it touches, as far as they matter."""
        if isinstance(self.part, Patch):
            return tuple(site.body for site in self.part.sites)
        return self.part.sites if self.activity else (self.part.site,)

    @property
    def sided(self) -> bool:
        """Whether it is done for the left or for the right."""
        return self.activity is None or self.activity.sided


def choose_care(entry: Entry, request: SheetRequest) -> tuple[CareItem, ...]:
    """Choose what a request prints, in printed order.

    The remedies of a flare-up come last, in the order of the pattern, which is how they are used.

    Raises `UserError` for an id that is neither the pattern's nor added, and for a dose that goes
    beyond its bounds.
    """
    offered = {item.id: item for item in offered_care(entry, request)}
    _check_ids(entry.pattern, request, offered)
    doses = dict(_changed_doses(request, offered))
    first = {name: place for place, name in enumerate(request.order)}
    chosen = [_with_dose(item, doses) for item in offered.values() if _is_chosen(item, request)]
    daily = [item for item in chosen if item.section == "care"]
    daily.sort(key=lambda item: first.get(item.id, len(first)))
    return (*daily, *(item for item in chosen if item.section == "flare"))


def offered_care(entry: Entry, request: SheetRequest) -> Iterator[CareItem]:
    """Give every remedy that the pattern uses or the therapist adds, in the pattern's order."""
    pattern = entry.pattern
    for choice in pattern.care:
        yield _item(entry, choice.use, choice.moment, choice)
    for name in request.add:
        if name not in pattern.used():
            kind = entry.activities[name].activity.kind
            yield _item(entry, name, DEFAULT_MOMENT.get(kind, "every-day"))
    in_care = {choice.use for choice in pattern.care}
    for step in pattern.flare.steps if pattern.flare else ():
        if step.use and step.use not in in_care:
            yield _item(entry, step.use, FLARE)


def _item(entry: Entry, name: str, moment: Moment, choice: CareChoice | None = None) -> CareItem:
    if name in entry.activities:
        found = entry.activities[name]
        activity = found.activity
        return CareItem(
            name, activity.kind, activity, activity.dose, moment, found.pictures, choice
        )
    part = getattr(entry.pattern, name)
    return CareItem(name, name, part, part.dose, moment, entry.pictures, choice)  # type: ignore[arg-type]


def _is_chosen(item: CareItem, request: SheetRequest) -> bool:
    """Whether the sheet prints a remedy: it is named, or all are and its section is chosen."""
    if request.care is not None or item.id in request.add:
        return item.id in {*(request.care or ()), *request.add}
    return request.sections is None or item.section in request.sections


def _check_ids(pattern: Pattern, request: SheetRequest, offered: Iterable[str]) -> None:
    """Refuse an id that the sheet cannot print."""
    named: list[tuple[KeyPath, str]] = [
        *((("care", i), name) for i, name in enumerate(request.care or ())),
        *((("order", i), name) for i, name in enumerate(request.order)),
        *((("end_only", i), name) for i, name in enumerate(request.end_only)),
        *((("doses", name), name) for name, _ in request.doses),
    ]
    message = f"{pattern.id} has no such remedy"
    problems = [
        Problem("", 0, 0, format_key_path(loc), message, did_you_mean(name, offered))
        for loc, name in named
        if name not in offered
    ]
    if problems:
        raise UserError(problems)


def _changed_doses(
    request: SheetRequest, offered: dict[str, CareItem]
) -> Iterator[tuple[str, Dose]]:
    """Give each dose that the therapist changed, within the bounds of its kind."""
    for name, change in request.doses:
        item = offered[name]
        dose = changed(item.dose, change)
        if found := tuple(_check_dose(item, dose, ("doses", name))):
            raise UserError(
                Problem("", 0, 0, format_key_path(v.loc), v.message, v.hint) for v in found
            )
        yield name, dose


def _check_dose(item: CareItem, dose: Dose, loc: KeyPath) -> Iterator[Violation]:
    if item.activity:
        yield from check_dose(dose, item.remedy, loc)
    else:
        changed_part = item.part.model_copy(update={"dose": dose})
        yield from check_application(cast("ApplicationName", item.id), changed_part, loc)


def _with_dose(item: CareItem, doses: dict[str, Dose]) -> CareItem:
    return replace(item, dose=doses[item.id]) if item.id in doses else item
