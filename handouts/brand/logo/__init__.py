"""Read a clinic's logo, PNG, JPEG or SVG.

It takes the bytes of a file that nobody has vouched for and gives a picture that is safe to draw,
or says what to do; it does not know where the logo stands.
"""
