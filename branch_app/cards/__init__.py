"""Card protocols over bytes."""
