"""パスワード: long enough, and nothing else is asked (NIST SP 800-63B)."""

SHORTEST_PASSWORD = 8
"""Characters."""
