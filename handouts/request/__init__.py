"""Resolve options, plan and roster row into a request, and load the files that it names."""
