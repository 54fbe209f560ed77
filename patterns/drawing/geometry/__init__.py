"""Rotations, cameras, meshes, rasters and curves: the geometry that plates and figures share.

It takes and gives arrays, in the frames of README.md; it does not know anatomy, colors or SVG.
"""
