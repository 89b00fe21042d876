"""Everything between branch and head office."""
