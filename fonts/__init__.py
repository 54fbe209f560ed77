"""The families we print with: text goes in, runs come out, each in a face that can set it."""
