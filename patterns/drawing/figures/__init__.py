"""Draw a clothed person who does something, with the things around, for the left and right side.

It takes a scene and the mannequin and gives line art; it does not know plates. Lengths are in
meters, and the surface that bears the body (floor, mat, mattress) lies at height 0.
"""
