"""The tests; they mirror the source and share the code in `tests.helpers`."""
