"""A clinic's logo: PNG, JPEG, WebP or SVG.

It takes an untrusted file and gives a clean PNG; it does not know where it stands on a sheet.
"""
