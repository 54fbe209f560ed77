"""A laid-out sheet with empty fields: its model, its fingerprint, its store, and its stamping.

It takes a template and a client's text and gives the bytes of a PDF, with the standard library
alone, so that a stored template is stamped at once; it does not know how a sheet is laid out.
"""
