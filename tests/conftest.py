"""Settings for the whole suite."""

from hypothesis import settings

from branch_app.cards.training import claim_socket

settings.register_profile("suite", max_examples=60, deadline=None)
settings.load_profile("suite")

# Before any test looks for a reader: a checkup that looked first would leave the card tests after it without one.
claim_socket()
