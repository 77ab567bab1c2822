"""Reading plans: how far they are, what they say, what was signed, and what stands behind their figures."""
