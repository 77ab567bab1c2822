"""What everything that leaves on paper or slides shares: colours, letters, the typesetter, the parts of a slide."""
