"""ReportLab, imported our way, obeys no settings file and no environment variable."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

# Settings that would show that ReportLab obeyed.
PROBE = (
    "from reportlab import rl_config as c\n"
    "print(c.trustedHosts, c.trustedSchemes, c.toColorCanUse, c.TTFSearchPath, c.pageCompression)\n"
)
OURS = "import fonts.reportlab_safely\n" + PROBE
QUIET = "None [] None [] 1"


def run(code: str, home: Path, **variables: str) -> str:
    paths = os.pathsep.join(path for path in sys.path if path)
    environment = {"HOME": str(home), "PYTHONPATH": f"{home}{os.pathsep}{paths}", **variables}
    command = [sys.executable, "-W", "error", "-c", code]
    done = subprocess.run(
        command, cwd=home, env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


@pytest.mark.parametrize(
    "name", ["reportlab_settings.py", "reportlab_mods.py", ".reportlab_settings", ".reportlab_mods"]
)
def test_no_settings_file_runs(tmp_path: Path, name: str) -> None:
    marker = tmp_path / "ran"
    (tmp_path / name).write_text(
        f"open({str(marker)!r}, 'w').close()\ntrustedHosts = ['*']\npageCompression = 0\n"
    )
    assert run(OURS, tmp_path) == QUIET
    assert not marker.exists()
    run(PROBE, tmp_path)
    assert marker.exists(), "the trap itself does not work"


def test_variables_change_nothing(tmp_path: Path) -> None:
    (tmp_path / "fonts_of_the_machine").mkdir()
    variables = {
        "RL_trustedHosts": "*",
        "RL_toColorCanUse": "rl_safe_eval",
        "RL_pageCompression": "0",
        "RL_TTFSearchPath": str(tmp_path / "fonts_of_the_machine"),
    }
    assert run(OURS, tmp_path, **variables) == QUIET
    assert run(PROBE, tmp_path, **variables) != QUIET


@pytest.mark.parametrize("day", ["86400", "yesterday", "9" * 40, "-1e9"])
def test_no_variable_sets_the_day(tmp_path: Path, day: str) -> None:
    code = (
        "from reportlab.pdfgen.canvas import Canvas\n"
        "print(Canvas('', invariant=1)._doc._timeStamp.YMDhms[:3])\n"
    )
    ours = "import fonts.reportlab_safely\n" + code
    assert run(ours, tmp_path, SOURCE_DATE_EPOCH=day) == "(2000, 1, 1)"
    assert run(code, tmp_path, SOURCE_DATE_EPOCH="86400") == "(1970, 1, 2)"


def test_variables_are_put_back(tmp_path: Path) -> None:
    code = "import fonts.reportlab_safely, os, sys\nprint(os.environ['RL_debug'], *sys.modules)\n"
    printed = run(code, tmp_path, RL_debug="1").split()
    assert printed[0] == "1"
    assert "reportlab.pdfbase.ttfonts" in printed
    assert "reportlab_settings" not in printed


def test_the_rest_of_the_package_does_not_import_reportlab(tmp_path: Path) -> None:
    code = (
        "import sys, fonts.registry, fonts.runs, fonts.custom_family, handouts.brand.model\n"
        "handouts.brand.model.plain_brand()\n"
        "print(sorted({'reportlab', 'PIL', 'resvg_py'} & set(sys.modules)))\n"
    )
    assert run(code, tmp_path) == "[]"
