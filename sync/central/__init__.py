"""Head office: ingest, witness, registers, reconciliation."""
