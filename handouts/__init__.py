"""How advice reaches paper: models in, the bytes of a PDF out."""
