"""Test that the numbers of steps lie on their picture, none on another and none on a head."""

from __future__ import annotations

from itertools import combinations

import pytest
from shapely.geometry import Point

from handouts.brand.model import plain_brand
from handouts.document import PictureBlock
from handouts.layout.art.drawing_loader import load_drawing
from handouts.layout.art.picture import fit_picture
from handouts.layout.art.step_numbers import step_numbers
from handouts.layout.style.editions import EDITIONS
from handouts.layout.style.page_size import MM
from handouts.layout.style.theme import make_theme
from patterns.library_paths import activity_folders
from tests.helpers.heads import head_outline
from tests.helpers.pattern_trees import activity_tree

THEME = make_theme(plain_brand(), EDITIONS["standard"], EDITIONS["standard"].spacing_steps[-1])


@pytest.mark.parametrize("name", sorted(activity_folders()))
def test_no_number_of_a_shipped_picture_lies_on_another(name: str) -> None:
    folder = activity_folders()[name] / "pictures"
    frames = activity_tree(name)["frames"]
    for frame in frames if len(frames) > 1 else ():
        for side in ("left", "right"):
            block = PictureBlock(
                folder, frame["picture"], side, "", (), steps=tuple(frame.get("steps", ()))
            )
            box, placement = fit_picture(block, THEME, 45 * MM, "care")
            numbers = step_numbers(block, placement, THEME)
            for (x, y, disc), (other_x, other_y, _) in combinations(numbers, 2):
                apart = abs(x - other_x) >= disc.width - 0.1 or abs(y - other_y) >= disc.width - 0.1
                assert apart, frame["picture"]
            for x, y, disc in numbers:
                assert -0.1 <= x <= box.width - disc.width + 0.1
                assert -0.1 <= y <= box.height - disc.height + 0.1


LEAST_WIDTH, LEAST_HEIGHT = 45 * MM, 115.0
"""The size, in points, at which frames side by side are large enough: either will do."""


@pytest.mark.parametrize("name", sorted(activity_folders()))
def test_no_number_of_a_shipped_picture_lies_on_a_head(name: str) -> None:
    frames = activity_tree(name)["frames"]
    steps = {frame["picture"]: tuple(frame.get("steps", ())) for frame in frames}
    if len(steps) > 1:
        assert numbers_on_heads(name, steps) == []


def test_a_number_on_a_head_is_found() -> None:
    many = tuple(range(1, 8))  # more than there is room for
    found = numbers_on_heads("palm-down-wrist", {"palm-down-start": many})
    assert ("palm-down-start", "left") in found


def numbers_on_heads(name: str, steps: dict[str, tuple[int, ...]]) -> list[tuple[str, str]]:
    """Return the pictures and sides of an activity on which a number reaches a head.

    The pictures stand side by side, as small as they may be.
    """
    folder = activity_folders()[name] / "pictures"
    found = []
    for side in ("left", "right"):
        drawings = [load_drawing(folder, f"{picture}.{side}", "care") for picture in steps]
        aspects = [drawing.width / drawing.height for drawing in drawings]
        height = min(LEAST_HEIGHT, LEAST_WIDTH / min(aspects))
        for (picture, shown), aspect in zip(steps.items(), aspects, strict=True):
            block = PictureBlock(folder, picture, side, "", (), steps=shown)
            _, placement = fit_picture(block, THEME, height * aspect, "care")
            head = head_outline(picture, side)
            for x, y, disc in step_numbers(block, placement, THEME):
                middle = Point(*((at + disc.width / 2) / placement.scale for at in (x, y)))
                reach = disc.width / 2 / placement.scale
                if not head.is_empty and head.distance(middle) < reach:
                    found.append((picture, side))
    return found
