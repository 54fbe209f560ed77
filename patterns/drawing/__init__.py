"""Draw the pictures of a pattern: small SVG files and the anchors on them, from scene files.

It takes scene files and licensed meshes and gives text; it does not know sheets. README.md shows
how to add a picture, and what imports what.
"""

import os
import platform

if platform.machine() in {"x86_64", "AMD64"}:
    # numpy multiplies matrices with other instructions on each kind of processor, whose results
    # differ in the last bit and now and then in a line of a picture. All have those of Prescott.
    # It counts only where numpy is not imported yet, as in the command that draws.
    os.environ.setdefault("OPENBLAS_CORETYPE", "Prescott")
