"""The advice: patterns, the limits of safety they must keep, and the liability notices.

It takes YAML files and gives validated models. It does not know of paper, brands or clients.
"""
