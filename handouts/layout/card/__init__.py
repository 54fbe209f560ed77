"""Set the card of a sheet on one side of paper.

It takes a composed card and gives a side; it does not know how a side is drawn. How much room each
row gets is decided in `side`, what a row looks like in `rows`, the head and the strip in `frame`.
"""
