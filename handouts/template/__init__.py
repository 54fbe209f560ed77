"""A laid-out sheet with empty fields: its data, its key, its store, and what fills it.

It takes a template and a client's lines and gives the bytes of a PDF. It imports the standard
library alone, so that a stored sheet is stamped at once; it does not know how a sheet was laid out.
"""
