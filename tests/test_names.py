"""Names are unique and of one form: classes by their name, limits as MAX_ and MIN_."""

from __future__ import annotations

import ast
from collections import defaultdict
from typing import TYPE_CHECKING

import pytest

from tests.helpers.source_tree import MODULES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SUPERLATIVES = frozenset(
    {
        "BIGGEST", "DEEPEST", "FEWEST", "GREATEST", "HIGHEST", "LARGEST", "LEAST", "LONGEST",
        "LOWEST", "MOST", "NARROWEST", "SHORTEST", "SMALLEST", "TALLEST", "UTMOST", "WIDEST",
    }
)  # fmt: skip
"""Words that a limit must not have in its name, which begins with MAX_ or MIN_ instead."""


def classes(source: str) -> Iterator[str]:
    """Yield the name of every class in a source, also of those inside others."""
    walked = ast.walk(ast.parse(source))
    return (node.name for node in walked if isinstance(node, ast.ClassDef))


def constants(source: str) -> Iterator[str]:
    """Yield every name in capitals that a source assigns at its top level."""
    for statement in ast.parse(source).body:
        if isinstance(statement, ast.Assign | ast.AnnAssign):
            for node in ast.walk(statement):
                if (
                    isinstance(node, ast.Name)
                    and isinstance(node.ctx, ast.Store)
                    and node.id.isupper()
                ):
                    yield node.id


def shared(named: Iterable[tuple[str, Iterable[str]]]) -> dict[str, list[str]]:
    """Return the names that more than one module has, or one has twice, with those modules."""
    found = defaultdict(list)
    for module, names in named:
        for name in names:
            found[name].append(module)
    return {name: modules for name, modules in found.items() if len(modules) > 1}


def odd(names: Iterable[str]) -> list[str]:
    """Return the constants that are named as a limit, but not MAX_ or MIN_."""
    return [name for name in names if not SUPERLATIVES.isdisjoint(name.split("_"))]


SOURCES = {module: path.read_text("utf-8") for module, path in MODULES.items()}


def test_no_two_classes_share_a_name() -> None:
    assert shared((module, classes(source)) for module, source in SOURCES.items()) == {}


@pytest.mark.parametrize("module", SOURCES)
def test_limits_are_named_in_one_way(module: str) -> None:
    assert odd(constants(SOURCES[module])) == []


def test_a_shared_name_is_found() -> None:
    one, two = "class A:\n    class B: ...\n", "class C: ...\ndef f():\n    class B: ...\n"
    assert shared([("one", classes(one)), ("two", classes(two))]) == {"B": ["one", "two"]}
    assert shared([("one", classes(one))]) == {}


def test_a_limit_of_another_form_is_found() -> None:
    source = "MOST_BYTES = 1\nWIDTH, _WIDEST = 1, 2\nALMOST: int = 3\nMAX_BYTES = 4\nmost = 5\n"
    assert odd(constants(source)) == ["MOST_BYTES", "_WIDEST"]
