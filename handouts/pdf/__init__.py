"""PDF syntax: write objects and trees, read a finished file back, encrypt it.

It takes Python values and gives bytes, with the standard library alone (encryption: pikepdf); it
does not know templates or handouts.
"""
