"""What one sheet is made from: options, plan and roster row, resolved into a request.

It takes words and files and gives a `SheetRequest`, a `ClientText` and loaded orders; it does not
know how they are printed.
"""
