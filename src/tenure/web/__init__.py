"""What the browser sees: pages drawn by the server."""
