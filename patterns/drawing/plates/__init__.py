"""Draw anatomical plates from bones and modeled muscles.

It takes the views and structures of a scene and gives line art with named points; it does not know
figures.
"""
