"""Read a clinic's CSV file or workbook into checked rows.

It takes a table that nobody has vouched for and gives good rows and bad rows, each with its line;
it does not know what is made from them.
"""
