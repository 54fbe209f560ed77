"""The rules that patterns and activities keep: limits of safety, and no contradictions.

It takes models and gives violations, each with the path of the value at fault; it does not know the
files that the values come from.
"""
