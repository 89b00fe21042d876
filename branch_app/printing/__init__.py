"""Printers, and what became of a print."""
