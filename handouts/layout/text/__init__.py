"""Set paragraphs.

It takes styled runs and a width and gives a box of measured lines; it does not know blocks or
pages.
"""
