"""Read an untrusted workbook: inflate it within limits, check it, give a clean copy to calamine.

It takes the bytes of an XLSX file and gives a table; it does not know the columns of a roster.
"""
