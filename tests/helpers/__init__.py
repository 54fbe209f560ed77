"""What tests share: fixtures, makers of handouts and files, judges, and where things lie."""

from pathlib import Path

TESTS = Path(__file__).parent.parent
ROOT = TESTS.parent
CORPUS = TESTS / "corpus"
GOLDENS = TESTS / "goldens"
OWN_PATTERNS = TESTS / "data" / "patterns"
EXAMPLES = ROOT / "examples"
