"""Pictures follow the side of the body and bear the marks that the sheet explains."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.document import (
    Examples,
    Handout,
    Pairs,
    PictureBlock,
    PlacedLabel,
    PlacedMark,
)
from handouts.request.plan import Plan
from patterns.text import plain
from tests.helpers.composing import (
    HIP,
    SIDES,
    bent,
    entry,
    handout,
    parts_of,
    plans_of,
    section_choices,
    sections,
    words_of,
)
from tests.helpers.pattern_trees import activity_tree, entry_of, set_at, tree, without
from tests.helpers.sheets import GATES

if TYPE_CHECKING:
    from patterns.sections import SectionId
    from patterns.text import Side

SWAPPED = {"left": "right", "right": "left"}
PLATE = "treatment-plate"
BALL = "ball-under-buttock"
RING = {f"pictures.{PLATE}.marks": [{"kind": "ring", "at": "piriformis"}]}


def care_index(name: str) -> int:
    """Return the place of a remedy among those of the pattern of the hip."""
    return [choice["use"] for choice in tree(HIP)["care"]].index(name)


def plate(made: Handout) -> PictureBlock:
    """Return the plate that shows where a patch goes."""
    (found,) = (picture for picture in parts_of(made, PictureBlock) if picture.id == PLATE)
    return found


@pytest.mark.parametrize("side", SIDES)
def test_pictures_follow_the_side(side: Side) -> None:
    pictures = list(parts_of(handout(Plan(side=side)), PictureBlock))
    plates = [picture for picture in pictures if picture.plate]
    assert {picture.variant for picture in plates} == {side}
    figures = [p.variant for p in pictures if not p.plate and p.id != "walk"]
    assert set(figures) == {"left" if side == "both" else side}


@pytest.mark.parametrize("side", SIDES)
def test_the_picture_of_what_has_no_side_is_drawn_once(side: Side) -> None:
    changed = {**activity_tree("knee-across"), "sided": False, "steps": ["Rest."]}
    frame = {**changed["frames"][-1], "steps": [], "alt": "A person rests."}
    changed["frames"] = [without(dict(frame), "sore")]
    made = handout(Plan(side=side), of=entry_of(tree(HIP), changed))
    (picture,) = parts_of(sections(made, "knee-across"), PictureBlock)
    assert picture.variant == "left"
    changed["frames"] = [frame]
    made = handout(Plan(side=side), of=entry_of(tree(HIP), changed))
    (picture,) = parts_of(sections(made, "knee-across"), PictureBlock)
    assert picture.variant == ("left" if side == "both" else side)


@pytest.mark.parametrize(("chosen", "marked"), [(None, "sore"), ("sore.front", "sore.front")])
def test_a_pattern_chooses_where_the_drawings_of_an_activity_are_marked(
    chosen: str | None, marked: str
) -> None:
    choice = {"use": "pigeon-pose", "moment": "every-day", "sore": chosen}
    changed = set_at(tree(HIP), ("care", care_index("pigeon-pose")), choice)
    shown = list(parts_of(sections(handout(of=entry_of(changed)), "pigeon-pose"), PictureBlock))
    assert [mark.at for picture in shown for mark in picture.marks] == [marked, marked]


def test_a_picture_is_found_beside_the_file_that_names_it() -> None:
    made = handout()
    folders = {picture.id: picture.folder for picture in parts_of(made, PictureBlock)}
    own = entry()
    assert folders[PLATE] == own.pictures
    assert folders["pigeon"] == own.activities["pigeon-pose"].pictures
    assert folders["hot-shower"] == own.activities["hip-to-warm-water"].pictures


def test_the_labels_of_a_plate_change_margins_with_the_side() -> None:
    def margins(side: Side) -> list[tuple[str, str]]:
        first = next(iter(parts_of(handout(Plan(side=side)), PictureBlock)))
        return [(label.at, label.margin) for label in first.labels]

    assert [(at, SWAPPED[margin]) for at, margin in margins("left")] == margins("right")
    assert {margin for _, margin in margins("left")} == {"left", "right"}


@given(section_choices)
def test_a_plate_marks_only_what_the_sheet_speaks_of(chosen: tuple[SectionId, ...]) -> None:
    made = handout(Plan(sections=chosen))
    marks = {mark.kind for mark in parts_of(made, PlacedMark)} - {"hatch", "sore"}
    spoken_of = {"star"} if "care" in chosen else set()
    spoken_of |= {"stripes"} if "flare" in chosen else set()
    assert marks == spoken_of


@given(plans_of(HIP))
def test_the_caption_and_the_words_for_the_blind_name_every_mark_and_no_other(plan: Plan) -> None:
    made = handout(plan)
    for picture in parts_of(made, PictureBlock):
        kinds = {mark.kind for mark in picture.marks}
        caption = words_of(picture.caption)
        names = {"ring": "Ring:", "stripes": "Stripes:", "waves": "Waves:", "star": "Star:"}
        once = {"hatch", "sore"}
        assert {kind for kind, name in names.items() if name in caption} == kinds - once
        spoken = {
            "ring": "Ring: ",
            "stripes": "triped area: ",
            "waves": "avy area: ",
            "star": "tar: ",
            "sore": "arget: ",
        }
        assert {kind for kind, name in spoken.items() if name in picture.alt} == kinds - {"hatch"}


def test_the_sore_place_is_explained_below_the_first_picture_that_shows_it() -> None:
    shown = [p for p in parts_of(handout(), PictureBlock) if "sore" in {m.kind for m in p.marks}]
    assert ["target" in words_of(p.caption) for p in shown] == [True, *[False] * (len(shown) - 1)]


def test_a_ring_is_named_by_what_presses_there() -> None:
    fingers = {"short": "fingers", "title": "Press with your fingers"}
    change = {f"activities.{BALL}.{key}": text for key, text in fingers.items()}
    made = plate(handout(of=bent(HIP, {**change, **RING})))
    assert "Ring: fingers." in words_of(made.caption)
    assert "Ring: fingers." in made.alt
    assert "fingers" in [label.text for label in parts_of(made, PlacedLabel)]
    assert "Ring: ball." in words_of(plate(handout(of=bent(HIP, RING))).caption)


def test_what_is_added_has_no_mark_on_a_plate_of_the_pattern() -> None:
    plan = Plan(care=("patch",), add=("own-ball-calf", "own-fingers-shoulder-top"), confirmed=GATES)
    ringed = replace(entry(HIP, *plan.add), pattern=bent(HIP, RING).pattern)
    assert {mark.kind for mark in plate(handout(plan, of=ringed)).marks} == {"star"}
    with_ball = Plan(care=("patch", BALL), add=("own-ball-calf",), confirmed=GATES)
    made = plate(handout(with_ball, of=ringed))
    assert {mark.kind for mark in made.marks} == {"star", "ring"}
    assert "Ring: ball." in words_of(made.caption)


def stars(made: Handout) -> list[tuple[str, bool]]:
    return [(m.at, m.outlined) for m in parts_of(made, PlacedMark) if m.kind == "star"]


def test_every_site_has_a_star_until_one_is_chosen() -> None:
    near, outer = "site.near-sacrum", "site.outer-hip"
    assert stars(handout()) == [(near, False), (outer, False)]
    assert stars(handout(Plan(site="outer-hip"))) == [(near, True), (outer, False)]


@given(st.sampled_from(["standard", "large-print", "ink-saver"]), st.sampled_from(SIDES))
def test_a_mark_is_named_by_its_color_where_there_are_colors(edition: str, side: str) -> None:
    printed = words_of(handout(Plan(edition=edition, side=side)))
    colored = edition != "ink-saver"
    assert ("green star" in printed.casefold()) == colored
    assert ("red lines" in printed.casefold()) == colored
    assert "star" in printed


def test_a_term_in_the_caption_of_the_patch_is_explained() -> None:
    change = {
        "terms": {"tailbone": "the end of the spine", **tree(HIP)["terms"]},
        f"pictures.{PLATE}.caption": "By the [tailbone].",
    }
    of = bent(HIP, change)
    printed = words_of(handout(Plan(sections=("care",), care=("patch",)), of=of))
    assert "By the tailbone (the end of the spine)." in printed


def test_habits_stand_above_the_triggers() -> None:
    habit = {"picture": "walk", "shows": "instead", "alt": "A person walks.", "caption": "Walk."}
    changed = {**tree(HIP), "habits": [{**habit, "picture": "sit", "shows": "trigger"}, habit]}
    examples, table = sections(handout(Plan(side="right"), of=entry_of(changed)), "triggers")[
        0
    ].blocks
    assert isinstance(examples, Examples)
    assert isinstance(table, Pairs)
    assert [(p.id, p.variant, p.shows, plain(p.caption), p.alt) for p in examples.pictures] == [
        ("sit", "right", "trigger", "Not like this: Walk.", "Not like this: A person walks."),
        ("walk", "right", "instead", "Like this: Walk.", "Like this: A person walks."),
    ]
    assert not list(parts_of(handout(), Examples))


@pytest.mark.parametrize(
    ("seen_from", "side", "sore"),
    [
        ("behind", "left", "left"),
        ("behind", "right", "right"),
        ("front", "left", "right"),
        ("front", "right", "left"),
        ("front", "both", "left"),
    ],
)
def test_the_sore_side_of_a_plate_is_in_the_margin_where_it_is_seen(
    seen_from: str, side: Side, sore: str
) -> None:
    changed = set_at(tree(HIP), ("pictures", PLATE, "seen_from"), seen_from)
    shown = plate(handout(Plan(side=side), of=entry_of(changed)))
    assert {label.margin for label in shown.labels if label.strong} == {sore}
    assert {label.margin for label in shown.labels if not label.strong} == {"left", "right"} - {
        sore
    }
    assert shown.sore_right == (sore == "right")


def test_the_last_picture_alone_prints_where_a_plan_wants_that() -> None:
    def stretch(made: Handout) -> list[PictureBlock]:
        return [p for p in parts_of(made, PictureBlock) if p.id.startswith("gentle-stretch")]

    first, last = stretch(handout())
    assert first.steps
    (alone,) = stretch(handout(Plan(end_only=("knee-across",))))
    assert alone.id == last.id
    assert alone.steps == ()
