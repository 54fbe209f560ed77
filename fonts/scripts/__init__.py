"""The faces of scripts that must be shaped: Hebrew, Arabic, Devanagari and Thai.

It takes a piece of text and gives its glyphs with their places, and the font to embed; it does not
know fields, lines or paper.
"""
