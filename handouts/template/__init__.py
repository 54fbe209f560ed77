"""A laid-out sheet with empty fields: its model, its fingerprint, its store, and its stamping.

Only the standard library is imported here, so that a stored template is stamped at once.
"""
