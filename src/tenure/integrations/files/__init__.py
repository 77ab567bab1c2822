"""Reading other people's tables: bytes to rows, text to numbers and dates, headers to our fields.

Nothing here knows a database or a domain noun, so that the importer and `tenure rank` read a file in the same way.
"""
