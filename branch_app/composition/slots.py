"""A person's slot with all that goes with it."""

from branch_app.domain.errors import BadInput, OperatorUnknown
from branch_app.settings import DeviceFolders
from branch_app.usecases.slow_down import code_of, password_of
from db.device import DeviceFile
from db.drafts import draft_path, remove_draft
from db.vault import Vault


class HomeSlots:
    """``Slots`` of one device's home."""

    def __init__(self, folders: DeviceFolders, vault: Vault, file: DeviceFile) -> None:
        self._folders = folders
        self._vault = vault
        self._file = file

    def operators(self) -> tuple[str, ...]:
        """Ids of those who can open this device."""
        return self._vault.operators()

    def retire(self, operator: str) -> bool:
        """Slot, draft and tries; False when it is the last slot, which stays."""
        try:
            self._vault.remove_operator(operator)
        except BadInput:
            return False
        except OperatorUnknown:
            pass  # another process was quicker
        self.forget(operator)
        return True

    def forget(self, operator: str) -> None:
        """What was kept for that person beside the slot."""
        remove_draft(draft_path(self._folders.drafts, self._vault.alias(operator)))
        for name in (password_of(operator), code_of(operator)):
            self._file.tries.forget(name)
