"""The doors that damaged files come through, and how files are damaged."""
