"""What people judge by questionnaires: the questions with their anchors, and what answers to them add up to."""
