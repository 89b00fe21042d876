"""The made-up city of demonstration and training."""
