"""Plans, briefs, minutes and roadmaps as files: what the screen shows, to be sent, printed, signed or edited."""
