"""Pictures: anatomical plates, figures, marks, labels, logos and QR codes.

It takes SVG files, named points and a theme and gives boxes of vector shapes; it does not know
sections or pages.
"""
