"""What makes a paper hard to forge and a copy of it plain to see, and how a scan is asked about it."""
