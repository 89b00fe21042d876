"""監査用書出し: a folder that an auditor's own tools verify without us, and our verifier of it."""
