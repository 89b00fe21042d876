"""Figures of a counter whose log has a million entries."""
