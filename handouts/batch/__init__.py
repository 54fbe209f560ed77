"""Turn the rows of a roster into a PDF each, or into one merged file for the printer.

It takes checked rows and default choices and gives written files, a manifest and a list of failed
rows; it does not know how a sheet is composed or laid out.
"""
