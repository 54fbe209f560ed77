"""Scene files and licensed meshes in, pictures (small SVG) and their anchors (JSON) out."""
