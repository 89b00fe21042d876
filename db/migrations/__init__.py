"""Tables of every kind of file, step by step."""
