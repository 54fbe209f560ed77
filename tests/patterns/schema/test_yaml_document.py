"""YAML is parsed into a plain tree with the position of everything in it."""

from __future__ import annotations

import json
import re
import unicodedata

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from patterns.characters import unprintable
from patterns.errors import UserError
from patterns.schema.yaml_document import parse_document
from patterns.schema.yaml_tree import KeyPath, Plain, SourcePosition

FILE = "page.yaml"


def printable(text: str) -> bool:
    """Whether a text may be in a file as it is."""
    return unicodedata.is_normalized("NFC", text) and not any(unprintable(text, allowed=""))


TEXTS = st.text(max_size=20).filter(printable)
KEYS = TEXTS.filter(lambda key: key not in ("", "<<"))
NUMBERS = st.integers(-(10**17), 10**17) | st.floats(allow_nan=False, allow_infinity=False)
LEAVES = st.none() | st.booleans() | NUMBERS | TEXTS
TREES = st.dictionaries(
    KEYS,
    st.recursive(
        LEAVES,
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
        max_leaves=12,
    ),
    min_size=1,
    max_size=5,
)


class Writer(yaml.SafeDumper):
    """Writes a repeated value each time, where PyYAML would write an alias."""

    def ignore_aliases(self, data: object) -> bool:
        return True


# PyYAML follows YAML 1.1, where 0e0 is text; in YAML 1.2 it is a number, so the text needs quotes.
Writer.add_implicit_resolver(
    "tag:yaml.org,2002:float", re.compile(r"[-+]?[.0-9]+[eE][-+]?[0-9]+\Z"), list("-+.0123456789")
)


def paths(value: Plain, path: KeyPath = ()) -> list[KeyPath]:
    """List the path of every value of a tree, that of the tree itself first."""
    inner: list[tuple[str | int, Plain]] = []
    if isinstance(value, dict):
        inner = list(value.items())
    elif isinstance(value, list):
        inner = list(enumerate(value))
    return [path, *(found for step, below in inner for found in paths(below, (*path, step)))]


@settings(deadline=None)
@given(TREES, st.sampled_from([None, False, True]))
def test_a_tree_written_as_yaml_comes_back(tree: dict[str, Plain], flow: bool | None) -> None:
    source = yaml.dump(
        tree, Dumper=Writer, allow_unicode=True, default_flow_style=flow, sort_keys=False
    )
    assert parse_document(source.encode(), FILE).tree == tree


@settings(deadline=None)
@given(TREES)
def test_a_tree_written_as_json_comes_back(tree: dict[str, Plain]) -> None:
    source = json.dumps(tree, ensure_ascii=False, indent=1)
    assert parse_document(source.encode(), FILE).tree == tree


@settings(deadline=None)
@given(TREES)
def test_every_value_has_its_place(tree: dict[str, Plain]) -> None:
    source = json.dumps(tree, ensure_ascii=False, indent=1)
    document = parse_document(source.encode(), FILE)
    lines = len(source.splitlines())
    assert set(document.positions) == set(paths(tree))
    assert set(document.key_positions) == {p for p in paths(tree) if p and isinstance(p[-1], str)}
    assert all(
        1 <= place.line <= lines and place.column >= 1 for place in document.positions.values()
    )


