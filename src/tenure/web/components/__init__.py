"""Parts of pages that need arithmetic before they can be drawn: charts, bars, histories. Pure, no database."""
