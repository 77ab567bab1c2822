"""The REST door: /api/v1, for scripts and other systems. It fetches what the member may see and calls one action."""
