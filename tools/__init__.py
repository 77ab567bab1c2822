"""Scripts around the project: set-up, checks, the test database. The standard library of Python 3.11 is all they use."""
