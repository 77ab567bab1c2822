"""Days of ours in other people's calendars: a feed that any calendar program subscribes to."""
