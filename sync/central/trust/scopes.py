"""Who may speak on which route: the whole table. A route that is not in it is refused to everybody."""

from collections.abc import Mapping

from sync.wire.routes import Route
from sync.wire.staff_messages import Caller

_DEVICE = frozenset((Caller.DEVICE,))

SCOPES: Mapping[Route, frozenset[Caller]] = {
    Route.CHUNK: _DEVICE,
    Route.MANIFEST: _DEVICE,
    Route.DELTA: _DEVICE,
    Route.BUCKETS: _DEVICE,
    Route.BUCKET: _DEVICE,
    Route.RESTRICTIONS: _DEVICE,
    Route.HOLDS: _DEVICE,
    Route.POLICY: _DEVICE,
    Route.RENEW: _DEVICE,
    Route.SETTINGS: _DEVICE,
    Route.ESCROW: _DEVICE,
    Route.PUSH: _DEVICE,
    Route.ASIDE: _DEVICE,
    Route.RECONCILIATION: _DEVICE,
    Route.CASES: _DEVICE,
    Route.STANDINGS: frozenset((Caller.OFFICE, Caller.AUDITOR, Caller.ADMINISTRATOR)),
    Route.REVOKE: frozenset((Caller.ADMINISTRATOR,)),
}
"""``IDENTITY`` and ``ENROL`` are for whoever has no key yet: a fingerprint and a one-time code stand for it."""
