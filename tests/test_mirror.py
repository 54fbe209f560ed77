"""Tests mirror the source: every module has a test of its name, or a stated reason for none."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from tests.helpers.source_tree import MODULES, imported, modules_below


class Reason(NamedTuple):
    """Why a module, or every module below a folder, needs no test of its name.

    `through` is the test that covers it instead, if there is one; `why` is why that is enough.
    """

    through: str | None
    why: str


WITHOUT_NAMESAKE = {
    "cli": Reason("tests/cli/test_laws.py", "tests/cli has a test for each command and law"),
    "handouts.brand.logo": Reason(
        "tests/handouts/brand/logo/test_reading.py", "a logo is accepted or refused as a whole"
    ),
    "handouts.commands": Reason(
        "tests/cli/test_laws.py", "commands are run as a user does, in tests/cli"
    ),
    "handouts.document": Reason(
        "tests/handouts/compose/test_compose.py", "records without behavior, filled by composing"
    ),
    "handouts.layout.card": Reason(
        "tests/handouts/layout/card/test_side.py", "a row is right only where it stands on a card"
    ),
    "handouts.pipeline": Reason(
        "tests/handouts/template/test_stamped_as_laid_out.py", "only a row of stages"
    ),
    "handouts.report.checks": Reason(
        "tests/handouts/report/test_items.py", "each check is tried there on planted faults"
    ),
    "handouts.report.outcome": Reason(
        "tests/handouts/report/test_items.py", "records, returned by the checks"
    ),
    "handouts.report.sheet": Reason(
        "tests/handouts/report/test_items.py", "every check reads a sheet"
    ),
    "handouts.request": Reason(
        "tests/handouts/test_template_cache.py", "a request is read and resolved as a whole"
    ),
    "fonts.scripts.bake": Reason(
        None, "run by us alone; tests/fonts/scripts/test_script_face.py tries the fonts it has made"
    ),
    "handouts.__main__": Reason(
        None, "it starts the program, as tests/cli/test_signals.py does in a process of its own"
    ),
    "handouts.process": Reason(
        "tests/cli/test_ends.py", "streams and exit codes are seen from outside the process"
    ),
    "handouts.template.model": Reason(
        "tests/handouts/template/test_codec.py", "records without behavior, stored and read back"
    ),
    "handouts.web": Reason(
        "tests/handouts/web/test_app.py", "pages and answers are tried as a browser asks for them"
    ),
    "handouts.web.opening": Reason(
        "tests/cli/test_open.py", "it opens a browser and ends with the program"
    ),
    "patterns.drawing": Reason(
        "tests/patterns/drawing/test_scene.py", "strokes are right only in a whole picture"
    ),
    "patterns.drawing.bake": Reason(
        None, "its input is not in the repository; tests read the meshes that it once made"
    ),
    "patterns.mark_kinds": Reason(
        "tests/handouts/layout/art/test_marks.py", "records without behavior"
    ),
    "patterns.schema.base": Reason(
        "tests/patterns/schema/test_loader.py", "a base class without models of its own"
    ),
}

SHARED_TESTS = {
    "tests/cli": "each is one command, or a law of all",
    "tests/handouts/test_package.py": "the names that the package offers",
    "tests/handouts/compose/test_checklist.py": "what a person must find on a finished sheet",
    "tests/handouts/compose/test_every_choice.py": "the laws that every choice of a plan keeps",
    "tests/handouts/compose/test_plain_words.py": "how hard the words of a sheet are to read",
    "tests/handouts/layout/test_colors_on_page.py": "colors of finished pages",
    "tests/handouts/layout/art/test_patches.py": "patches of every plate whole, apart and to scale",
    "tests/handouts/layout/test_longest.py": "every legal pattern within its frame",
    "tests/handouts/layout/test_page_images.py": "finished pages beside stored pictures",
    "tests/handouts/template/test_shaped_names.py": "names of other scripts, as readers read them",
    "tests/handouts/template/test_stamped_as_laid_out.py": "stamping beside the layout",
    "tests/patterns/test_library_rings.py": "the rings of the figures of the library",
    "tests/patterns/test_library_titles.py": "the headings of the exercises of the library",
    "tests/patterns/drawing/test_processors.py": "pictures that are alike on every processor",
    "tests/patterns/drawing/test_readme.py": "the steps that the README of drawing gives",
    "tests/patterns/drawing/test_rooms.py": "imports between the packages of drawing",
    "tests/patterns/drawing/figures/test_contact.py": "what bodies of the library lie against",
    "tests/patterns/drawing/figures/test_library_figures.py": "the figures of the library",
    "tests/patterns/drawing/plates/test_library_plates.py": "the plates of the library",
}
"""Tests with the name of no module, and what they state of several modules."""

TESTS = modules_below("tests")
SOURCES = {name: path.read_text("utf-8") for name, path in {**MODULES, **TESTS}.items()}
MIRRORED = ("cli", "fonts", "handouts", "patterns")
"""Packages and modules that `tests` mirrors; its other folders hold laws of the whole program."""


def namesake(module: str) -> str:
    """Return the name of the test that mirrors a module."""
    package, _, name = module.rpartition(".")
    return f"tests.{package}.test_{name}" if package else f"tests.test_{name}"


def dotted(path: str) -> str:
    """Return the name of the module at a path."""
    return path.removesuffix(".py").replace("/", ".")


def within(module: str, entry: str) -> bool:
    """Whether a module is that of an entry, or lies below it."""
    return f"{module}.".startswith(f"{entry}.")


def modules_of(entry: str) -> set[str]:
    """Return the module of an entry, or the modules below its folder, that lack a namesake."""
    return {
        module
        for module, path in MODULES.items()
        if within(module, entry) and path.name != "__init__.py" and namesake(module) not in TESTS
    }


def reached(module: str) -> set[str]:
    """Return the modules of the project that a module imports, directly or not."""
    found: set[str] = set()
    waiting = [module]
    while waiting:
        name = waiting.pop()
        names = {n if n in SOURCES else n.rpartition(".")[0] for n in imported(SOURCES[name])}
        new = (names & SOURCES.keys()) - found
        found |= new
        waiting += new
    return found


def bare_imports(source: str) -> list[str]:
    """Return the imports of a test that name another module of the tests, but not a helper."""
    tops = {path.stem for path in TESTS.values()}
    names = (name.split(".") for name in imported(source))
    return [
        ".".join(parts)
        for parts in names
        if (parts[0] == "tests" and parts[1] != "helpers") or parts[0] in tops - {"tests"}
    ]


def test_every_module_has_a_test_of_its_name_or_a_reason() -> None:
    lacking = {module for top in MIRRORED for module in modules_of(top)}
    excused = {module for entry in WITHOUT_NAMESAKE for module in modules_of(entry)}
    assert sorted(lacking - excused) == []


@pytest.mark.parametrize("entry", WITHOUT_NAMESAKE)
def test_a_reason_is_needed_and_its_test_reaches_the_modules(entry: str) -> None:
    nearer = [other for other in WITHOUT_NAMESAKE if other != entry and within(other, entry)]
    modules = modules_of(entry).difference(*map(modules_of, nearer))
    assert modules, "every module has a test of its name, or is gone"
    if through := WITHOUT_NAMESAKE[entry].through:
        assert sorted(modules - reached(dotted(through))) == []


def test_a_test_with_the_name_of_no_module_says_what_it_is_about() -> None:
    names = {namesake(module) for module in MODULES}
    tests = {test for test, path in TESTS.items() if path.stem.startswith("test_")}
    stray = {test for test in tests - names if test.split(".")[1] in MIRRORED}
    found = {entry: {t for t in stray if within(t, dotted(entry))} for entry in SHARED_TESTS}
    assert sorted(stray.difference(*found.values())) == []
    assert [entry for entry, tests in found.items() if not tests] == []


@pytest.mark.parametrize("test", TESTS)
def test_helpers_are_imported_from_their_package(test: str) -> None:
    assert bare_imports(SOURCES[test]) == []


@pytest.mark.parametrize(
    "source",
    ["import matrix", "from matrix import make", "from tests.test_imports import LAYERS"],
)
def test_a_bare_import_is_found(source: str) -> None:
    assert bare_imports(source)


def test_a_module_is_reached_through_others_alone() -> None:
    assert "handouts.pdf.writer" in reached("tests.handouts.pdf.test_verify")
    assert "patterns.drawing.scene" not in reached("tests.handouts.pdf.test_verify")
