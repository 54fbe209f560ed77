"""List patterns and activities as records and as lines."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from handouts.commands.list import KINDS, REGIONS, Listing, list_activities, list_patterns
from handouts.request.plan import Plan
from patterns.catalog import load_all, load_all_activities
from patterns.library_paths import ACTIVITIES, LIBRARY
from patterns.schema.loader import parse_model
from tests.helpers import OWN_PATTERNS

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def listing() -> Listing:
    return list_activities(OWN_PATTERNS)


def test_patterns_are_listed_by_region_and_id() -> None:
    made = list_patterns(OWN_PATTERNS)
    entries, _ = load_all(OWN_PATTERNS)
    regions = {entry.pattern.id: entry.pattern.regions[0] for entry in entries}
    ids = [str(record["id"]) for record in made.records]
    assert ids == sorted(regions, key=lambda name: (REGIONS.index(regions[name]), name))
    assert [line.split()[0] for line in made.lines if line.startswith("  ")] == ids
    heads = [line for line in made.lines if not line.startswith(" ")]
    assert heads == list(dict.fromkeys(regions[name] for name in ids))
    assert made.problems == []


@pytest.mark.parametrize(
    "words", ["buttock pain", "PIRIFORMIS", "piri", "hip deep", "ciática", "ciatica", "Wallet back"]
)
def test_a_pattern_is_found_by_what_clients_say_and_by_its_muscles(
    words: str, tmp_path: Path
) -> None:
    folder = tmp_path / "hips"
    shutil.copytree(LIBRARY / "lateral-hip-rotators", folder)
    file = folder / "pattern.yaml"
    text = file.read_text("utf-8").replace("id: lateral-hip-rotators", "id: hips", 1)
    lines = [line for line in text.splitlines(True) if not line.startswith("also_called:")]
    names = "also_called: [back-pocket (wallet) pain, Ciática]\n"
    file.write_text("".join([*lines, names]), "utf-8")
    assert "hips" in [record["id"] for record in list_patterns(tmp_path, words).records]
    assert list_patterns(tmp_path, f"{words} eyebrow").records == []


def test_activities_are_found_by_words() -> None:
    assert [r["id"] for r in list_activities(None, "pigeon").records] == ["pigeon-pose"]


def test_activities_are_listed_by_kind_and_region(listing: Listing) -> None:
    entries, _ = load_all_activities(OWN_PATTERNS)
    activities = {entry.activity.id: entry.activity for entry in entries}
    listed = [activities[str(record["id"])] for record in listing.records]
    places = [(KINDS.index(each.kind), each.regions[0], each.id) for each in listed]
    assert places == sorted(places)
    assert len(places) == len(activities)
    heads = [line for line in listing.lines if not line.startswith(" ")]
    assert heads == list(dict.fromkeys(each.kind for each in listed))
    assert listing.problems == []


def test_an_activity_has_two_lines(listing: Listing) -> None:
    i = next(i for i, line in enumerate(listing.lines) if line.startswith("  pigeon-pose: "))
    assert listing.lines[i : i + 2] == [
        (
            "  pigeon-pose: The pigeon pose, for the deep muscles at the back of the hip "
            "(hip; needs mat, folded towel)"
        ),
        "    hold_seconds: [20, 30], repeats: [2, 3], times_a_day: 1",
    ]
    assert "    all_night: true" in listing.lines


def test_the_line_of_a_dose_is_what_a_plan_takes(listing: Listing) -> None:
    doses = [line.strip() for line in listing.lines if line.startswith("    ")]
    written = [line for line in listing.lines if line.startswith("  ") and line[2] != " "]
    names = [line.partition(":")[0].strip() for line in written]
    assert len(names) == len(doses) == len(listing.records)
    changes = "".join(f"  {name}: {{{dose}}}\n" for name, dose in zip(names, doses, strict=True))
    plan = parse_model(f"doses:\n{changes}".encode(), Plan, name="plan")
    assert [name for name, _ in plan.doses] == names


def test_what_cannot_be_loaded_is_a_problem_and_the_others_are_listed(tmp_path: Path) -> None:
    for name, source in (("broken", "id: broken\n"), ("renamed", None)):
        folder = tmp_path / ACTIVITIES / name
        shutil.copytree(LIBRARY / ACTIVITIES / "walk", folder)
        if source is not None:
            (folder / "activity.yaml").write_text(source, "utf-8")
    made = list_activities(tmp_path)
    assert {"broken", "renamed"}.isdisjoint(str(record["id"]) for record in made.records)
    files = {problem.file for problem in made.problems}
    assert files == {
        str(tmp_path / ACTIVITIES / n / "activity.yaml") for n in ("broken", "renamed")
    }
