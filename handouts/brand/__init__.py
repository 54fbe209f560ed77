"""The clinic's brand: name, colors, contact, link, logo and fonts.

It takes a brand file and the files named in it and gives a checked `Brand`; it does not know what a
sheet looks like.
"""
