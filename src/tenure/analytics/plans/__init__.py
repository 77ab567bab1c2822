"""An account plan as arithmetic: what it earns back, how far it is, how it is balanced, signed, and changed.

Nothing is imported here, so that a command loads only what it needs.
"""
