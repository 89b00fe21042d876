"""Tk renderings of the presenters' states."""
