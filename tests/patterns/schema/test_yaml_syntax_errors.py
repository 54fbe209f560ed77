"""Every syntax error of libyaml is explained, at the place where a user would look."""

from __future__ import annotations

import pytest

from patterns.errors import UserError
from patterns.schema.yaml_document import parse_document

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
