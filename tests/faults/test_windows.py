"""The program works without what Windows lacks, and its files have names that Windows takes."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

from handouts.roster.columns import RESERVED
from tests.helpers import ROOT
from tests.helpers.docs.pages import files
from tests.helpers.faults.door import PATTERN

if TYPE_CHECKING:
    from tests.helpers.faults.door import Door

MAX_PATH = 150  # of 260, of which the folder of a clone takes some

LOGO = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 4"><rect width="9" height="4"/></svg>'
)
BRAND = 'name: Clinic\r\nlogo: logo.svg\r\ncolours: {primary: "#17505a", accent: "#9a4a12"}\r\n'
ROSTER = f"\ufeffid,pattern,client,side\r\n1,{PATTERN},Zoë,left\r\n2,{PATTERN},Ann,right\r\n"


def test_every_command_works_without_what_windows_lacks(door: Door) -> None:
    door.write({"logo.svg": LOGO, "brand.yaml": BRAND, "roster.csv": ROSTER})
    for words in (
        ("build", PATTERN, "--side", "left", "--brand", "brand.yaml", "-o", "x.pdf"),
        ("build", PATTERN, "--side", "left", "--brand", "brand.yaml", "-o", "x.pdf", "--force"),
        ("batch", "roster.csv", "-o", "files", "--jobs", "1"),
        ("batch", "roster.csv", "-o", "files", "--jobs", "1"),
        ("batch", "roster.csv", "--merged", "all.pdf", "--jobs", "1"),
        ("check", "brand.yaml"),
        ("new", "plan", "plan.yaml"),
        ("cache",),
    ):
        argv = [sys.executable, "-m", "tests.helpers.as_windows", *words]
        environment = {
            **os.environ,
            "HANDOUTS_CACHE": str(door.room.cache),
            "PYTHONPATH": str(ROOT),
        }
        ended = subprocess.run(
            argv, cwd=door.work, env=environment, check=False, capture_output=True, text=True
        )
        assert ended.returncode == 0, f"{words}: {ended.stderr}"
    assert "Zoë" in door.text("all.pdf")
    assert {path.suffix for path in (door.work / "files").iterdir()} == {".pdf", ".jsonl"}


def test_no_file_has_a_name_that_windows_refuses() -> None:
    paths = [path.relative_to(ROOT) for path in files()]
    assert len({str(path).casefold() for path in paths}) == len(paths)
    for path in paths:
        assert not {part.casefold().partition(".")[0] for part in path.parts} & RESERVED, path
        assert not set(str(path)) & set('<>:"|?*\\'), path
        assert not any(part.endswith((".", " ")) for part in path.parts), path
        assert len(str(path)) < MAX_PATH, path
