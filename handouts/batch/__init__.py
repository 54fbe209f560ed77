"""Turn the rows of a roster into PDFs, without knowing how a sheet is composed or laid out."""
