"""What the counter says aloud, by the means each system has."""
