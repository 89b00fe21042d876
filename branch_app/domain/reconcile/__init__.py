"""The same folds on both sides, compared."""
