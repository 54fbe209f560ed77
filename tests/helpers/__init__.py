"""Shared code of the tests: fixtures, test data, checks of PDF files, and paths."""

from pathlib import Path

TESTS = Path(__file__).parent.parent
ROOT = TESTS.parent
CORPUS = TESTS / "corpus"
GOLDENS = TESTS / "goldens"
OWN_PATTERNS = TESTS / "data" / "patterns"
EXAMPLES = ROOT / "examples"
