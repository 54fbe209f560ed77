"""The advice: patterns, the limits of safety they must keep, and the liability notices.

It takes YAML files and gives validated models; it does not know paper, brands or clients.
"""
