"""Scripts around the project: set-up, checks, the test database. They use Python's standard library alone."""
