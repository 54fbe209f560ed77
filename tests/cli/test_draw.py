"""`handouts draw` writes the files of scenes beside them, or names those that differ."""

from __future__ import annotations

import json
import sys
import zlib
from dataclasses import dataclass
from types import ModuleType
from typing import TYPE_CHECKING

import pytest

from handouts.commands.draw import scene_files
from patterns.errors import ExitCode, UserError

if TYPE_CHECKING:
    from pathlib import Path

    from tests.helpers.running import Run

pytest_plugins = ("tests.helpers.running",)

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M1 2L3 4Z"/></svg>\n'


@dataclass(frozen=True)
class Picture:
    name: str
    variant: str
    svg: str
    anchors: str


@pytest.fixture
def scenes(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make two scenes, and a drawer that takes no time."""

    def draw_scene(path: Path, *, draft: bool = False) -> list[Picture]:
        return [Picture(path.stem, side, SVG, "{}\n") for side in ("left", "right")]

    drawer = ModuleType("patterns.drawing.scene")
    drawer.draw_scene = draw_scene  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "patterns.drawing.scene", drawer)
    place = folder / "hips" / "scenes"
    place.mkdir(parents=True)
    for name in ("ball", "bed"):
        (place / f"{name}.yaml").write_text("kind: plate\n", "utf-8")
    return place


def test_drawing_writes_three_files_a_picture(run: Run, folder: Path, scenes: Path) -> None:
    result = run("draw", "hips/scenes/ball.yaml", "--jobs", "1")
    assert result.code == ExitCode.DONE
    assert result.err == (
        "Drew ball.left.svg, ball.left.json, ball.left.form, "
        "ball.right.svg, ball.right.json, ball.right.form\n"
    )
    pictures = folder / "hips" / "pictures"
    assert len(list(pictures.iterdir())) == 6
    assert list(json.loads((scenes / "drawn.json").read_text("utf-8"))) == ["ball"]
    assert (pictures / "ball.left.svg").read_text("utf-8") == SVG
    assert (pictures / "ball.left.json").read_text("utf-8") == "{}\n"
    operators = zlib.decompress((pictures / "ball.left.form").read_bytes()[32:])
    assert operators.split(b"\n")[-2:] == [b"1 2 m 3 4 l h", b"f"]


def test_checking_writes_nothing_and_names_what_differs(
    run: Run, folder: Path, scenes: Path
) -> None:
    run("draw", "hips", "--jobs", "1")
    same = run("draw", "--check", "hips", "--jobs", "1")
    assert (same.code, same.err) == (ExitCode.DONE, "")
    assert same.out == b"2 scenes, 0 drawn, no differences\n"
    (folder / "hips" / "pictures" / "bed.left.form").unlink()
    (folder / "hips" / "pictures" / "ball.right.svg").write_text(SVG + " ", "utf-8")
    result = run("draw", "--check", "hips", "--jobs", "1")
    assert result.code == ExitCode.BAD_INPUT
    assert result.err.splitlines() == [
        "hips/pictures/ball.right.svg: is not what its scene draws; draw it again",
        "hips/pictures/bed.left.form: is not what its scene draws; draw it again",
    ]
    assert not (folder / "hips" / "pictures" / "bed.left.form").exists()


def test_only_what_changed_is_drawn_again(run: Run, folder: Path, scenes: Path) -> None:
    run("draw", "hips", "--jobs", "1")
    assert run("draw", "hips").err == "2 scenes unchanged; to draw all, use --all\n"
    (scenes / "bed.yaml").write_text("kind: plate\nabout: x\n", "utf-8")
    result = run("draw", "hips", "--jobs", "1")
    assert result.err.startswith("Drew bed.left.svg, ")
    assert result.err.endswith("\n1 scene unchanged; to draw all, use --all\n")
    (folder / "hips" / "pictures" / "ball.left.json").write_text("{} ", "utf-8")
    assert run("draw", "hips", "--jobs", "1").err.startswith("Drew ball.left.svg, ")
    assert run("draw", "hips", "--all", "--jobs", "1").err.count("Drew ") == 2


def test_a_sample_of_the_rest_is_compared_byte_for_byte(
    run: Run, folder: Path, scenes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("draw", "hips", "--jobs", "1")
    words = ("draw", "--check", "hips", "--jobs", "1")
    assert run(*words, "--sample", "1").out == b"2 scenes, 1 drawn, no differences\n"
    monkeypatch.setitem(globals(), "SVG", SVG.replace("L3", "L5"))  # as another machine may draw it
    assert run(*words).code == ExitCode.DONE
    result = run(*words, "--sample", "9")
    assert result.code == ExitCode.BAD_INPUT
    assert len(result.err.splitlines()) == 8
    assert run(*words, "--all").err == result.err


def test_digests_are_refreshed_where_the_pictures_are_what_the_code_draws(
    run: Run, folder: Path, scenes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("draw", "hips", "--jobs", "1")
    (folder / "hips" / "pictures" / "bed.left.form").write_bytes(b"")
    monkeypatch.setattr("handouts.commands.drawn.code_digest", lambda kind: "other code")
    written = (scenes / "drawn.json").read_text("utf-8")
    told = run("draw", "--check", "hips", "--jobs", "1")
    assert told.err.splitlines() == [
        "1 scene: digests are old, the pictures are not; write them with: handouts draw --refresh",
        "hips/pictures/bed.left.form: is not what its scene draws; draw it again",
    ]
    assert (scenes / "drawn.json").read_text("utf-8") == written
    result = run("draw", "--refresh", "hips", "--jobs", "1")
    assert result.code == ExitCode.BAD_INPUT
    assert "ball" not in result.err
    assert (folder / "hips" / "pictures" / "bed.left.form").read_bytes() == b""
    run("draw", "hips", "--jobs", "1")
    assert run("draw", "--check", "hips").out == b"2 scenes, 0 drawn, no differences\n"


def test_scenes_are_found_at_any_depth(folder: Path, scenes: Path) -> None:
    (folder / "hips" / "pattern.yaml").touch()
    (folder / "hips" / "pictures").mkdir()
    names = ["ball.yaml", "bed.yaml"]
    for path in (folder, folder / "hips", scenes):
        assert [scene.name for scene in scene_files([path])] == names
    with pytest.raises(UserError, match="there is no scene in these folders"):
        scene_files([folder / "hips" / "pictures"])


def test_an_installed_library_has_no_scenes(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "library" / "hips" / "pictures").mkdir(parents=True)
    monkeypatch.setattr("handouts.commands.draw.LIBRARY", folder / "library")
    with pytest.raises(UserError, match="scenes that only the source of Handouts has"):
        scene_files([folder / "library" / "hips"])


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_faulty_scene_is_told(run: Run, folder: Path, jobs: str) -> None:
    (folder / "a.yaml").write_text("kind: nothing\n", "utf-8")
    result = run("draw", "a.yaml", "b.yaml", "--jobs", jobs)
    assert result.code == ExitCode.BAD_INPUT
    assert result.err.startswith("a.yaml:1:7: kind: ")


def test_the_extra_may_be_missing(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "a.yaml").write_text("kind: plate\n", "utf-8")
    loaded = [name for name in sys.modules if name.startswith("patterns.drawing.")]
    for name in sorted(loaded, reverse=True):  # a package after its modules
        package, _, module = name.rpartition(".")
        monkeypatch.delattr(sys.modules[package], module, raising=False)
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "numpy", None)
    result = run("draw", "a.yaml", "--jobs", "1")
    assert result.code == ExitCode.USAGE
    assert result.err == (
        "handouts draw: needs packages that are not installed; "
        'install them with: pip install "handouts[draw]"\n'
    )


def test_an_image_to_look_at_holds_the_sides_and_writes_no_pictures(
    run: Run, folder: Path, scenes: Path
) -> None:
    result = run("draw", "hips/scenes/ball.yaml", "--png", "look.png", "--draft")
    assert (result.code, result.err) == (ExitCode.DONE, "Wrote look.png\n")
    assert (folder / "look.png").read_bytes().startswith(b"\x89PNG")
    assert not (folder / "hips" / "pictures").exists()


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--draft"], "--draft goes with --png"),
        (["--png", "a.png", "--check"], "exclude one another"),
        (["--gallery", "a.html", "--png", "a.png"], "exclude one another"),
        (["--watch", "--check"], "--watch goes with --png"),
        (["--watch", "--refresh"], "--watch goes with --png"),
        (["--refresh", "--check"], "exclude one another"),
        (["--sample", "3"], "--sample goes with --check"),
        (["--png", "a.png"], "--png takes one scene"),
    ],
)
def test_options_that_do_not_go_together_are_refused(
    run: Run, scenes: Path, options: list[str], message: str
) -> None:
    result = run("draw", "hips", *options)
    assert result.code == ExitCode.USAGE
    assert message in result.err


def test_a_gallery_needs_pictures(run: Run, folder: Path, scenes: Path) -> None:
    result = run("draw", "hips", "--gallery", "gallery.html")
    assert result.code == ExitCode.BAD_INPUT
    assert "has no pictures" in result.err
