"""What each command does after its arguments are parsed, one module a command.

Only `click_types` imports click, and no module prints.
"""
