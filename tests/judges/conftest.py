"""The judges that a file must pass."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.helpers.judges.page_judge import page
from tests.helpers.judges.tree_judge import tree
from tests.helpers.judges.verapdf import require_verapdf, verapdf

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from tests.helpers.judges.verdicts import Verdict

JUDGES = {"veraPDF": verapdf, "page": page, "ours": tree}


@pytest.fixture(params=JUDGES)
def judge(request: pytest.FixtureRequest) -> Callable[[Sequence[Path]], list[Verdict]]:
    """Return each judge in turn."""
    if request.param == "veraPDF":
        require_verapdf()
    return JUDGES[request.param]
