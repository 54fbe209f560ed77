"""A report as JSON is compared with a stored one; `--remake-references` writes it again."""

from __future__ import annotations

import json

from handouts.report.examine import About, examine
from handouts.report.items import load_items
from handouts.report.json_output import report_tree
from handouts.report.written import WrittenSentences
from tests.helpers import ROOT
from tests.helpers.plain_sheets import document, faulty, sheet

GOLDEN = ROOT / "tests" / "goldens" / "report" / "elbow.json"


def test_the_tree_is_as_stored(*, remake: bool) -> None:
    report = examine(
        About("elbow", "1.0", "pattern.yaml"), [sheet(faulty())], WrittenSentences([document()])
    )
    tree = report_tree(report)
    if remake:
        GOLDEN.parent.mkdir(exist_ok=True)
        GOLDEN.write_text(json.dumps(tree, indent=2) + "\n", "utf-8")
    assert tree == json.loads(GOLDEN.read_text("utf-8"))


def test_every_item_is_in_the_tree() -> None:
    report = examine(About("elbow", "1.0", "x.yaml"), [sheet()], WrittenSentences([document()]))
    tree = json.loads(json.dumps(report_tree(report)))
    assert [item["id"] for item in tree["items"]] == [item.id for item in load_items().items]
