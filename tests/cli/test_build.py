"""`handouts build` writes whole, private, verified files, and reports them."""

from __future__ import annotations

import json
import os
import re
import shutil
import stat
import subprocess
import sys
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from handouts.template.stamp import stamp_client
from patterns.catalog import load
from patterns.errors import ExitCode
from patterns.library_paths import LIBRARY, activity_folders
from tests.helpers import OWN_PATTERNS
from tests.helpers.matrix import HIP

if TYPE_CHECKING:
    from pathlib import Path

    from tests.helpers.running import Run

pytest_plugins = ("tests.helpers.running",)

PATTERN = "lateral-hip-rotators"
DATED = ("build", PATTERN, "--date", "2026-11-23")
NAME = f"handout-{PATTERN}-2026-11-23.pdf"
CANARY = "Zzyxx Qanary"
PLAN = f"client: {CANARY}\nnote: {CANARY} did well\nside: left\ndate: 2026-03-04\n"


def text_of(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


def sides_of(path: Path) -> int:
    with pikepdf.open(path) as pdf:
        return len(pdf.pages)


@pytest.fixture
def small(folder: Path, run: Run) -> Path:
    """Write a pattern without pictures, which is quick to build."""
    path = folder / "outer-elbow.yaml"
    assert run("new", "pattern", path).code == ExitCode.DONE
    return path


def test_a_pattern_alone_is_enough(run: Run, folder: Path) -> None:
    result = run(*DATED)
    assert result.code == ExitCode.DONE
    assert result.out == b""
    made = folder / NAME
    assert result.err.splitlines()[0] == f"Wrote {NAME} ({sides_of(made)} sides)"
    assert made.read_bytes().startswith(b"%PDF-")
    assert stat.S_IMODE(made.stat().st_mode) == 0o600
    assert [path.name for path in folder.iterdir()] == [NAME]


def test_json_tells_what_was_made(run: Run, folder: Path) -> None:
    result = run(*DATED, "--plan", "-", "-o", "out.pdf", "--json", given=PLAN)
    data = (folder / "out.pdf").read_bytes()
    (number,) = re.findall(r"Sheet (\S+) · 1 of", text_of(data))
    assert json.loads(result.out) == {
        "files": [
            {
                "pattern": PATTERN,
                "version": load(PATTERN).pattern.version,
                "side": "left",
                "paper": "letter",
                "edition": "standard",
                "card": False,
                "number": number,
                "sides": sides_of(folder / "out.pdf"),
                "bytes": len(data),
                "sha256": sha256(data).hexdigest(),
                "path": "out.pdf",
            }
        ]
    }


def test_the_name_stands_on_the_page_and_nowhere_else(run: Run, folder: Path) -> None:
    result = run("build", PATTERN, "--plan", "-", "--json", given=PLAN)
    (made,) = folder.iterdir()
    assert CANARY in text_of(made.read_bytes())
    assert made.name == f"handout-{PATTERN}-2026-03-04.pdf"
    assert "Zzyxx" not in result.err
    assert b"Zzyxx" not in result.out
    with pikepdf.open(made) as pdf:
        assert "Zzyxx" not in str(dict(pdf.docinfo))
        assert b"Zzyxx" not in pdf.Root.Metadata.read_bytes()
        assert "Zzyxx" not in str([item.title for item in pdf.open_outline().root])
        assert str(pdf.docinfo.get("/Author")) == "Self-care at home"
        assert not {"/CreationDate", "/ModDate"} & set(pdf.docinfo.keys())


def test_standard_output_gives_the_same_bytes_as_a_file(
    run: Run, folder: Path, small: Path
) -> None:
    words = ("build", small, "--date", "2026-11-23", "--plan", "-")
    printed = run(*words, "-o", "-", given=PLAN)
    assert printed.code == ExitCode.DONE
    assert printed.err == ""
    assert run(*words, "-o", "one.pdf", given=PLAN).code == ExitCode.DONE
    assert printed.out == (folder / "one.pdf").read_bytes()


def test_options_count_more_than_the_plan(run: Run, folder: Path, small: Path) -> None:
    options = ("--plan", "plan.yaml", "--side", "right", "--date", "2026-05-06", "--paper", "a4")
    (folder / "plan.yaml").write_text(PLAN, "utf-8")
    run("build", small, *options, "-o", "one.pdf")
    text = text_of((folder / "one.pdf").read_bytes())
    assert "May 6, 2026" in text
    assert "your right forearm" in text
    assert "left" not in text
    with pikepdf.open(folder / "one.pdf") as pdf:
        assert float(pdf.pages[0].MediaBox[3]) == pytest.approx(841.89, abs=0.1)


def test_a_gate_opens_for_what_is_confirmed_by_an_option_or_by_the_plan(
    run: Run, folder: Path
) -> None:
    words = (
        "build",
        "own-calf",
        "--library",
        OWN_PATTERNS,
        "--side",
        "left",
        "-o",
        "one.pdf",
        "--force",
    )
    shut = run(*words, "--confirm", "no-clots")
    assert shut.code == ExitCode.BAD_INPUT
    assert "or give --confirm no-clot" in shut.err
    assert run(*words, "--confirm", "no-clot").code == ExitCode.DONE
    several = ("--confirm", "no-clot", "--confirm", "no-fever")
    assert run(*words, *several).code == ExitCode.DONE
    plan = ("--plan", "-", "--confirm", "no-fever")
    assert run(*words, *plan, given="confirmed: [no-clot]\n").code == ExitCode.DONE


@pytest.mark.parametrize(
    ("lines", "place", "message"),
    [
        ("care: [walk, wolk]", "2:14: care[2]", "lateral-hip-rotators has no such remedy"),
        ("add: [walk, wolk]", "2:13: add[2]", "is no activity of the library"),
        ("order: [wolk]", "2:9: order[1]", "lateral-hip-rotators has no such remedy"),
        ("doses:\n  wolk: {sets: 1}", "3:3: doses.wolk", "lateral-hip-rotators has no such remedy"),
        (
            "doses:\n  walk: {minutes: 5, times_a_day: 9}",
            "3:35: doses.walk.times_a_day",
            "9 is too much",
        ),
        (
            "doses:\n  walk: {sets: 3}",
            "3:16: doses.walk.sets",
            "is no part of a dose of the kind walk",
        ),
    ],
)
def test_a_choice_that_the_pattern_does_not_offer_is_told_at_its_place(
    run: Run, lines: str, place: str, message: str
) -> None:
    result = run("build", PATTERN, "--plan", "-", given=f"side: left\n{lines}\n")
    assert result.code == ExitCode.BAD_INPUT
    assert result.err.startswith(f"standard input:{place}: {message}; ")


@pytest.mark.parametrize(
    ("notice", "paper"), [("en-US", "letter"), ("en-CA", "letter"), ("en-GB", "a4")]
)
def test_the_country_chooses_the_paper(run: Run, small: Path, notice: str, paper: str) -> None:
    result = run("build", small, "--notice", notice, "--json")
    assert json.loads(result.out)["files"][0]["paper"] == paper


def test_the_brand_chooses_the_notice(run: Run, folder: Path, small: Path) -> None:
    colours = 'colours: {primary: "#17505a", accent: "#9a4a12"}'
    (folder / "brand.yaml").write_text(f"name: Ours\nnotice: en-GB\n{colours}\n", "utf-8")
    run("build", small, "--brand", "brand.yaml", "-o", "one.pdf")
    assert "999" in text_of((folder / "one.pdf").read_bytes())


def test_several_patterns_make_a_file_each(run: Run, folder: Path, small: Path) -> None:
    result = run(*DATED, small, "-o", "new/folder/")
    assert result.code == ExitCode.DONE
    names = sorted(path.name for path in (folder / "new" / "folder").iterdir())
    assert names == [NAME, "handout-outer-elbow-2026-11-23.pdf"]


def test_several_patterns_do_not_fit_one_file(run: Run, folder: Path, small: Path) -> None:
    result = run("build", PATTERN, small, "-o", "one.pdf")
    assert result.code == ExitCode.USAGE
    assert result.err == "one.pdf: several patterns need a folder; end its name in /\n"
    assert not (folder / "one.pdf").exists()


def test_a_pattern_is_made_once(run: Run, small: Path) -> None:
    result = run("build", small, small)
    assert result.code == ExitCode.USAGE
    assert result.err == "two patterns have the same name; give each once\n"


def test_a_file_that_is_there_stays(run: Run, folder: Path, small: Path) -> None:
    (folder / "one.pdf").write_bytes(b"old")
    result = run("build", small, "-o", "one.pdf")
    assert result.code == ExitCode.CANNOT_WRITE
    assert result.err == (
        "one.pdf: is there already; choose another name, or write over it with --force\n"
    )
    assert (folder / "one.pdf").read_bytes() == b"old"
    assert run("build", small, "-o", "one.pdf", "--force").code == ExitCode.DONE
    assert (folder / "one.pdf").read_bytes() != b"old"


def test_all_patterns_are_read_before_any_is_written(run: Run, folder: Path, small: Path) -> None:
    broken = folder / "broken.yaml"
    broken.write_text("id: 1\n", "utf-8")
    result = run("build", small, "lateral-hip-rotator", broken, "-o", "out/")
    assert result.code == ExitCode.BAD_INPUT
    assert 'lateral-hip-rotator: there is no such pattern; did you mean "lateral' in result.err
    assert f"{broken}:1:" in result.err
    assert not (folder / "out").exists()


def test_where_nothing_can_be_written_nothing_is_made(
    run: Run, folder: Path, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr("handouts.template_cache.TemplateCache.prepare_all")
    (folder / "file").touch()
    result = run("build", small, "-o", "file/one.pdf")
    assert result.code == ExitCode.CANNOT_WRITE
    assert result.err == "file/one.pdf: lies in a folder that is a file; choose another folder\n"


def test_the_clinics_own_patterns_are_found(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("new", "pattern", folder / "ours" / "elbow" / "pattern.yaml")
    assert run("build", "elbow", "--library", "ours").code == ExitCode.DONE
    assert run("build", "elbow").code == ExitCode.BAD_INPUT
    monkeypatch.setenv("HANDOUTS_LIBRARY", "ours")
    assert run("build", "elbow", "-o", "again.pdf").code == ExitCode.DONE
    missing = run("build", "elbow", "--library", "theirs")
    assert missing.err == (
        "theirs: there is no such folder; name the folder that holds your patterns\n"
    )


def test_a_faulty_plan_is_told_without_its_words(run: Run) -> None:
    result = run("build", PATTERN, "--plan", "-", given=f"client: {CANARY}\nsde: {CANARY}\n")
    assert result.code == ExitCode.BAD_INPUT
    assert result.err == ('standard input:2:1: sde: is not a known key; did you mean "side"?\n')


def test_a_plan_that_is_too_large_is_refused(run: Run) -> None:
    result = run("build", PATTERN, "--plan", "-", given="#" * 1_000_001)
    assert result.code == ExitCode.BAD_INPUT
    assert "the limit is 1,000,000" in result.err


def test_the_shipped_library_is_listed(run: Run, folder: Path) -> None:
    run("new", "pattern", folder / "ours" / "elbow" / "pattern.yaml")
    (folder / "ours" / "broken").mkdir()
    (folder / "ours" / "broken" / "pattern.yaml").write_text("id: broken\n", "utf-8")
    result = run("list", "--json", "--library", "ours")
    listed = {row["id"]: row for row in json.loads(result.out)["patterns"]}
    assert {path.parent.name for path in LIBRARY.glob("*/pattern.yaml")} | {"elbow"} == set(listed)
    assert listed["elbow"] == {
        "id": "elbow",
        "title": "Pain at the outer elbow",
        "version": "0.1",
        "status": "awaiting clinical review",
    }
    assert result.code == ExitCode.BAD_INPUT
    assert "ours/broken/pattern.yaml:1:1: " in result.err


def test_the_list_is_plain_lines(run: Run) -> None:
    result = run("list")
    assert result.code == ExitCode.DONE
    version = load(PATTERN).pattern.version
    line = rf"  {PATTERN} +{version}  Deep buttock and hip pain \(awaiting clinical review\)\n"
    assert re.search(f"\nhip\n( .*\n)*{line}", result.out.decode())


def test_activities_are_listed_with_what_can_be_said_of_others(run: Run, folder: Path) -> None:
    run("new", "activity", "ours/activities/wrist-turns/")
    (folder / "ours" / "activities" / "broken").mkdir()
    (folder / "ours" / "activities" / "broken" / "activity.yaml").write_text("id: x\n", "utf-8")
    words = ("list", "--activities", "--library", "ours")
    result = run(*words, "--json")
    assert result.code == ExitCode.BAD_INPUT
    assert "ours/activities/broken/activity.yaml:1:1: " in result.err
    listed = {row["id"]: row for row in json.loads(result.out)["activities"]}
    assert set(listed) == {*activity_folders(), "wrist-turns"}
    assert listed["wrist-turns"]["dose"] == {
        "hold_seconds": [20, 30],
        "repeats": 3,
        "times_a_day": 2,
    }
    assert b"\n  wrist-turns: The palm-down stretch, for the muscles on " in run(*words).out


def test_a_preview_draws_every_side(run: Run, folder: Path, small: Path) -> None:
    words = ("preview", small, "--date", "2026-11-23", "-o", "pictures")
    result = run(*words)
    assert result.code == ExitCode.DONE
    pictures = sorted((folder / "pictures").iterdir())
    names = [f"handout-outer-elbow-2026-11-23-{i + 1}.png" for i in range(len(pictures))]
    assert [path.name for path in pictures] == names
    assert result.err == "".join(f"Wrote pictures/{name}\n" for name in names)
    assert run(*words).code == ExitCode.CANNOT_WRITE
    assert run(*words, "--force").code == ExitCode.DONE


def test_the_sheet_is_looked_at_before_it_gets_its_name(
    run: Run, folder: Path, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut_short(*given: Any) -> bytes:
        return stamp_client(*given)[:-1]

    monkeypatch.setattr("handouts.commands.build.stamp_client", cut_short)
    result = run("build", small, "-o", "one.pdf")
    assert result.code == ExitCode.OUR_BUG
    assert not (folder / "one.pdf").exists()


def test_a_shipped_id_in_the_clinics_library_is_used_openly(run: Run, folder: Path) -> None:
    own = folder / "lib" / HIP
    shutil.copytree(LIBRARY / HIP, own)
    pattern = own / "pattern.yaml"
    text = pattern.read_text("utf-8").replace("title: Deep buttock and hip pain", "title: Our hips")
    pattern.write_text(text, "utf-8")
    shutil.copytree(LIBRARY / "activities" / "walk", folder / "lib/activities/walk")
    hint = "give it an id of its own to keep both"
    notes = [
        f"Note: lib/{HIP}: is used in place of the shipped pattern of this id; {hint}",
        f"Note: lib/activities/walk: is used in place of the shipped activity of this id; {hint}",
    ]
    library = ("--library", "lib")
    made = run("build", HIP, *library, "--side", "left", "-o", "a.pdf")
    assert made.err.splitlines()[:2] == notes
    assert "Our hips" in text_of((folder / "a.pdf").read_bytes())
    for command in (("list",), ("list", "--activities")):
        assert run(*command, *library).err.splitlines() == notes
    roster = folder / "r.csv"
    roster.write_text(f"id,pattern,side\na,{HIP},left\n", "utf-8")
    told = run("batch", roster, *library, "--merged", "b.pdf").err
    assert told.splitlines()[:2] == notes
    checked = sorted(run("check", "lib").err.splitlines(), reverse=True)
    assert [line.split(": ")[1] for line in checked] == [
        f"lib/{HIP}/pattern.yaml",
        "lib/activities/walk/activity.yaml",
    ]


def test_a_logo_of_few_pixels_is_told_each_time(run: Run, folder: Path, small: Path) -> None:
    Image.new("RGB", (100, 29), "#17505a").save(folder / "logo.png")
    colours = 'colours: {primary: "#17505a", accent: "#9a4a12"}'
    (folder / "b.yaml").write_text(f"name: Clinic\n{colours}\nlogo: logo.png\n", "utf-8")
    note = (
        r"Note: b\.yaml: logo: prints with [4-6][0-9] pixels to the inch, and looks blurred; "
        r"give one at least [23][0-9]{2} pixels wide, or an SVG"
    )
    options = (small, "--brand", "b.yaml")
    for words in (
        ("build", *options, "-o", "laid out.pdf"),
        ("build", *options, "-o", "stored.pdf"),
        ("build", *options, "-o", "-"),
        ("check", "b.yaml"),
    ):
        assert re.fullmatch(note, run(*words).err.splitlines()[-1])


def test_a_name_with_an_umlaut_is_found_in_an_old_locale(folder: Path, small: Path) -> None:
    Image.new("RGB", (1000, 290), "#17505a").save(folder / "lögo.png")
    colours = 'colours: {primary: "#17505a", accent: "#9a4a12"}'
    (folder / "märke.yaml").write_text(f"name: Bär\n{colours}\nlogo: lögo.png\n", "utf-8")
    old = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    words = ["build", str(small), "--brand", "märke.yaml", "-o", "blätt.pdf"]
    ended = subprocess.run(
        [sys.executable, "-m", "handouts", *words], env={**os.environ, **old}, check=False
    )
    assert ended.returncode == 0
    assert (folder / "blätt.pdf").is_file()


def test_the_brand_of_the_clinic_is_used_unless_another_is_named(
    run: Run,
    folder: Path,
    small: Path,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    config = tmp_path_factory.mktemp("config")
    (config / "clinic").mkdir()
    brand = 'name: Own Clinic\ncolours: {primary: "#17505a", accent: "#9a4a12"}\n'
    (config / "clinic/clinic.yaml").write_text(brand, "utf-8")
    monkeypatch.setenv("HANDOUTS_CONFIG", str(config))
    (folder / "other.yaml").write_text(brand.replace("Own", "Other"), "utf-8")
    assert run("build", small, "-o", "own.pdf").code == ExitCode.DONE
    assert run("build", small, "--brand", "other.yaml", "-o", "other.pdf").code == ExitCode.DONE
    for name in ("own", "other"):
        with pikepdf.open(folder / f"{name}.pdf") as pdf:
            assert str(pdf.docinfo["/Author"]) == f"{name.title()} Clinic"
