"""Figures: what is fast enough, measured beside what cannot be faster."""
