"""What each command does after its arguments are parsed, one module a command.

It takes paths, requests and a template cache and gives written files and lines of messages; it does
not know click, apart from `click_types`, and it does not print.
"""
