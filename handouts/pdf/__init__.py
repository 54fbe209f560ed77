"""PDF syntax: write objects and trees, read a finished file back, encrypt it.

It needs the standard library alone (encryption: pikepdf), and does not know handouts.
"""
