"""The therapist's page: a server for one person on this computer, and the page that it gives.

It takes requests of a browser and gives pages, pictures and sheets in memory; nothing else imports
it.
"""
