"""Run the program as a monitored child process, and check the rules of every run."""
