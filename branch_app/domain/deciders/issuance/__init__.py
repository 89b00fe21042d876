"""申請 to 交付: what may happen to applications, items and copies."""
