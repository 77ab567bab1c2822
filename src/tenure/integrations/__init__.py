"""Doors to other systems: files that arrive, files that leave, and the programs that send them."""
