"""One verb a file; ports are passed in."""
