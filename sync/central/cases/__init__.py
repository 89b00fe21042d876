"""突合 and 事案 at head office: logs compared as they come, findings kept as cases until somebody closes them."""
