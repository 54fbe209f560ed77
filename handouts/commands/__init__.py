"""What each command does once its words are parsed: loaded files in, written files and message
lines out.

One module a command. It does not know click, apart from `click_types`, and it never prints.
"""
