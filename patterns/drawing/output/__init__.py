"""Write line art as SVG with its anchors, byte for byte the same each time.

It takes strokes and areas and gives text; it does not know what they show.
"""
