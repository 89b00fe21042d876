"""Head office as processes behind a proxy: its HTTP face, its figures, and how it comes and goes."""
