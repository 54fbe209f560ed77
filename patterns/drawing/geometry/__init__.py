"""Cameras, meshes, rasters and curves: the geometry that plates and figures share.

It takes and gives arrays in millimeters or picture units; it does not know anatomy.
"""
