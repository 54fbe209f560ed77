"""Sizes, distances, colors and margins.

It takes a brand, an edition and a paper and gives a `Theme` and page sizes; it does not know what
is set.
"""
