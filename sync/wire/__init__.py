"""The contract: messages, envelopes, versions."""
