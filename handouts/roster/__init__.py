"""Read a clinic's CSV or XLSX file into checked rows.

It gives good rows and bad rows, each with its line; it does not know what is made from them.
"""
