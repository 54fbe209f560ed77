"""What one sheet is made from: options, plan and roster row, read and resolved.

It takes words and files and gives a `Choice`, the client's lines and loaded orders; it does not
know how they are printed.
"""
