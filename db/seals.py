"""``Seals``: what signs for this device or stands in for persons, the keys staying inside."""

import hmac

from branch_app.domain.log.commitment import Retention
from db.device_keys import DeviceKeys
from db.retention import RetentionKeys


class DeviceSeals:
    """Log and city PIN key of the machine slot, pseudonym keys of the counter ring."""

    def __init__(self, keys: DeviceKeys, pin_key: bytes, retention: RetentionKeys) -> None:
        self._keys = keys
        self._pin_key = pin_key
        self._retention = retention

    def pseudonym_key(self, retention: Retention, period: str) -> bytes:
        """32 bytes; made on first use.

        Raises:
            KeyMissing: shredded.
        """
        return self._retention.pseudonym_key(retention, period)

    def sign_checkpoint(self, message: bytes) -> bytes:
        """Ed25519 by the log key."""
        return self._keys.sign_log(message)

    def log_public_key(self) -> bytes:
        """32 bytes."""
        return self._keys.log_public_key()

    def city_card_verifier(self, salt: bytes, number: str, pin: str) -> bytes:
        """What ``CityCard.pin_verifier`` must equal: HMAC-SHA-256(city PIN key, salt ‖ number ‖ PIN)."""
        return hmac.digest(self._pin_key, salt + number.encode() + pin.encode(), "sha256")
