"""Run the whole program as a watched child, and the rules that hold for every run."""
