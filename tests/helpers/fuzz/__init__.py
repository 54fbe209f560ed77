"""The inputs of the program for fuzzing, and ways to damage files."""
