"""Where the baked meshes lie and how they are stored; `bake` writes them, the rooms read them."""

from __future__ import annotations

from pathlib import Path

DATA = Path(__file__).parent / "data"
MANNEQUIN = DATA / "mannequin.npz"
SKELETON = DATA / "skeleton.npz"
PELVIS_AND_LEG = DATA / "pelvis-and-leg.npz"

VERTEX_STEP = 1e-4  # unit of the mannequin's vertices, in meters: far below any drawn line
BONE_STEP = 3e-5  # the same of the bones of the skeleton
