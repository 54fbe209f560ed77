"""Decide what a handout says, in which order, on which side of the body.

It takes a pattern, a plan, a brand and a notice and gives a `Handout`; it does not know paper.
"""
