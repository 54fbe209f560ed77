"""Independent validators of PDF files, and ways to break a file that they must find."""
