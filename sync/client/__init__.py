"""The device's side of the line."""
