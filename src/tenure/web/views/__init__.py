"""Pages, one file per noun. A view fetches what the member may see, calls one action or query, and answers."""
