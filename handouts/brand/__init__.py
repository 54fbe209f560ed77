"""The clinic's brand: name, colors, contact, link, logo and fonts.

Takes a brand file and the files named in it; must not know what a sheet looks like.
"""
