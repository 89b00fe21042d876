"""What lies where in an audit export; the log's own files are named by ``domain.log.tiles``."""

CHECKPOINT = "checkpoint"
KEYS = "keys.txt"
MANIFEST = "manifest.txt"
ISSUES = "issues.csv"
FEES = "fees.csv"
DRAWER = "drawer.csv"
ACTS = "acts.csv"
COLUMNS = "columns.csv"

LISTED = (ACTS, COLUMNS, DRAWER, FEES, ISSUES, KEYS)
"""The files that the manifest vouches for; the checkpoint vouches for the log."""
FIXED = (*LISTED, CHECKPOINT, MANIFEST)
"""The files whose names do not depend on the size of the log."""
