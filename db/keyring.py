"""An opened ring: the random keys of the files it covers, each sealed in the vault under the ring's own key."""

from dataclasses import replace
from pathlib import Path

from branch_app.domain.errors import FileForeign, KeyMissing
from db.sealing import NotSealedHere, SecretKey, context
from db.slots import Ring
from db.vault_file import NAME, SealedKey, VaultFile, changing_vault, read_vault


class KeyRing:
    """Hands out keys by file name."""

    def __init__(self, folder: Path, device: str, ring: Ring, master: SecretKey) -> None:
        self._folder = folder
        self.device = device
        self.ring = ring
        self.master = master

    def key(self, file: str) -> SecretKey:
        """The key of that file.

        Raises:
            KeyMissing: the file has none in this ring.
            FileDamaged, FileForeign: the vault, or this key in it.
        """
        sealed = self._find(read_vault(self._folder), file)
        if sealed is None:
            raise KeyMissing(what=file)
        try:
            return SecretKey(self.master.unseal(sealed.sealed, self._bound_to(file)))
        except NotSealedHere as error:
            raise FileForeign(file=NAME, reason=file) from error

    def make_key(self, file: str) -> SecretKey:
        """The key of that file, made if there is none yet.

        Raises:
            DiskFull: nothing changed.
        """
        with changing_vault(self._folder) as change:
            if self._find(change.vault, file) is None:
                sealed = self.master.seal(SecretKey.random().reveal(), self._bound_to(file))
                change.write(replace(change.vault, keys=(*change.vault.keys, SealedKey(file, self.ring, sealed))))
        return self.key(file)

    def forget_key(self, file: str) -> None:
        """Drop the key of a file that is gone."""
        with changing_vault(self._folder) as change:
            gone = self._find(change.vault, file)
            change.write(replace(change.vault, keys=tuple(key for key in change.vault.keys if key is not gone)))

    def _find(self, vault: VaultFile, file: str) -> SealedKey | None:
        return next((key for key in vault.keys if key.file == file and key.ring is self.ring), None)

    def _bound_to(self, file: str) -> bytes:
        return context("file key", self.device, self.ring.value, file)
