"""Build the anatomy of the whole body: skin, bones, and the surfaces of muscles and fasciae.

It takes the baked meshes and tables of places and gives meshes in the frame of the standing
mannequin; it does not know plates, cameras or colors.
"""
