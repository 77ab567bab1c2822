"""What changes plans; each action checks, writes and leaves a trace of itself in the log, in one transaction."""
