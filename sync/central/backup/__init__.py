"""A backup of head office: its database and its keys, each a sealed file of its own, for two places."""
