"""A PDF file, written with the standard library alone: objects and templates in, bytes out."""
