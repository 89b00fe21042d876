"""Controls that views are made of."""
