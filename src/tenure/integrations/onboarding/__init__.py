"""The first hour: what a new company has done already and what comes next."""
