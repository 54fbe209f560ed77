"""Test that the numbers of steps lie on their picture, and none on another."""

from __future__ import annotations

from itertools import combinations

import pytest

from handouts.brand.model import plain_brand
from handouts.document import PictureBlock
from handouts.layout.art.picture import fit_picture, step_numbers
from handouts.layout.style.editions import EDITIONS
from handouts.layout.style.page_size import MM
from handouts.layout.style.theme import make_theme
from patterns.library_paths import activity_folders
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
