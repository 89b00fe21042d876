"""A paper key that is the same in every process, so that the same order gives the same bytes; and what others need.

Sealing is HPKE as everywhere, but with one ephemeral key for ever (RFC 9180, 4.1 and 5.1, written out here): good
for pictures that are kept, and for nothing else.
"""

from datetime import UTC, datetime
from functools import cache

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, derive_private_key
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hmac import HMAC
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

from branch_app import ed25519
from branch_app.bench.seals import DEVICE, EPOCH, PassingSeals
from branch_app.documents.renderer import PaperRenderer
from branch_app.documents.seals.content import load_dictionaries
from branch_app.documents.seals.profile import load_profiles
from branch_app.documents.seals.trust import Trust
from branch_app.domain.records.paper_trust import PaperNotices, PaperStanding
from branch_app.settings import RESOURCES
from db.device import DeviceFile
from sync.wire.envelope import Signer
from sync.wire.papers import sign_notices

_KEM = b"KEM\x00\x20"
_HPKE = b"HPKE\x00\x20\x00\x01\x00\x02"
_CENTRAL = b"c" * 32
_SERIAL = 0xF1E2D3C4B5A69788
_EPHEMERAL = X25519PrivateKey.from_private_bytes(b"e" * 32)


class SteadySeals(PassingSeals):
    """The same keys, the same salt, the same ephemeral key."""

    def __init__(self) -> None:
        paper, authority = (derive_private_key(number, SECP256R1()) for number in (11, 12))
        super().__init__(paper, authority, X25519PrivateKey.from_private_bytes(b"s" * 32))

    def seal_for_site(self, plain: bytes, info: bytes) -> bytes:
        """What the site's key opens."""
        site = self.site_key.public_key()
        enc, receiver = _EPHEMERAL.public_key().public_bytes_raw(), site.public_bytes_raw()
        prk = _extract(_KEM, b"", b"eae_prk", _EPHEMERAL.exchange(site))
        shared = _expand(_KEM, prk, b"shared_secret", enc + receiver, 32)
        hashed = (
            _extract(_HPKE, b"", label, text) for label, text in ((b"psk_id_hash", b""), (b"info_hash", info))
        )
        context = b"\x00" + b"".join(hashed)
        secret = _extract(_HPKE, shared, b"secret", b"")
        key, nonce = _expand(_HPKE, secret, b"key", context, 32), _expand(_HPKE, secret, b"base_nonce", context, 12)
        return enc + AESGCM(key).encrypt(nonce, plain, b"")

    def salt(self) -> bytes:
        """Always this one."""
        return b"n" * 32


@cache
def steady_seals() -> SteadySeals:
    """One a process."""
    return SteadySeals()


def steady_renderer() -> PaperRenderer:
    """The renderer that ships, with keys that are the same everywhere."""
    return PaperRenderer(RESOURCES, steady_seals())


def steady_trust() -> Trust:
    """What papers of ``steady_renderer`` are checked by."""
    return steady_seals().trust(load_profiles(RESOURCES), load_dictionaries(RESOURCES))


def papers_of(file: DeviceFile) -> PaperStanding:
    """What head office would say of that device's papers: certified, nothing revoked."""
    seals = steady_seals()
    certificate = seals.certified(file.keys().paper_public_key(), f"{DEVICE}/{EPOCH}", _SERIAL)
    notices = PaperNotices(1, datetime(2026, 11, 2, tzinfo=UTC), (), {})
    return PaperStanding(certificate, seals.signer().site, said(notices))


def said(notices: PaperNotices) -> bytes:
    """Those notices, signed."""
    return sign_notices(notices, Signer(ed25519.public_key(_CENTRAL), ed25519.signer(_CENTRAL)))


def _extract(suite: bytes, salt: bytes, label: bytes, material: bytes) -> bytes:
    mac = HMAC(salt or bytes(32), hashes.SHA256())
    mac.update(b"HPKE-v1" + suite + label + material)
    return mac.finalize()


def _expand(suite: bytes, prk: bytes, label: bytes, info: bytes, length: int) -> bytes:
    labelled = length.to_bytes(2) + b"HPKE-v1" + suite + label + info
    return HKDFExpand(hashes.SHA256(), length, labelled).derive(prk)
