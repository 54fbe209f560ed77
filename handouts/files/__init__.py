"""Write whole files or nothing: atomic writes, locked streams, target names.

It takes bytes and a path and gives a file or a `UserError`; it does not know what the bytes mean.
"""
