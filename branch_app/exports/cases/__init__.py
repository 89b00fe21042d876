"""Cases for whoever audits: what was found, what was said, how it ended."""