def test_a_place_is_that_of_the_scalar_or_else_of_the_key() -> None:
    source = "# first\nname: one\nempty:\nparts:\n  - width: 5\n    é: 'x'\n"
    document = parse_document(source.encode(), FILE)
    assert document.positions == {
        (): SourcePosition(2, 1),
        ("name",): SourcePosition(2, 7),
        ("empty",): SourcePosition(3, 1),
        ("parts",): SourcePosition(4, 1),
        ("parts", 0): SourcePosition(5, 5),
        ("parts", 0, "width"): SourcePosition(5, 12),
        ("parts", 0, "é"): SourcePosition(6, 8),
    }
    assert document.key_positions["parts", 0, "é"] == SourcePosition(6, 5)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("", None),
        ("~", None),
        ("null", None),
        ("Null", "Null"),
        ("true", True),
        ("FALSE", False),
        ("no", "no"),
        ("on", "on"),
        ("0", 0),
        ("-7", -7),
        ("+7", 7),
        ("010", "010"),
        ("0o17", "0o17"),
        ("1_000", "1_000"),
        ("1:30", "1:30"),
        ("9" * 18, 10**18 - 1),
        ("9" * 19, "9" * 19),
        ("2.50", 2.5),
        (".5", 0.5),
        ("5.", "5."),
        ("1e3", 1000.0),
        ("01e3", "01e3"),
        (".", "."),
        ("e3", "e3"),
        ("1.0e3", 1000.0),
        ("1.0e999", "1.0e999"),
        (".inf", ".inf"),
        (".nan", ".nan"),
        ("2024-13-45", "2024-13-45"),
        ("'5'", "5"),
        ('"true"', "true"),
        ("|\n  5\n", "5"),
        (">\n  one\n  two\n", "one two"),
        (">-\n  one\n  two\n", "one two"),
        ("|+\n  one\n\n\n", "one"),
        ('"one\n  two"', "one two"),
        ("=", "="),
    ],
)
def test_a_scalar_is_read_without_surprises(written: str, value: Plain) -> None:
    document = parse_document(f"key: {written}".encode(), FILE)
    found = document.tree["key"]
    assert (type(found), found) == (type(value), value)
    kept = {("key",): written} if isinstance(value, int | float) else {}
    assert document.source_text == kept


@pytest.mark.parametrize(
    "written", ["|\n  one\n  two\n", ">\n  one\n\n  two\n", '"one\n\n  two"', r'"one\n"']
)
def test_a_text_of_several_lines_is_reported_at_its_place(written: str) -> None:
    (problem,) = parse_document(f"key: {written}".encode(), FILE).problems
    assert str(problem) == (
        "page.yaml:1:6: key: must be one line; "
        'write it on one line, or after ">" with no empty line in it'
    )


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_any_newline_counts_once(newline: str) -> None:
    source = newline.join(["\ufeffname: one", "", "# a tab:\t"]).encode()
    with pytest.raises(UserError) as caught:
        parse_document(source, FILE)
    assert str(caught.value) == "page.yaml:3:9: holds U+0009 TAB; use spaces"


def test_the_depth_that_is_allowed_is_allowed() -> None:
    assert parse_document(b"key: " + b"[" * 39 + b"]" * 39, FILE).tree
    with pytest.raises(UserError, match=r"page\.yaml:1:45: nested deeper than 40 levels"):
        parse_document(b"key: " + b"[" * 40 + b"]" * 40, FILE)


def test_bad_characters_are_listed_up_to_a_limit() -> None:
    with pytest.raises(UserError) as caught:
        parse_document(b"key: " + b"\x01" * 50, FILE)
    assert [problem.column for problem in caught.value.problems] == list(range(6, 26))


BROKEN = {
    "a: b: c": '1:5: has a second ":" that is taken for a key, or the wrong indentation',
    "a: 1\nb\nc: 2": '2:1: has no ":" after its key',
    "a: 'one\n\n\n": "1:4: has an opening quote with no closing one",
    "a: [1, 2\n": '1:4: has a "[" with no "]"',
    "a: {b: 1\n": '1:4: has a "{" with no "}"',
    "a: @x": "1:4: has a value that begins with @, ` or %",
    'a: "\\q"': "1:5: has a backslash that begins nothing known",
    "a: - 1": '1:4: has a list item ("- ") where none can begin',
    "a: &": "1:5: has a value that begins with & or *",
    "%YAML 3.0\n---\na: 1": "1:1: asks for another version of YAML",
    "a: !<x": "1:7: is not valid YAML from here on",
}


@pytest.mark.parametrize("source", BROKEN)
def test_a_syntax_error_is_explained_at_its_place(source: str) -> None:
    with pytest.raises(UserError) as caught:
        parse_document(source.encode(), "p.yaml")
    assert str(caught.value).startswith(f"p.yaml:{BROKEN[source]}; ")
