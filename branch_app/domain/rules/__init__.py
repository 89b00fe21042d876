"""Office, catalogue, fees, entitlement, restriction, freshness."""
