"""Paths of the line, version 1."""

from enum import Enum


class Route(Enum):
    """What a device may ask of central."""

    IDENTITY = "/v1/identity"
    ENROL = "/v1/enrol"
    CHUNK = "/v1/chunk"
    MANIFEST = "/v1/manifest"
    DELTA = "/v1/delta"
    BUCKETS = "/v1/buckets"
    BUCKET = "/v1/bucket"
    RESTRICTIONS = "/v1/restrictions"
    HOLDS = "/v1/holds"
    POLICY = "/v1/policy"
    RENEW = "/v1/renew"
    SETTINGS = "/v1/settings"
    ESCROW = "/v1/escrow"
    PUSH = "/v1/push"
    ASIDE = "/v1/aside"
    RECONCILIATION = "/v1/reconciliation"
    CASES = "/v1/cases"
    STANDINGS = "/v1/standings"
    REVOKE = "/v1/revoke"
