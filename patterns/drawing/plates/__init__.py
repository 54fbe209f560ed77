"""Draw anatomical plates: bones seen whole, and muscles and nerves of the sore side.

It takes a scene and bone meshes and gives line art with named places; it does not know figures.
Scenes and tables are in millimeters for the left side, in the frame of a plate that README.md
states; meshes are in meters.
"""
