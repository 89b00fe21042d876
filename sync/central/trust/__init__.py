"""Whom head office believes, and until when."""
