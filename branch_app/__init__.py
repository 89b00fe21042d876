"""The counter: everything a branch office runs."""
