"""Run tasks here, in several processes or on a Dask cluster, without knowing what they do."""
