"""Bake the licensed meshes into the small files under `data`; run once for each release of a mesh.

It takes the packages of the meshes and gives `.npz` files; nothing else imports it.
"""
