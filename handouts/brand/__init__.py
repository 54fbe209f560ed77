"""A clinic's brand: name, colors, contact, link, logo and fonts.

It takes a brand file and the files it names and gives a checked `Brand`; it does not know a sheet.
"""
