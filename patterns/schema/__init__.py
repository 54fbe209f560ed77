"""Read one strict YAML file into a pydantic model, or report every problem at its line and column.

It takes bytes and a model class and gives the model; it does not know what a pattern is.
"""
