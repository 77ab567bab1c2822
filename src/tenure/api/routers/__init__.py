"""One file of operations per noun."""
