"""The data of patterns and activities: each part of their files as a model, valid by itself.

It takes the parsed values of YAML files and gives models; it does not know the limits of safety,
nor how parts must agree with each other.
"""
