"""Draw the pictures of a pattern: small SVG files and the anchors on them, from scene files.

It takes scene files and licensed meshes and gives text; it does not know sheets. `draw_scene` in
`scene` is the way in, and README.md shows how to add a picture. Imports run one way:

    geometry < output < figures, plates < scene

`bake` stands apart: it makes the data files once and is never imported.
"""
