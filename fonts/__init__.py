"""The fonts: the families we ship or a clinic brings, and which of their faces sets which text.

It takes text and font files and gives runs of text by face, with widths; it does not know paper,
and of ReportLab only what a font needs.
"""
