"""The array types, the vector type and the unit that all rooms share."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]
Mask = NDArray[np.bool_]

Vector = tuple[float, float, float]  # x, y and z, as scene files and tables write them

MILLIMETER = 0.001  # in meters; scenes of plates are in millimeters, all else in meters
