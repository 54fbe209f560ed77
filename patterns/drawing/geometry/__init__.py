"""Rotations, cameras, meshes, rasters and curves: the geometry that plates and figures share.

It takes and gives arrays; it does not know anatomy, colors or SVG.

Three frames are in use:

- World: meters. x points to the subject's left, y up, z to the front, for a subject who stands
  upright. Points are (n, 3) float arrays, meshes are `Mesh`.
- Raster: pixels. x points right, y down, from the upper left corner; the center of the first pixel
  is (0.5, 0.5). Lines are (n, 2) float arrays. Masks and fields are (height, width) arrays,
  indexed [row, column]. Depth is in meters and grows toward the viewer.
- Picture: viewBox units. As the raster, but the longest side is always 1000 units.

`Camera` (orthographic) leads from the first to the other two: `fit_camera(view_axes(azimuth,
elevation), points, longest_side)` makes one, `Raster.draw` draws a mesh that it has projected,
`trace_pen_lines` finds the lines of the drawn raster, and `fit_beziers` makes curves of them.
"""
