"""The only writers of rankings, their standings and seasons."""
