"""Explain the syntax errors of libyaml in plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patterns.schema.yaml_tree import SourcePosition

if TYPE_CHECKING:
    import yaml
    import yaml._yaml

MAX_DEPTH = 40
TOO_DEEP = (f"nested deeper than {MAX_DEPTH} levels", "split the file, or make it simpler")

_OTHER = ("is not valid YAML from here on", "compare it with an example file")
# By the message of libyaml, which has no error codes: our message and hint.
_EXPLANATIONS = {
    # From PyYAML 6.0.4 on its scanner stops at a thousand levels, before our own limit is checked.
    "exceeded maximum nesting depth": TOO_DEEP,
    "mapping values are not allowed in this context": (
        'has a second ":" that is taken for a key, or the wrong indentation',
        "put the value in quotes, or line the key up with its neighbours",
    ),
    "could not find expected ':'": (
        'has no ":" after its key',
        'write ": " between key and value, or indent the line if it belongs to the one above',
    ),
    "did not find expected key": (
        "does not fit the keys around it",
        "check the indentation and the quotes of this line and the one before",
    ),
    "did not find expected '-' indicator": (
        "does not fit the list around it",
        'check the indentation; each item begins with "- " under the one before',
    ),
    "did not find expected node content": (
        "has nothing where a value belongs",
        "write the value, or delete the comma or bracket too many",
    ),
    "found incompatible YAML document": (
        "asks for another version of YAML",
        "delete the line that begins with %YAML",
    ),
    "block sequence entries are not allowed in this context": (
        'has a list item ("- ") where none can begin',
        "begin the list on a line of its own",
    ),
    "found character that cannot start any token": (
        "has a value that begins with @, ` or %",
        "put the value in quotes",
    ),
    "found unexpected end of stream": (
        "has an opening quote with no closing one",
        "close the quote",
    ),
    "did not find expected ',' or ']'": ('has a "[" with no "]"', 'close the list with "]"'),
    "did not find expected ',' or '}'": ('has a "{" with no "}"', 'close the group with "}"'),
    "found unknown escape character": (
        "has a backslash that begins nothing known",
        "use single quotes, or write two backslashes",
    ),
    "found invalid Unicode character escape code": (
        "has a backslash escape for a character that does not exist",
        "type the character itself",
    ),
    "did not find expected alphabetic or numeric character": (
        "has a value that begins with & or *",
        "put the value in quotes",
    ),
    "did not find expected <document start>": (
        "has text after its end",
        "delete it, or move it above",
    ),
}

# Errors that libyaml reports where it gives up; a user looks for the place where they begin.
_SHOWN_AT_START = {
    "could not find expected ':'",
    "found unexpected end of stream",
    "did not find expected ',' or ']'",
    "did not find expected ',' or '}'",
}


def explain_syntax_error(error: yaml.MarkedYAMLError) -> tuple[SourcePosition, str, str]:
    """Return the position to point at, the message and the hint for an error of libyaml."""
    at_start = error.problem in _SHOWN_AT_START and error.context_mark
    position = position_of(error.context_mark if at_start else error.problem_mark)
    return position, *_EXPLANATIONS.get(error.problem or "", _OTHER)


def position_of(mark: yaml.Mark | yaml._yaml.Mark | None) -> SourcePosition:
    """Convert a mark of libyaml, which counts from 0; without one, return the start of the file."""
    return SourcePosition(mark.line + 1, mark.column + 1) if mark else SourcePosition(1, 1)
