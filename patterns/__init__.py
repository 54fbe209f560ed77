"""What we advise: patterns, the rules they obey, and the notices; it knows nothing of paper."""
