"""`new`, `schema` and `check`: starter files, their schemas, and problems of files."""

from __future__ import annotations

import json
import re
import shutil
import stat
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from handouts.commands.build import build_handouts
from handouts.commands.file_kinds import KINDS, schema_text
from handouts.commands.new import ACTIVITY_ID
from handouts.template.store import TemplateStore
from handouts.template_cache import TemplateCache
from patterns.errors import ExitCode
from patterns.library_paths import LIBRARY, activity_folders
from patterns.schema.loader import parse_model
from tests.helpers.matrix import HIP
from tests.helpers.requests import asked

if TYPE_CHECKING:
    from tests.helpers.running import Run

pytest_plugins = ("tests.helpers.running",)

each_kind = pytest.mark.parametrize("kind", KINDS)

ACTIVITY = f"activities/{ACTIVITY_ID}/activity.yaml"
ITS_SCHEMA = f"activities/{ACTIVITY_ID}/activity.schema.json"


def wrote(*paths: str) -> str:
    """Return the messages about written files."""
    return "".join(f"Wrote {path}\n" for path in paths)


@each_kind
def test_a_new_file_is_valid_and_comes_with_its_schema(run: Run, folder: Path, kind: str) -> None:
    result = run("new", kind, "mine.yaml")
    assert result.code == ExitCode.DONE
    more = (ACTIVITY, ITS_SCHEMA) if kind == "pattern" else ()
    assert result.err == wrote("mine.yaml", f"{kind}.schema.json", *more)
    first = (folder / "mine.yaml").read_text("utf-8").splitlines()[0]
    assert first == f"# yaml-language-server: $schema={kind}.schema.json"
    assert (folder / f"{kind}.schema.json").read_text("utf-8") == schema_text(kind)
    assert run("check", "mine.yaml").out == b"1 file, no problems\n"


def test_a_new_roster_has_no_schema(run: Run, folder: Path) -> None:
    assert run("new", "roster", "clients.csv").err == "Wrote clients.csv\n"
    assert [path.name for path in folder.iterdir()] == ["clients.csv"]
    assert run("new", "roster", "clients.csv").code == ExitCode.CANNOT_WRITE


@each_kind
def test_a_new_file_never_replaces_one(run: Run, folder: Path, kind: str) -> None:
    (folder / "mine.yaml").write_text("mine", "utf-8")
    (folder / f"{kind}.schema.json").write_text("{}", "utf-8")
    result = run("new", kind, "mine.yaml")
    assert result.code == ExitCode.CANNOT_WRITE
    assert result.err == (
        "mine.yaml: is there already; choose another name; nothing is written over\n"
    )
    assert (folder / "mine.yaml").read_text("utf-8") == "mine"
    more = (ACTIVITY, ITS_SCHEMA) if kind == "pattern" else ()
    assert run("new", kind, "other.yaml").err == wrote("other.yaml", *more)
    assert (folder / f"{kind}.schema.json").read_text("utf-8") == "{}"


def test_a_new_pattern_activity_plan_and_brand_print(run: Run) -> None:
    for kind in ("pattern", "plan", "brand"):
        run("new", kind, f"my-{kind}.yaml")
    run("new", "activity", "activities/wrist-turns/")
    plan = Path("my-plan.yaml").read_bytes() + b"add: [wrist-turns, walk]\n"
    requests, text = asked(["my-pattern.yaml"], plan, brand=Path("my-brand.yaml"))
    (sheet,) = build_handouts(TemplateCache(TemplateStore(None)), requests, text)
    assert sheet.pdf.startswith(b"%PDF-")


@pytest.mark.parametrize("side", ["left", "right", "both"])
def test_a_new_plan_prints_with_every_line_that_waits(run: Run, folder: Path, side: str) -> None:
    run("new", "plan", "plan.yaml")
    _, _, body = (folder / "plan.yaml").read_text("utf-8").partition("\n\n")
    requests, text = asked([HIP], COMMENTED.sub("", body).encode(), side=side)
    assert {name for name, value in requests[0]._asdict().items() if value is None} == NOT_OF_A_PLAN
    (sheet,) = build_handouts(TemplateCache(TemplateStore(None)), requests, text)
    assert sheet.pdf.startswith(b"%PDF-")


def test_the_activity_of_a_new_pattern_is_made_once_and_not_shipped(run: Run, folder: Path) -> None:
    assert ACTIVITY_ID not in activity_folders()
    assert run("new", "pattern", "lib/tennis-elbow/").err == wrote(
        "lib/tennis-elbow/pattern.yaml",
        "lib/tennis-elbow/pattern.schema.json",
        f"lib/{ACTIVITY}",
        f"lib/{ITS_SCHEMA}",
    )
    (folder / "lib" / ACTIVITY).write_text("mine", "utf-8")
    assert run("new", "pattern", "lib/inner-elbow/pattern.yaml").err == wrote(
        "lib/inner-elbow/pattern.yaml", "lib/inner-elbow/pattern.schema.json"
    )
    assert (folder / "lib" / ACTIVITY).read_text("utf-8") == "mine"


