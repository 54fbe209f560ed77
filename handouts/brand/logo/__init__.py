"""A clinic's logo: PNG, JPEG or SVG.

Takes an untrusted file and gives a clean PNG; must not know where it stands on a sheet.
"""
