"""Report how plain a handout is, and which items of PEMAT-P and of the CDC's index it meets.

It takes composed handouts, the words that they teach and the YAML files that they were written in,
and gives a `Report` with its form as text and as JSON; it does not know how a handout is composed
or placed on paper. The words that it looks for are English.
"""
