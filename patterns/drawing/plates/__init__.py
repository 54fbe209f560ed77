"""Draw anatomical plates: bones seen whole, and muscles and nerves of the sore side.

Scenes and tables are in millimeters for the left side, in the frame of a plate that README.md
states; meshes are in meters.
"""
