"""Import ReportLab without the settings of the machine, and offer its two font modules.

On import ReportLab runs `reportlab_settings.py`, `reportlab_mods.py` and the dot files of the
same names in the home folder, and obeys every RL_* variable. Later it looks for fonts in the
working folder and takes the day from SOURCE_DATE_EPOCH. A sheet would then depend on the machine,
and a stranger's file would be run.
This module must be imported before ReportLab: `fonts.faces` takes ReportLab from here, and
`handouts/layout/__init__.py` begins with it.
"""

from __future__ import annotations

import os
import sys
import time
from contextlib import contextmanager
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# ReportLab imports each of these if it exists. If the first two exist, it does not look for
# ~/.reportlab_settings and ~/.reportlab_mods.
_SETTINGS = (
    "reportlab_settings",
    "reportlab_mods",
    "reportlab.local_rl_settings",
    "reportlab.local_rl_mods",
)


@contextmanager
def _isolated() -> Iterator[None]:
    """Hide settings files, RL_* variables and the working folder while ReportLab is imported."""
    variables = {name: os.environ.pop(name) for name in list(os.environ) if name[:3] == "RL_"}
    modules = {name: sys.modules.pop(name, None) for name in _SETTINGS}
    sys.modules.update({name: ModuleType(name) for name in _SETTINGS})
    working_folder = os.getcwd
    os.getcwd = lambda: os.sep  # ReportLab calls it, and the folder may be deleted
    try:
        yield
    finally:
        os.getcwd = working_folder
        os.environ.update(variables)
        for name, module in modules.items():
            if module is None:
                del sys.modules[name]
            else:
                sys.modules[name] = module


with _isolated():
    from reportlab import rl_config
    from reportlab.lib.utils import TimeStamp
    from reportlab.pdfbase import pdfdoc, pdfmetrics, ttfonts


class _FixedTimeStamp(TimeStamp):  # type: ignore[misc]
    """The date in files that ReportLab writes, which is always the same."""

    SECONDS = 946_684_800  # 1 January 2000, as in ReportLab's own invariant output

    def __init__(self, invariant: object = None) -> None:
        self.t = self.SECONDS
        self.lt = time.gmtime(self.t)
        self.YMDhms = tuple(self.lt)[:6]
        self.dhh = self.dmm = 0
        self.tzname = "UTC"


# Fetch nothing, evaluate no color, search for no file: all our paths are absolute.
rl_config.trustedHosts = None
rl_config.trustedSchemes = []
rl_config.toColorCanUse = None
pdfdoc.TimeStamp = _FixedTimeStamp
for _folders in (rl_config.T1SearchPath, rl_config.TTFSearchPath, rl_config.CMapSearchPath):
    _folders.clear()

__all__ = ["pdfmetrics", "ttfonts"]
