"""The command line: one thin module per command, found through the table in `main`."""
