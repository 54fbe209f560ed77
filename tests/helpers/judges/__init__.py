"""Independent judges of a PDF, and what spoils one so that a judge is seen to fail."""
