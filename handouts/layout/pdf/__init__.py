"""Draw placed boxes with ReportLab and cut the result into the objects of a `Template`.

It takes boxes on pages and gives tagged, archival PDF objects; it does not know what they mean.
"""
