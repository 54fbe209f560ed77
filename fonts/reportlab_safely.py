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
    """Hide settings files, variables and the working folder while ReportLab is imported."""
    obeyed = [name for name in os.environ if name.startswith(("RL_", "SOURCE_DATE_EPOCH"))]
    variables = {name: os.environ.pop(name) for name in obeyed}
    modules = {name: sys.modules.pop(name) for name in _SETTINGS if name in sys.modules}
    sys.modules.update({name: ModuleType(name) for name in _SETTINGS})
    working_folder = os.getcwd
    os.getcwd = lambda: os.sep  # ReportLab calls it, and the folder may be deleted
    try:
        yield
    finally:
        os.getcwd = working_folder
        os.environ.update(variables)
        for name in _SETTINGS:
            del sys.modules[name]
        sys.modules.update(modules)


with _isolated():
    from reportlab import rl_config
    from reportlab.lib.utils import TimeStamp
    from reportlab.pdfbase import pdfdoc, pdfmetrics, ttfonts

    _DAY = TimeStamp(invariant=1)  # 1 January 2000, whatever SOURCE_DATE_EPOCH says later

# Fetch nothing, evaluate no color, search for no file: all our paths are absolute.
rl_config.trustedHosts = None
rl_config.trustedSchemes = []
rl_config.toColorCanUse = None
pdfdoc.TimeStamp = lambda _invariant=None: _DAY
for _folders in (rl_config.T1SearchPath, rl_config.TTFSearchPath, rl_config.CMapSearchPath):
    _folders.clear()

__all__ = ["pdfmetrics", "ttfonts"]
