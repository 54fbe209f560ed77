"""Images and a page to look at: what they hold, and when a scene is drawn again."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from handouts import interruption
from handouts.commands import look
from handouts.commands.look import inside, saved_scenes, size_of, stacked, write_gallery
from patterns.errors import UserError
from tests.helpers.drawing import FIGURES

if TYPE_CHECKING:
    from pathlib import Path

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 {height}"><path d="M0 0h1"/></svg>\n'


def test_pictures_are_stacked_below_one_another() -> None:
    image = stacked([SVG.format(height=20), SVG.format(height=12.5)])
    assert size_of(image) == (30, 32.5)
    assert image.count('<path d="M0 0h1"/>') == 2
    assert 'translate(0 20.0)"' in image
    assert inside(SVG.format(height=1)) == '<path d="M0 0h1"/>'


def test_a_scene_is_drawn_at_first_and_when_it_was_saved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = tmp_path / "a.yaml", tmp_path / "b.yaml"
    pauses: list[float] = []

    def save_in_the_third_pause(seconds: float) -> None:
        pauses.append(seconds)
        if len(pauses) == 3:
            os.utime(second, ns=(2, 2))

    monkeypatch.setattr("handouts.commands.look.time.sleep", save_in_the_third_pause)
    for path in (first, second):
        path.write_text("kind: figure\n", "utf-8")
        os.utime(path, ns=(1, 1))
    saved = saved_scenes([first, second])
    assert next(saved) == [first, second]
    assert next(saved) == [second]
    assert pauses == [look.PAUSE] * 3


def test_watching_ends_with_a_signal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(look, "PAUSE", 0)
    saved = saved_scenes([tmp_path / "gone.yaml"])
    monkeypatch.setattr(interruption, "_received", [2])
    with pytest.raises(interruption.Interrupted):
        next(saved), next(saved)


def test_the_gallery_holds_every_picture_with_its_ring(tmp_path: Path) -> None:
    scenes = [FIGURES[name] / "scenes" / f"{name}.yaml" for name in ("pigeon", "walk")]
    page = tmp_path / "gallery.html"
    write_gallery(scenes, page)
    text = page.read_text("utf-8")
    for name in ("pigeon.left", "pigeon.right", "walk.left", "walk.right"):
        assert f"<figcaption>{name}, " in text
    assert text.count("<figure>") == 4
    assert text.count("<circle ") == 8


def test_a_scene_without_pictures_is_told(tmp_path: Path) -> None:
    (tmp_path / "scenes").mkdir()
    with pytest.raises(UserError, match="has no pictures"):
        write_gallery([tmp_path / "scenes" / "new.yaml"], tmp_path / "gallery.html")
