"""Figures of the line between devices and head office."""
