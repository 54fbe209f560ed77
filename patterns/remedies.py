"""The remedies that a pattern may advise: where each lies, what prints it, and what limits it.

One record a remedy; `handouts.compose.remedy_sections` holds how each is composed. Where a source
says "general knowledge", no page was found and a clinician still has to confirm the figure.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from patterns.model import NotAdvised
from patterns.traverse import values_at

if TYPE_CHECKING:
    from patterns.anatomy import BodySite
    from patterns.model import PatternData
    from patterns.sections import SectionId

RemedyName = Literal["pillow", "patch", "ball", "stretch", "heat", "cold"]
"""The names of the remedies, which are also the keys of `safety.yaml`."""

NHS_COLD = "NHS MPFT, safe use of cold treatment"
NHS_HEAT = "NHS MPFT, safe use of heat treatment; elderly.gov.hk"
LABELS = "patch labels on DailyMed: 8 hours for most, 12 for some"
BALL = "courtneymedicalgroupaz.com 2019; painscience.com; triggerpointproducts.blogspot.com 2010"
ACSM = "American College of Sports Medicine, 2021"
GENERAL = "general knowledge, to be confirmed by a clinician"


@dataclass(frozen=True, slots=True)
class Limit:
    """The least and the most that a figure of a dose may be, with the unit it is counted in."""

    path: str
    least: int
    most: int
    unit: str
    source: str


@dataclass(frozen=True, slots=True)
class Remedy:
    """One remedy of a pattern.

    `path` is the dotted path of its parts in a pattern and `sites` that of the body sites it is
    put on. `patch_off` says that a patch must come off before it.
    """

    section: SectionId
    path: str
    limits: tuple[Limit, ...] = ()
    sites: str = ""
    blocked: frozenset[BodySite] = frozenset()
    patch_off: bool = False


REMEDIES: dict[RemedyName, Remedy] = {
    "pillow": Remedy("pillow", "positions.*"),
    "patch": Remedy(
        "patch",
        "patch",
        limits=(
            Limit("patch.dose.product_allows_hours", 1, 12, "hours", LABELS),
            Limit("patch.dose.hours", 1, 12, "hours", LABELS),
            Limit("patch.dose.a_day", 1, 3, "patches a day", LABELS),
            Limit("patch.dose.days", 1, 7, "days", LABELS),
        ),
        sites="patch.sites.*.body",
        blocked=frozenset(
            {"bone", "breast", "face", "front-of-neck", "groin", "side-of-neck", "throat"}
        ),
    ),
    "ball": Remedy(
        "ball",
        "ball",
        limits=(
            Limit("ball.dose.seconds_a_spot", 10, 90, "seconds a spot", BALL),
            Limit("ball.dose.minutes_in_all", 1, 5, "minutes", BALL),
            Limit("ball.dose.times_a_day", 1, 3, "times a day", BALL),
            Limit("ball.dose.discomfort", 1, 5, "out of 10", BALL),
        ),
        sites="ball.body.*",
        blocked=frozenset(
            {
                "abdomen", "armpit", "back-of-knee", "bone", "breast", "face", "front-of-neck",
                "groin", "inner-elbow", "ribs", "side-of-neck", "spine", "throat",
            }
        ),
        patch_off=True,
    ),
    "stretch": Remedy(
        "stretches",
        "stretches.*",
        limits=(
            Limit("stretches.*.dose.hold_seconds", 5, 60, "seconds", ACSM),
            Limit("stretches.*.dose.repeats", 1, 10, "repeats", GENERAL),
            Limit("stretches.*.dose.times_a_day", 1, 3, "times a day", GENERAL),
        ),
    ),
    "heat": Remedy(
        "flare",
        "heat",
        limits=(
            Limit("heat.dose.minutes", 1, 20, "minutes", NHS_HEAT),
            Limit("heat.dose.hours_apart", 2, 24, "hours", NHS_HEAT),
        ),
        sites="heat.body",
        blocked=frozenset({"face", "front-of-neck", "side-of-neck", "throat"}),
        patch_off=True,
    ),
    "cold": Remedy(
        "flare",
        "cold",
        limits=(
            Limit("cold.dose.minutes", 1, 20, "minutes", NHS_COLD),
            Limit("cold.dose.hours_apart", 2, 24, "hours", NHS_COLD),
        ),
        sites="cold.body",
        blocked=frozenset(
            {"face", "front-of-neck", "inner-elbow", "outer-knee", "side-of-neck", "throat"}
        ),
        patch_off=True,
    ),
}  # fmt: skip
"""The remedies in reading order. Sources of the blocked sites: SAFETY of the patch labels (mucous
membranes); Massage & Bodywork, March 2015 (abdomen: artery and organs); the rest is general
knowledge. Of `patch_off`: heat on a patch burns (US FDA 2012); numb skin feels neither ice nor
pressure (general knowledge)."""


LIMITS = tuple(limit for remedy in REMEDIES.values() for limit in remedy.limits)


def advised(pattern: PatternData) -> frozenset[RemedyName]:
    """Name the remedies a pattern advises."""
    return frozenset(
        name
        for name, remedy in REMEDIES.items()
        if any(not isinstance(part, NotAdvised) for _, part in values_at(pattern, remedy.path))
    )
