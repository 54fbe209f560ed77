"""How fast, how small and how lean Handouts is: commands in, tables of measurements out."""
