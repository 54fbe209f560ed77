"""Read a clinic's CSV or XLSX file into checked rows.

It takes the bytes of a table and gives good rows and bad rows, each with its line; it does not know
what is made from them.
"""
