"""Which message is asked on each route, and which answers it: one table for whoever describes or tries the line."""

from collections.abc import Mapping
from dataclasses import dataclass

from sync.wire import case_messages, key_messages, messages, policy_messages, register_messages, staff_messages
from sync.wire.messages import Message
from sync.wire.routes import Route


@dataclass(frozen=True, slots=True)
class Said:
    """A question in one envelope, or at the head of a parcel with so many attachments.

    ``answer`` is None where the answer is bytes that a signed message named by hash, sealed to the device.
    """

    question: type[Message]
    answer: type[Message] | None
    attachments: int = 0


CONTRACT: Mapping[Route, Said] = {
    Route.ENROL: Said(messages.EnrolRequest, messages.EnrolAnswer),
    Route.MANIFEST: Said(register_messages.ManifestRequest, register_messages.RegisterManifest),
    Route.CHUNK: Said(messages.ChunkRequest, None),
    Route.DELTA: Said(register_messages.DeltaRequest, register_messages.DeltaAnswer),
    Route.BUCKETS: Said(register_messages.BucketsRequest, register_messages.BucketsAnswer),
    Route.BUCKET: Said(register_messages.BucketRequest, register_messages.BucketAnswer),
    Route.RESTRICTIONS: Said(messages.RestrictionsRequest, messages.RestrictionFeed),
    Route.HOLDS: Said(messages.HoldsReport, messages.HoldsReceipt),
    Route.POLICY: Said(policy_messages.PolicyRequest, policy_messages.PolicyAnswer),
    Route.RENEW: Said(key_messages.RenewRequest, key_messages.RenewAnswer),
    Route.SETTINGS: Said(messages.SettingsRequest, messages.SettingsAnswer),
    Route.ESCROW: Said(messages.EscrowRequest, messages.EscrowReceipt),
    Route.PUSH: Said(messages.Push, messages.PushReceipt, attachments=2),
    Route.ASIDE: Said(messages.Push, messages.AsideReceipt, attachments=2),
    Route.CASES: Said(case_messages.CasesRequest, case_messages.CasesAnswer),
    Route.STANDINGS: Said(staff_messages.StandingsRequest, staff_messages.StandingsAnswer),
    Route.REVOKE: Said(staff_messages.RevokeRequest, staff_messages.RevokeReceipt),
    Route.RECONCILIATION: Said(messages.ReconciliationRequest, messages.ReconciliationReport),
}
