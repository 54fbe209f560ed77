"""Lay out a composed handout as the template of a PDF.

It takes a `Handout` and print settings and gives a `Template` with empty fields; it does not know a
pattern, an output file or a command. Lengths are points from the top left corner, y downward, until
`layout.pdf.canvas`. Apart from `fonts`, this package alone imports ReportLab.
"""
