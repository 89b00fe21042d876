"""Schema steps of each file, from the first table on."""
