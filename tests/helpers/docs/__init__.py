"""Read the pages of the documentation and the keys of the models, to compare them."""
