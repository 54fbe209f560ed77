"""A clinic's logo: PNG, JPEG or SVG.

Takes a file from an untrusted source and gives a clean PNG, or says what to do. Must not know where
the logo stands on a sheet.
"""