@pytest.mark.parametrize(
    ("kind", "path", "name"),
    [
        ("pattern", "tennis-elbow/pattern.yaml", "tennis-elbow"),
        ("pattern", "tennis-elbow.yaml", "tennis-elbow"),
        ("pattern", "Tennis Elbow.yaml", "outer-elbow"),
        ("activity", "activities/wrist-turns/activity.yaml", "wrist-turns"),
        ("activity", "activities/wrist-turns/", "wrist-turns"),
    ],
)
def test_a_new_file_is_named_after_its_place(run: Run, kind: str, path: str, name: str) -> None:
    assert run("new", kind, path).code == ExitCode.DONE
    file = Path(path, f"{kind}.yaml") if path.endswith("/") else Path(path)
    assert f"\nid: {name}" in file.read_text("utf-8")


@pytest.mark.parametrize("name", ["\u0141okie\u0107", "Outer Elbow", "outer_elbow", "a" * 41])
@pytest.mark.parametrize("kind", ["pattern", "activity"])
@pytest.mark.parametrize("whole", [True, False])
def test_a_folder_whose_name_cannot_be_an_id(
    run: Run, folder: Path, name: str, kind: str, whole: bool
) -> None:
    result = run("new", kind, f"lib/{name}/{f'{kind}.yaml' if whole else ''}")
    assert result.code == ExitCode.BAD_INPUT
    assert result.err == (
        f"lib/{name}/{kind}.yaml: lies in a folder whose name cannot be an id; "
        "name the folder in small letters from a to z, digits and -, like deep-hip-pain\n"
    )
    assert not list(folder.iterdir())


def test_a_new_file_in_a_folder_passes_the_check(run: Run, folder: Path) -> None:
    assert run("new", "pattern", "lib/outer-elbow/").code == ExitCode.DONE
    assert run("check", "lib").out == b"2 files, no problems\n"
    (folder / "there").mkdir()
    for kind, name in (("plan", "plan.yaml"), ("brand", "brand.yaml"), ("roster", "roster.csv")):
        for place in ("made/", "there"):
            result = run("new", kind, place)
            assert result.err.startswith(f"Wrote {place.removesuffix('/')}/{name}\n")


def test_only_its_owner_reads_a_plan(run: Run, folder: Path) -> None:
    run("new", "plan", "plan.yaml")
    run("new", "brand", "brand.yaml")
    assert stat.S_IMODE((folder / "plan.yaml").stat().st_mode) == 0o600
    assert stat.S_IMODE((folder / "brand.yaml").stat().st_mode) & 0o400


COMMENTED = re.compile(r"^# (?=[a-z_]+:|  )", re.MULTILINE)
"""A key of a starter that is commented out, such as `# logo: logo.svg`."""


NOT_OF_A_PLAN = {"paper", "notice", "brand", "library"}
"""The values of a sheet that no plan gives."""


@pytest.mark.parametrize(("kind", "least"), [("plan", 13), ("brand", 9), ("activity", 18)])
def test_every_line_that_waits_is_known_to_the_model(kind: str, least: int) -> None:
    text = files("handouts.commands").joinpath("starters", f"{kind}.yaml").read_text("utf-8")
    _, _, body = text.partition("\n\n")
    uncommented = COMMENTED.sub("", body)
    parsed = parse_model(uncommented.encode(), KINDS[kind].model, name=kind)
    assert len(parsed.model_fields_set) > least


@each_kind
def test_the_schema_is_printed(run: Run, kind: str) -> None:
    tree = json.loads(run("schema", kind).out)
    assert tree["additionalProperties"] is False
    assert set(tree["properties"]) == set(KINDS[kind].model.model_fields)


def test_the_shipped_library_has_no_problems(run: Run) -> None:
    result = run("check")
    assert (result.code, result.err) == (ExitCode.DONE, "")
    assert result.out.endswith(b", no problems\n")


