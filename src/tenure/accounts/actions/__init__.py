"""The only writers of accounts, contacts and teams."""
