"""Write lines, areas and named places as SVG and JSON, byte for byte the same each time.

It takes arrays in pixels or viewBox units and gives text; it does not know poses or anatomy.

`path_data` writes a line, `mask_data` a mask's areas, `tapered_data` a stroke with thin ends:
each gives the `d` of a path. `fill_path` and `stroke_path` make paths of them, `Layer` groups
paths, and `write_svg` makes the file. `Anchors` holds the named places; `Picture` is the result.
"""
