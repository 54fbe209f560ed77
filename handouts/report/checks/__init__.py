"""Decide the items of the instruments that a program can decide.

It takes a `Sheet` and gives an `Outcome` for each check; it does not know which item of which
instrument a check decides, which `handouts/report/items.yaml` says.
"""
