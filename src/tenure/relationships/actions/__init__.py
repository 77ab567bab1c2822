"""What changes what is said about buying decisions: each checks, writes and records in one transaction."""
