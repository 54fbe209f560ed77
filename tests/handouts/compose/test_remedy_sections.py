"""Each remedy says how it is done, how much, and what to stop for; a flare-up keeps its order.

`test_every_choice` holds that no choice of a plan loses a caution; here is what each section says.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.compose.locale import load_locale
from handouts.compose.remedy_sections import COMPOSERS
from handouts.document import (
    Beside,
    CautionBlock,
    Doses,
    OptionItem,
    Paragraph,
    PictureBlock,
    Points,
    Sequence,
    Subheading,
    WriteIn,
)
from handouts.request.plan import Plan
from patterns.model.applications import ApplicationName
from patterns.remedies import REMEDIES
from patterns.rules.doses import load_dose_limits
from patterns.text import plain
from tests.helpers.composing import (
    CALF,
    EDITIONS,
    HIP,
    NAMES,
    NECK,
    PSOAS,
    SIDES,
    TRAPEZIUS,
    bent,
    entry,
    handout,
    parts_of,
    sections,
    texts,
    words_of,
)
from tests.helpers.pattern_trees import activity_tree, entry_of, tree
from tests.helpers.sheets import NOTICES, Sheet, cautions_of

if TYPE_CHECKING:
    from handouts.document import Handout, Section
    from patterns.text import Side

WORDS = load_locale()


def section(name: str, use: str, **choices: object) -> Section:
    """Return the section of a remedy or of the flare-up."""
    (found,) = sections(handout(Plan(**{"side": "left", **choices}), name), use)
    return found


def facts(part: object) -> list[str]:
    return [fact.text for block in parts_of(part, Doses) for fact in block.items]


# Every remedy


def test_each_application_is_composed_in_its_own_way_and_nothing_else_is() -> None:
    assert {*COMPOSERS} == {*get_args(ApplicationName)} <= {*REMEDIES}


@pytest.mark.parametrize("tag", NOTICES)
@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("name", NAMES)
def test_an_activity_says_its_steps_in_order_then_its_dose_then_what_to_stop_for(
    name: str, side: str, edition: str, tag: str
) -> None:
    sheet = Sheet(name, Plan(side=side, edition=edition), tag)
    for use in sheet.printed:
        if activity := sheet.activity(use):
            blocks = sheet.blocks(use)
            steps = next(each for each in parts_of(blocks, Points) if each.numbered)
            written = [sheet.said(step, use) for step in activity.steps]
            assert all(map(re.Pattern.fullmatch, written, map(plain, steps.items)))
            assert len(steps.items) == len(written)
            (dose,) = parts_of(blocks, Doses)
            kinds: tuple[type[object], ...] = (Points, Doses, CautionBlock)
            flat = list(parts_of(blocks, kinds))
            assert flat.index(steps) < flat.index(dose)
            cautions = list(parts_of(blocks, CautionBlock))
            assert all(flat.index(dose) < flat.index(caution) for caution in cautions)


@pytest.mark.parametrize("name", NAMES)
def test_a_heading_says_the_moment_and_what_it_is(name: str) -> None:
    made = handout(Plan(side="left"), name)
    for choice in entry(name).pattern.care:
        (found,) = sections(made, choice.use)
        assert found.moment == WORDS.moments[choice.moment]
        if choice.title:
            title = choice.title.partition("{")[0]
            assert found.heading.startswith(title)


def test_what_a_pattern_says_of_a_remedy_comes_first() -> None:
    first = next(parts_of(section(HIP, "walk"), Paragraph))
    assert plain(first.text).startswith("Stay as active as you can.")


@pytest.mark.parametrize(
    "name", ["patch", "cold", "heat", "press", "stretch", "strengthen", "walk"]
)
def test_every_figure_of_a_dose_at_its_limit_prints(name: str) -> None:
    at = {
        "patch": (HIP, "patch", "patch.dose"),
        "cold": (HIP, "flare", "cold.dose"),
        "heat": (TRAPEZIUS, "heat", "heat.dose"),
        "press": (HIP, "ball-under-buttock", "activities.ball-under-buttock.dose"),
        "stretch": (HIP, "knee-across", "activities.knee-across.dose"),
        "strengthen": (HIP, "bridge", "activities.bridge.dose"),
        "walk": (HIP, "walk", "activities.walk.dose"),
    }
    pattern, where, path = at[name]
    most = {
        f"{path}.{part}": limit[1]
        for part, limit in load_dose_limits().remedies[name].figures.items()  # type: ignore[index]
    }
    if name == "patch":
        most["patch.product_allows_hours"] = 12
    words = " ".join(facts(sections(handout(of=bent(pattern, most), name=pattern), where)))
    said = {1: "once", 2: "twice", 7: "every day"}
    missing = [p for p, n in most.items() if not re.search(rf"\b(?:{n}|{said.get(n, n)})\b", words)]
    assert [path for path in missing if "product_allows" not in path] == []


# Patch, cold and heat


def test_the_chosen_site_is_named_in_words() -> None:
    chosen = [choice.badge for choice in parts_of(handout(Plan(site="outer-hip")), OptionItem)]
    assert chosen == ["", "This is you."]


def test_a_patch_has_a_line_for_when_it_comes_off() -> None:
    (lines,) = parts_of(section(HIP, "patch"), WriteIn)
    assert lines.labels == ("Patch on at", "Take it off by")
    assert lines.remark == "(8 hours, or what your box says)"


def test_the_place_of_the_ice_is_shown_where_the_patch_does_not_show_it() -> None:
    def shown(made: Handout) -> list[str]:
        return [picture.id for picture in parts_of(sections(made, "flare"), PictureBlock)]

    assert shown(handout()) == ["hot-shower", "ice-plate"]
    assert shown(handout(Plan(care=("cold", "bridge")))) == ["ice-plate"]
    elsewhere = bent(HIP, {"patch.picture": "ice-plate"})
    assert shown(handout(of=elsewhere)) == ["hot-shower"]
    alone = handout(Plan(sections=("flare",)), of=elsewhere)
    assert shown(alone) == ["hot-shower", "ice-plate"]
    without = tree(HIP)
    del without["patch"]
    without["care"] = [each for each in without["care"] if each["use"] != "patch"]
    without["together"] = without["together"][1:]
    assert shown(handout(of=entry_of(without))) == ["hot-shower", "ice-plate"]


@pytest.mark.parametrize("name", NAMES)
def test_a_pattern_prints_the_applications_that_it_has_and_no_other(name: str) -> None:
    pattern, printed = entry(name).pattern, Sheet(name, Plan(), "en-US").printed
    for use in get_args(ApplicationName):
        assert (use in printed) == (getattr(pattern, use) is not None)


# What the first model could not say


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("name", [TRAPEZIUS, CALF, PSOAS, NECK])
def test_the_patterns_that_failed_compose_for_each_side_and_edition(
    name: str, side: Side, edition: str
) -> None:
    made = handout(Plan(side=side, edition=edition), name)
    assert made.side == WORDS.strip.sides[side]
    for choice in entry(name).pattern.care:
        assert len(sections(made, choice.use)) == 1


@pytest.mark.parametrize("side", SIDES)
def test_a_chin_glide_has_no_side(side: str) -> None:
    glide = section(TRAPEZIUS, "own-chin-glide", side=side)
    assert facts(glide) == [
        "hold 5 seconds",
        "8 to 10 times",
        "an ache of 4 out of 10 at most",
        "2 to 3 times a day",
    ]
    assert not re.search(r"\b(left|right|side|sides)\b", words_of(glide.blocks))


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize(
    "use", ["own-shrug-drop", "own-neck-turns", "own-desk-set-up", "own-level-pillow"]
)
def test_what_has_no_side_reads_alike_on_every_sheet(use: str, side: str) -> None:
    assert section(TRAPEZIUS, use, side=side) == section(TRAPEZIUS, use, side="left")
    assert "on each side" not in facts(section(TRAPEZIUS, use, side=side))


@pytest.mark.parametrize("side", SIDES)
def test_a_walk_takes_minutes_and_breathing_too(side: str) -> None:
    assert facts(section(HIP, "walk", side=side)) == ["10 minutes", "2 to 3 times a day"]
    assert facts(section(TRAPEZIUS, "flare", side=side)) == ["3 to 5 minutes", "1 to 2 times a day"]


def test_the_neck_is_warmed_first_every_day() -> None:
    made = handout(Plan(side="left"), TRAPEZIUS)
    first = next(each for each in made.sections if each.id in entry(TRAPEZIUS).pattern.used())
    assert (first.moment, first.heading) == ("Every day", "Warm your neck")
    assert words_of(first.blocks[0]) == "Begin with this."
    assert facts(first) == ["10 to 15 minutes", "1 to 2 times a day"]
    assert next(parts_of(made, Sequence)).parts[0] == "warm pack"


@pytest.mark.parametrize("name", [TRAPEZIUS, NECK, PSOAS])
def test_no_ice_follows_where_a_pattern_has_none(name: str) -> None:
    made = handout(Plan(side="left"), name)
    advice = tuple(each for each in made.sections if each.id not in ("check", "help", "notice"))
    cold = [text for text in texts(advice) if re.search(r"\b(ice|cold pack|cool)\b", text)]
    of_a_patch = "Never press or ice it"
    assert [text for text in cold if not text.startswith(of_a_patch)] == []


def test_what_is_not_advised_is_a_line_under_the_last_advice() -> None:
    psoas = handout(Plan(side="left"), PSOAS)
    (last,) = sections(psoas, entry(PSOAS).pattern.care[-1].use)
    line = list(parts_of(last, Paragraph))[-1]
    assert line == last.blocks[-1]
    assert line.text[0].strong
    assert plain(line.text) == (
        "Not for this: a ball on the belly. Big blood vessels and the bowel lie in front of these "
        "muscles. Leave deep work there to your therapist."
    )
    neck = handout(Plan(side="left"), NECK)
    (last,) = sections(neck, "own-slow-head-turn")
    lines = [plain(block.text) for block in parts_of(last, Paragraph)][-2:]
    assert [line.partition(". ")[0] for line in lines] == [
        "Not for this: a patch",
        "Not for this: a ball",
    ]
    assert sections(neck, "patch") == ()


def test_a_press_without_a_ball_says_so() -> None:
    found = section(TRAPEZIUS, "own-fingers-shoulder-top")
    assert (found.moment, found.heading) == ("When it aches", "Press with your fingers")
    assert "ball" not in words_of(found).casefold()


def test_an_activity_that_is_done_each_way_says_so() -> None:
    assert facts(section(TRAPEZIUS, "own-neck-turns")) == [
        "hold 5 seconds",
        "5 times",
        "each way",
        "3 times a day",
    ]


# A flare-up


def test_the_shower_comes_before_the_ice() -> None:
    words = words_of(section(HIP, "flare"))
    assert words.index("Leave the ball") < words.index("Turn the toes in")
    assert words.index("Turn the toes in") < words.index("wrapped cold pack")


def test_a_flare_up_that_only_stops_something_prints() -> None:
    found = section(PSOAS, "flare")
    assert found.heading == "If it gets worse"
    assert words_of(found.blocks).startswith("Leave the stretch for two days.")
    made = handout(Plan(care=("bridge",)), PSOAS)
    assert sections(made, "flare") == ()


def test_a_remedy_of_care_stands_there_and_a_flare_up_only_speaks_of_it() -> None:
    changed = tree(HIP)
    changed["flare"]["steps"].append({"use": "walk", "say": "Take a short walk."})
    made = handout(Plan(side="left"), of=entry_of(changed))
    (flare,) = sections(made, "flare")
    assert [title.text for title in parts_of(flare, Subheading)] == [
        "A stretch in a hot shower",
        "Then cool it with ice",
    ]
    assert words_of(flare).endswith("Take a short walk.")
    assert facts(sections(made, "walk")) == ["10 minutes", "2 to 3 times a day"]


# Safety


def test_how_to_stretch_at_all_is_said_once() -> None:
    assert words_of(handout()).count("Do not bounce") == 1
    assert "Do not bounce" in words_of(sections(handout(), "knee-across"))
    later = handout(Plan(care=("pigeon-pose", "hip-to-warm-water")))
    assert "Do not bounce" in words_of(sections(later, "pigeon-pose"))
    last = handout(Plan(sections=("flare",)))
    assert "Do not bounce" in words_of(sections(last, "flare"))


def test_the_scale_of_the_ache_is_explained_once_where_it_is_first_used() -> None:
    made = handout()
    assert words_of(made).count("Rate the ache from 0 to 10") == 1
    assert "Rate the ache" in words_of(sections(made, "ball-under-buttock"))
    alone = handout(Plan(care=("bridge",)))
    assert "Rate the ache" in words_of(sections(alone, "bridge"))
    assert "Rate the ache" not in words_of(handout(Plan(care=("walk",))))


@given(st.sampled_from(NAMES), st.sampled_from(SIDES), st.sampled_from(NOTICES))
def test_no_caution_stands_twice_in_one_section(name: str, side: str, tag: str) -> None:
    made = handout(Plan(side=side), name, tag=tag)
    for found in made.sections:
        lines = cautions_of(found)
        assert len(set(lines)) == len(lines)


# Frames, needs and tips


def test_a_picture_stands_beside_the_steps_that_it_shows() -> None:
    found = section(HIP, "pigeon-pose")
    (beside,) = parts_of(found, Beside)
    assert [shown.id for shown in beside.pictures][:1] == ["pigeon-start"]
    assert any(parts_of(beside.blocks, Points))


def test_frames_stand_side_by_side() -> None:
    changed = activity_tree("pigeon-pose")
    second = {**changed["frames"][0], "picture": "end", "steps": [5]}
    changed["frames"] = [changed["frames"][0], second]
    of = entry_of(tree(HIP), changed)
    found = sections(handout(Plan(side="left"), of=of), "pigeon-pose")
    (beside,) = parts_of(found, Beside)
    assert [(shown.id, shown.steps) for shown in beside.pictures] == [
        ("pigeon-start", tuple(changed["frames"][0]["steps"])),
        ("end", (5,)),
    ]


@pytest.mark.parametrize("name", NAMES)
def test_what_is_needed_is_named_in_full_sheets(name: str) -> None:
    full, brief = (handout(Plan(detail=detail), name) for detail in ("full", "brief"))
    for use, found in entry(name).activities.items():
        for thing in found.activity.needs:
            assert (
                thing in words_of(sections(full, use))
                or use in Sheet(name, Plan(), "en-US").for_flare
            )
    assert "What you need" not in words_of(brief)
