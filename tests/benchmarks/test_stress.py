"""The trials under load count what is lost, cut or doubled; here they are small."""

from __future__ import annotations

import json
import random
from typing import TYPE_CHECKING

from benchmarks import stress

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

SMALL = ["--files", "20", "--kills", "1", "--merged", "20", "--large", "30"]


def test_small_trials_are_sound(capsys: pytest.CaptureFixture[str]) -> None:
    assert stress.main(SMALL) == 0
    outcomes = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [outcome["rows"] for outcome in outcomes] == [20, 20, 20, 30]
    assert not any(o["lost"] or o["cut"] or o["doubled"] for o in outcomes)
    assert all(outcome["bytes"] for outcome in outcomes)
    assert outcomes[-1]["peak"] > 0


def test_what_is_lost_cut_or_doubled_is_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def spoil(words: list[str], kills: int, dice: object) -> tuple[int, float]:
        out = tmp_path / "files"
        out.mkdir()
        sheet = f"c-000000-{stress.DAY}.pdf"
        line = json.dumps({"id": "c-000000", "file": sheet, "sha256": ""})
        (out / "manifest.jsonl").write_text(f"{line}\n{line}\n")
        (out / sheet).write_bytes(b"%PDF")
        (out / "other.pdf").write_bytes(b"%PDF")
        (out / ".handouts-batch-1.part").write_bytes(b"")
        return kills, 0.0

    monkeypatch.setattr(stress, "killed_until_done", spoil)
    outcome = stress.files_killed(tmp_path, 3, 2, random.Random(1))  # noqa: S311 - not used
    assert (outcome.kills, outcome.lost, outcome.cut, outcome.doubled) == (2, 4, 3, 2)
    assert not outcome.sound
