"""State tables and the decisions over them."""
