"""A sheet in another language: built from translations alone, which are checked and begun."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pikepdf
import pytest

from patterns.errors import ExitCode
from tests.helpers.spanish import ACTIVITIES, HEEL, stamp, write_spanish_library
from tests.helpers.spoken import spoken, unspoken

if TYPE_CHECKING:
    from pathlib import Path

    from tests.helpers.running import Run

pytest_plugins = ("tests.helpers.running",)

BRAND = 'name: Puerto\ncolours: {primary: "#17505a", accent: "#9a4a12"}\n'
DATED = ("build", HEEL, "--library", "lib", "--brand", "brand.yaml", "--date", "2026-11-23")

NAMES = frozenset({"puerto", "ana", "test", "nhs", "mpft", "inform", "painscience", "aaos"})
"""The words of the clinic, the author and the sources, which no language changes."""

SPANISH_TOO = frozenset({"a", "diabetes", "do", "e", "no", "su", "use"})
"""English words that are Spanish words, too: `Su` is Sunday, and `Do` is domingo."""

EVERY_FILE = {
    *(f"lib/activities/{name}/activity.es.yaml" for name in ACTIVITIES),
    f"lib/{HEEL}/pattern.es.yaml",
    *(f"lib/texts/{name}.es.yaml" for name in ("conditions", "safety", "shared_words")),
    *(f"lib/texts/{name}" for name in ("warning_signs.es.yaml", "locales/es.yaml")),
    *(f"lib/texts/{name}" for name in ("notices/es-US.yaml", "wording/es.yaml")),
}


@pytest.fixture(autouse=True)
def library(folder: Path) -> Path:
    (folder / "brand.yaml").write_text(BRAND, "utf-8")
    return write_spanish_library(folder / "lib")


def words_of(pdf: Path) -> set[str]:
    """Return every word that is printed, read aloud or shown as the title of a file.

    The number of the sheet is no word.
    """
    text = re.sub(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}\b", "", text_of(pdf))
    return set(re.findall(r"[^\W\d_]+", text.casefold()))


def english_left(folder: Path) -> set[str]:
    """Return the words of the English sheet that are on the Spanish one, and should not be."""
    english, spanish = words_of(folder / "en.pdf"), words_of(folder / "es.pdf")
    return english & spanish - NAMES - SPANISH_TOO


def text_of(pdf: Path) -> str:
    data = pdf.read_bytes()
    with pikepdf.open(pdf) as file:
        about = [str(file.docinfo[key]) for key in ("/Title", "/Subject")]
    read = [part for node in spoken(data).walk() for part in (node.alt, *node.kids)]
    return " ".join([*about, *unspoken(data), *(part for part in read if isinstance(part, str))])


@pytest.mark.parametrize("side", ["left", "both"])
@pytest.mark.parametrize("edition", ["standard", "large-print"])
def test_no_word_of_ours_is_left_in_english(
    run: Run, folder: Path, side: str, edition: str
) -> None:
    card = ("--card",) if edition == "standard" else ()
    chosen = ("--side", side, "--edition", edition, *card)
    run(*DATED, *chosen, "-o", "en.pdf")
    run(*DATED, *chosen, "-o", "es.pdf", "--language", "es")
    assert len(words_of(folder / "en.pdf")) > 300
    assert english_left(folder) == set()


def test_a_label_left_in_english_is_found(run: Run, folder: Path) -> None:
    path = folder / "lib" / HEEL / "pattern.es.yaml"
    path.write_text(path.read_text("utf-8").replace("Zapatos blandos", "Soft shoes"), "utf-8")
    run(*DATED, "-o", "en.pdf")
    run(*DATED, "-o", "es.pdf", "--language", "es")
    assert english_left(folder) == {"soft", "shoes"}


def test_the_file_says_its_language_and_writes_dates_in_it(run: Run, folder: Path) -> None:
    run(*DATED, "--side", "left", "--language", "es", "-o", "es.pdf")
    with pikepdf.open(folder / "es.pdf") as pdf:
        assert str(pdf.Root.Lang) == "es-US"
        with pdf.open_metadata() as metadata:
            assert metadata["dc:language"] == {"es-US"}
    text = " ".join(text_of(folder / "es.pdf").split())
    for expected in (
        "23 de noviembre de 2026",
        "noviembre de 2028",
        "izquierdo",
        "tendón de Aquiles (la banda sobre el talón)",
        "Esta hoja da consejos generales de cuidado",
        "Llame ya al 911.",
    ):
        assert expected in text


def test_a_plan_may_choose_the_language(run: Run, folder: Path) -> None:
    plan = "side: left\nlanguage: es\ndate: 2026-11-23\n"
    run(*DATED[:-2], "--plan", "-", "-o", "plan.pdf", given=plan)
    run(*DATED, "--side", "left", "--language", "es", "-o", "option.pdf")
    assert (folder / "plan.pdf").read_bytes() == (folder / "option.pdf").read_bytes()


def test_each_row_may_choose_its_language(run: Run, folder: Path) -> None:
    rows = "id,pattern,side,language\nana,heel-pain,left,ES\nbob,heel-pain,left,\n"
    (folder / "clients.csv").write_text(rows, "utf-8")
    words = ("batch", "clients.csv", "--library", "lib", "--date", "2026-11-23", "--jobs", "1")
    assert run(*words, "-o", "out").code == ExitCode.DONE
    (ana,), (bob,) = ((folder / "out").glob(f"*{name}*") for name in ("ana", "bob"))
    assert "talón" in words_of(ana)
    assert "heel" in words_of(bob)
    result = run(*words, "--only", "ana", "--merged", "all.pdf", "--separators")
    assert result.code == ExitCode.DONE
    assert {"caras", "copias"} <= words_of(folder / "all.pdf")


@pytest.mark.parametrize("language", ["ES", "english", "e", "../es", "es-US"])
def test_what_is_no_language_is_refused(run: Run, language: str) -> None:
    assert run("build", HEEL, "--language", language).code == ExitCode.USAGE
    plan = f"language: {language}\n"
    assert "language: is not written in the right way" in run(*DATED, "--plan", "-", given=plan).err


def test_a_language_without_files_is_told_which_to_write(run: Run, folder: Path) -> None:
    result = run(*DATED, "--side", "left", "--language", "fr")
    assert result.code == ExitCode.BAD_INPUT
    paths = {line.partition(": ")[0] for line in result.err.splitlines()}
    assert paths == {re.sub(r"\bes\b", "fr", path) for path in EVERY_FILE}
    assert (
        "lib/texts/safety.fr.yaml: there is no such translation; "
        "begin it with: handouts new translation lib/texts/safety.fr.yaml\n"
    ) in result.err


def test_without_a_library_the_shipped_files_are_told_as_those_of_a_folder(run: Run) -> None:
    told = run("build", "lateral-hip-rotators", "--language", "es").err
    assert "FOLDER/lateral-hip-rotators/pattern.es.yaml: there is no such translation; " in told
    assert "FOLDER/activities/walk/activity.es.yaml: " in told
    assert "FOLDER/texts/notices/es-US.yaml: " in told
    assert "in a folder of your own, and give it as --library FOLDER\n" in told


@pytest.mark.parametrize(
    ("tag", "told"),
    [
        ("en-GB", "lib/texts/notices/es-GB.yaml: there is no such translation; "),
        ("es-US", "Wrote es.pdf"),
        ("fr-CA", "notice: is in the language fr, which is not known here; "),
    ],
)
def test_the_country_of_the_notice_stays_its_own_choice(run: Run, tag: str, told: str) -> None:
    assert told in run(*DATED, "--language", "es", "--notice", tag, "-o", "es.pdf").err


def test_a_notice_in_another_language_needs_the_language(run: Run) -> None:
    told = run(*DATED, "--notice", "es-US").err
    assert told == (
        "notice: is in the language es, and the sheet is in en; "
        "choose the language es, or write en-US\n"
    )


def test_a_folder_of_translations_is_checked(run: Run) -> None:
    assert run("check", "lib").out == b"13 files, no problems\n"


FAULTS = [
    (f"{HEEL}/pattern.es.yaml", "12 meses", "10 meses", ":34:8: outlook.say: lacks 12 and adds 10"),
    (f"{HEEL}/pattern.es.yaml", "mejora en", "garantiza", ':34:8: outlook.say: says "garantiza"'),
    (f"{HEEL}/pattern.es.yaml", "La [sole band]", "La fascia", ":30:7: hurts.why[1]: lacks [sole"),
    ("activities/towel-pull/activity.es.yaml", "short: toalla\n", "", ": short: is not translated"),
    ("activities/towel-pull/activity.es.yaml", "{your leg}", "{your arm}", ": steps[1]: lacks {y"),
    ("texts/notices/es-US.yaml", "{emergency}", "911", ": lacks {emergency} and adds 911"),
    ("texts/locales/es.yaml", "{low} a {high}", "{low} a {hi}", ": range: lacks {high} and adds"),
    ("texts/locales/es.yaml", "\npage:", "\nseite:", ": page: is not translated"),
    ("texts/wording/es.yaml", "diagnoses:", "diagnosis:", ": diagnoses: is missing"),
]


@pytest.mark.parametrize(("file", "old", "new", "told"), FAULTS)
def test_a_fault_is_told_at_its_place(
    run: Run, folder: Path, file: str, old: str, new: str, told: str
) -> None:
    path = folder / "lib" / file
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")
    result = run("check", path)
    assert result.code == ExitCode.BAD_INPUT
    assert told in result.err
    assert all(line.startswith(f"{path}:") for line in result.err.splitlines())


def test_a_translation_that_does_not_fit_is_told_at_its_line(run: Run, folder: Path) -> None:
    path = folder / "lib" / HEEL / "pattern.es.yaml"
    text = path.read_text("utf-8").replace("Zapatos blandos", "Zapatosblandos" * 5)
    path.write_text(text, "utf-8")
    line = text[: text.index("Zapatosblandos")].count("\n") + 1
    assert f"{HEEL}/pattern.es.yaml:{line}:" in run("check", path).err


def test_a_translation_is_begun_from_its_original(run: Run, folder: Path) -> None:
    path = f"lib/{HEEL}/pattern.fr.yaml"
    assert run("new", "translation", path).err == f"Wrote {path}\n"
    text = (folder / path).read_text("utf-8")
    assert text.startswith("# A translation of pattern.yaml into the language fr.")
    assert "- use: bottle-roll\n- use: towel-pull\n  title: Pull the toes up\n" in text
    assert "minutes" not in text.partition("cold:")[2].partition("\n\n")[0]
    told = run("check", path).err
    assert ": hurts.where: is in the words of the original; translate it\n" in told
    assert ": translates" not in told


@pytest.mark.parametrize(
    "path",
    [
        "lib/lateral-hip-rotators/pattern.fr.yaml",
        "lib/activities/walk/activity.fr.yaml",
        "lib/texts/safety.fr.yaml",
        "lib/texts/locales/fr.yaml",
        "lib/texts/notices/fr-GB.yaml",
        "lib/texts/wording/fr.yaml",
    ],
)
def test_a_translation_of_a_shipped_file_is_begun_in_a_folder_of_its_own(
    run: Run, path: str
) -> None:
    assert run("new", "translation", path).err == f"Wrote {path}\n"
    told = run("check", path).err
    assert "translate it" in told or "wording" in path
    assert run("new", "translation", path).code == ExitCode.CANNOT_WRITE


@pytest.mark.parametrize("path", ["x.yaml", "pattern.fr.yaml", "lib/notices/fr-FR.yaml", "new/"])
def test_a_translation_of_nothing_is_not_begun(run: Run, path: str) -> None:
    assert (
        "is not where the translation of a file is looked for"
        in run("new", "translation", path).err
    )


def test_a_pattern_in_a_file_of_any_name_has_its_translation_beside_it(
    run: Run, folder: Path
) -> None:
    english, spanish = (folder / "lib" / HEEL / f"pattern{end}" for end in (".yaml", ".es.yaml"))
    english.rename(folder / "lib" / "heel.yaml")
    spanish.rename(folder / "lib" / "heel.es.yaml")
    stamp(folder / "lib" / "heel.es.yaml")
    assert run("check", "lib/heel.es.yaml").out == b"1 file, no problems\n"
    assert run("build", "lib/heel.yaml", "--language", "es", "-o", "h.pdf").code == ExitCode.DONE


def test_a_brand_with_a_name_like_a_translation_is_a_brand(run: Run, folder: Path) -> None:
    (folder / "brand.yaml").rename(folder / "brand.es.yaml")
    assert run("check", "brand.es.yaml").out == b"1 file, no problems\n"
