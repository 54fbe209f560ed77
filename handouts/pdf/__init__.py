"""PDF syntax: write objects and trees, read a finished file back, encrypt it.

It takes plain values and gives bytes, with the standard library alone (encryption: pikepdf); it
does not know handouts.
"""
