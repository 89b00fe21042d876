"""What the clerk does and sees, without a display."""
