"""Draw a clothed person who does something, with the things around, for the left and right side.

Lengths are in meters, and the surface that bears the body (floor, mat, mattress) lies at height 0.
"""
