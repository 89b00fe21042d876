"""What auditors take away."""
