"""What goes in and out, field by field and by hand: nothing is shown or set because a table happens to have it."""
