"""The registers at head office: their history, and what is cut from it for the offices."""
