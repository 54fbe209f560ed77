"""Write lines, areas and named places as SVG and JSON, byte for byte the same each time.

It takes arrays in pixels or viewBox units and gives text; it does not know poses or anatomy.
"""
