"""A clinic's table of clients: CSV or XLSX goes in, checked rows come out."""
