"""Set each kind of block of a handout to a width.

It takes blocks and a theme and gives boxes; it does not know where on a page they are placed.
"""
