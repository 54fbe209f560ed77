"""Run veraPDF: report what is missing, and raise an error if it fails."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers.judges import verapdf as runner


def test_where_it_cannot_run_the_reason_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv("CI", "")
    monkeypatch.setattr(runner, "BINDING", (Path("nowhere.jar"),))
    with pytest.raises(pytest.skip.Exception, match=r"no JDK \(apt-get .*no XML binding"):
        runner.require_verapdf()


def test_in_ci_a_missing_judge_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="no JDK"):
        runner.require_verapdf()


def test_what_is_no_pdf_is_at_fault(tmp_path: Path) -> None:
    runner.require_verapdf()
    path = tmp_path / "words.pdf"
    path.write_text("These are words.", "utf-8")
    (verdict,) = runner.verapdf([path], ["ua1"])
    assert verdict.rules == 0
    assert verdict.faults[0].startswith("unreadable")


def test_a_broken_run_is_loud(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    runner.require_verapdf()
    monkeypatch.setattr(runner, "JUDGE", tmp_path / "Nobody.java")
    with pytest.raises(RuntimeError, match="veraPDF ended with 1"):
        runner.verapdf([tmp_path / "any.pdf"])
