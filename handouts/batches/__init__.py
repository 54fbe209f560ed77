"""Many handouts at once: a roster in, a file for each row or one for the printer out."""