def test_all_problems_of_all_files_are_told_at_once(run: Run, folder: Path) -> None:
    (folder / "plan.yaml").write_text("side: lft\nsite: near-sacrum\n", "utf-8")
    (folder / "brand.yaml").write_text("name: Ours\ncolours: {primary: red}\n", "utf-8")
    (folder / "odd.yaml").write_text("thing: 1\n", "utf-8")
    result = run("check", ".", "gone.yaml")
    assert result.code == ExitCode.BAD_INPUT
    assert result.out == b""
    assert [line.partition("; ")[0] for line in result.err.splitlines()] == [
        "brand.yaml:2:1: colours.accent: is missing",
        "brand.yaml:2:20: colours.primary: is no colour",
        "gone.yaml: there is no such file",
        "odd.yaml: its keys tell neither a pattern, an activity, a plan nor a brand",
        "plan.yaml:1:7: side: is not a word known here",
    ]


def test_problems_as_json(run: Run, folder: Path) -> None:
    (folder / "plan.yaml").write_text("side: left\nsde: left\n", "utf-8")
    result = run("check", "plan.yaml", "--json")
    assert result.code == ExitCode.BAD_INPUT
    assert json.loads(result.out) == {
        "files": 1,
        "problems": [
            {
                "file": "plan.yaml",
                "line": 2,
                "column": 1,
                "field": "sde",
                "message": "is not a known key",
                "hint": 'did you mean "side"?',
            }
        ],
    }


def test_the_kind_can_be_said(run: Run, folder: Path) -> None:
    (folder / "odd.yaml").write_text("cleint: A\n", "utf-8")
    ways = "--as pattern, --as activity, --as plan, --as brand"
    assert ways in run("check", "odd.yaml").err
    assert 'did you mean "client"?' in run("check", "--as", "plan", "odd.yaml").err


def test_a_brand_is_checked_with_the_files_it_names(run: Run, folder: Path) -> None:
    run("new", "brand", "brand.yaml")
    text = (folder / "brand.yaml").read_text("utf-8").replace("# logo:", "logo:")
    (folder / "brand.yaml").write_text(text, "utf-8")
    assert run("check", ".").err.startswith("logo.svg: there is no such file")


def test_a_pattern_is_checked_with_its_folder_and_pictures(run: Run, folder: Path) -> None:
    shutil.copytree(LIBRARY / HIP, folder / "hips")
    treatment_plate = ("treatment-plate.right.svg", "treatment-plate.right.form")
    for name in (*treatment_plate, "treatment-plate.right.json", "pain-plate.both.json"):
        (folder / "hips" / "pictures" / name).unlink()
    hint = "in pictures/; draw it, or leave the picture out"
    both = "there is no treatment-plate.right.svg and no treatment-plate.right.json"
    written = (folder / "hips" / "pattern.yaml").read_text("utf-8").splitlines()
    pain, treatment = (
        written.index(f"  {name}:") + 1 for name in ("pain-plate", "treatment-plate")
    )
    assert run("check", "hips").err.splitlines() == [
        "hips/pattern.yaml:6:5: id: is not the name of its folder; write id: hips",
        f"hips/pattern.yaml:{pain}:3: pictures.pain-plate: there is no pain-plate.both.json {hint}",
        f"hips/pattern.yaml:{treatment}:3: pictures.treatment-plate: {both} {hint}",
    ]


def test_an_activity_is_checked_with_its_folder_and_pictures(run: Run, folder: Path) -> None:
    shutil.copytree(LIBRARY / "activities" / "pigeon-pose", folder / "pose")
    pictures = folder / "pose" / "pictures"
    gone = min(pictures.glob("*.svg"))
    gone.unlink()
    gone.with_suffix(".form").unlink()
    misnamed, picture = run("check", "pose").err.splitlines()
    assert f"there is no {gone.name} in pictures/" in picture
    assert misnamed == "pose/activity.yaml:3:5: id: is not the name of its folder; write id: pose"


def test_an_empty_folder_is_no_success(run: Run, folder: Path) -> None:
    (folder / "empty").mkdir()
    result = run("check", "empty")
    assert result.code == ExitCode.BAD_INPUT
    assert result.err == "empty: holds no YAML file; name another folder\n"


@pytest.mark.parametrize("name", ["clients.csv", "clients.XLSX", "clients.ods", "clients.xls"])
def test_a_roster_is_tried_by_another_command(run: Run, folder: Path, name: str) -> None:
    (folder / name).write_bytes(b"id,pattern\n1,calf\n")
    result = run("check", name)
    assert result.code == 3
    assert result.err == (
        f"{name}: is a roster, by its name; try it with: handouts batch FILE -o FOLDER --dry-run\n"
    )


@pytest.mark.parametrize("what", [[], ["--activities"]])
def test_words_that_nothing_has_are_told(run: Run, what: list[str]) -> None:
    result = run("list", "--find", "sore spaceship", *what)
    assert (result.code, result.out) == (0, b"")
    assert result.err == (
        "Note: --find: nothing here has all of these words; use fewer, or leave --find out\n"
    )
