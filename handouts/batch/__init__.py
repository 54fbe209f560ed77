"""Turn the rows of a roster into one PDF each, or into one merged file for the printer.

It takes a roster and the options of a batch, and gives files, a manifest and a list of failed rows;
it must not know how a sheet is composed or laid out.
"""
