"""The only writers of criteria sets, objectives, judgements and ratings."""
