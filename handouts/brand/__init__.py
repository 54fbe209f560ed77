"""The clinic's brand: name, colors, contact, link, logo and fonts.

Takes a brand file and the files named in it, and gives a checked `Brand`. Must not know what a
sheet looks like.
"""
