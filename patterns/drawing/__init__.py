"""Draw the pictures of a pattern: small SVG files and the anchors on them, from scene files.

It takes scene files and licensed meshes and gives text; it does not know sheets. README.md shows
how to add a picture, and what imports what.
"""
