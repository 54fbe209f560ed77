"""A clinic's logo: a picture or a drawing goes in, what may stand on a sheet comes out."""
