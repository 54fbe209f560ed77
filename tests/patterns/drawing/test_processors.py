"""Pictures are the same whatever the processor: matrices are multiplied alike on all."""

import os
import platform
import subprocess
import sys

import pytest

from tests.helpers import ROOT

PROGRAM = """
import os, sys
from handouts.commands.draw import draw_files
import patterns.drawing
assert "numpy" not in sys.modules, "its choice would come too late"
import patterns.drawing.scene, numpy
print(os.environ["OPENBLAS_CORETYPE"])
"""


@pytest.mark.skipif(platform.machine() not in {"x86_64", "AMD64"}, reason="another processor")
def test_the_command_that_draws_chooses_how_to_multiply_before_numpy_is_there() -> None:
    surroundings = {name: value for name, value in os.environ.items() if "OPENBLAS" not in name}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        env={**surroundings, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stderr, done.stdout) == ("", "Prescott\n")
