"""A buying decision as a position on the board: its people, our ties, the competitors', what it shows and what to do.

`document` reads a position, `evaluation` judges it, `gains` values moves, `leaving` asks who would be missed; the
rules are in docs/board.md. Nothing is imported here, so that a command loads only what it needs.
"""
