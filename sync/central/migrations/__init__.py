"""Schema of central, one numbered file a step, applied in order and never changed afterwards."""
