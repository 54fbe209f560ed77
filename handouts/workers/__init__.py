"""Run tasks in this process, in several processes, or on a Dask cluster.

It takes functions and plain data and gives executors of `concurrent.futures`; it does not know what
the tasks do.
"""
