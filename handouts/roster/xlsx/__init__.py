"""Read a workbook that nobody has vouched for: unzip it within limits, then hand a clean copy to
the reader.

It takes the bytes of an XLSX file and gives a table; it does not know the columns of a roster.
"""
