"""The board as a file: a picture (SVG, PNG), a page (PDF) and slides that can be edited (PPTX), from one drawing.

`sheet` reads a board into words and a drawing, `svg`, `paper` and `slides` write it down. The places come from
`analytics.board.layout`, as on the screen.
"""
