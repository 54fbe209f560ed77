"""The tests: they mirror the source, with what they share in `tests.helpers`."""
