"""Places a composed handout on paper: a `Handout` and a brand in, finished pages out.

`flowables` turn blocks into boxes, `paging` divides the boxes among sides, `pen` draws them.
Lengths are points from the top left corner of a side, y downward; only `pen` turns them over.
"""

# ReportLab must not read settings files of the machine, so this comes before any layout module.
from fonts import reportlab_safely as _closed  # noqa: F401
