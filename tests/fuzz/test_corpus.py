"""Compare the result for every file of the corpus with the expected one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.helpers.fuzz.doors import CORPUS, DOORS, corpus_files, seeds, verdict

if TYPE_CHECKING:
    from pathlib import Path

MIN_SEEDS = 3
ELSEWHERE = {"roster", "yaml"}
"""Folders that the tests of their own modules check in more detail."""

FILES = [(name, path) for name in DOORS if name not in ELSEWHERE for path in corpus_files(name)]


@pytest.mark.filterwarnings("ignore")  # the libraries warn of much that is refused later
@pytest.mark.parametrize(("name", "path"), FILES, ids=lambda value: getattr(value, "stem", value))
def test_the_door_says_what_is_expected(
    tmp_path: Path, remake: bool, name: str, path: Path
) -> None:
    said = verdict(DOORS[name], path.read_bytes(), tmp_path)
    expected = path.with_suffix(".expected")
    if remake:
        expected.write_text(said, "utf-8", newline="\n")
    assert said == expected.read_text("utf-8")


@pytest.mark.parametrize("name", DOORS)
def test_every_door_has_files_that_it_takes_and_files_that_it_refuses(
    tmp_path: Path, name: str
) -> None:
    said = [verdict(DOORS[name], data, tmp_path) for data in seeds(name)]
    assert len(said) >= MIN_SEEDS
    assert len(set(said)) > 1


def test_every_file_has_what_is_expected_and_no_other_is_there() -> None:
    for name in {*DOORS} - ELSEWHERE:
        stems = [path.stem for path in corpus_files(name)]
        assert sorted(stems) == sorted({path.stem for path in (CORPUS / name).glob("*.expected")})


def test_every_folder_belongs_to_a_door() -> None:
    assert {path.name for path in CORPUS.iterdir()} <= {*DOORS, *ELSEWHERE}
