"""The register replica at the size of a city, measured on the real line, files and log."""
