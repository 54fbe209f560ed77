"""Decide what a handout says, in which order and for which side of the body.

It takes a pattern, a request, a brand and a notice and gives a `Handout`; it does not know paper:
sizes, fonts and places belong to `handouts.layout`.
"""
