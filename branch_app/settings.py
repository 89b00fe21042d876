"""Where things lie: the product's resources, a device's folders, and which build this is."""

from dataclasses import dataclass
from pathlib import Path

from branch_app.domain.rules.tables import Tables, parse_tables

RESOURCES = Path(__file__).parent.parent / "resources"
BUILD = "0.1.0"
_TABLES = ("offices", "catalogue", "fees", "exemptions", "identity_documents")


@dataclass(frozen=True, slots=True)
class DeviceFolders:
    """``data`` is backed up and may be carried away; ``machine`` holds what must stay on this computer."""

    data: Path
    machine: Path

    @classmethod
    def below(cls, home: Path) -> "DeviceFolders":
        """Both under one home, made if missing."""
        folders = cls(home / "data", home / "machine")
        for folder in (folders.data, folders.machine, folders.print_files, folders.retention):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        return folders

    @property
    def print_files(self) -> Path:
        """Encrypted papers that are not handed over yet."""
        return self.data / "print"

    @property
    def retention(self) -> Path:
        """Keys of openings, outside database and backups."""
        return self.machine / "retention"

    @property
    def chunks(self) -> Path:
        """Sealed chunks of a download under way."""
        return self.data / "chunks"

    @property
    def machine_secret(self) -> Path:
        """The secret that binds the vault to this computer."""
        return self.machine / "secret"

    def ledger(self, epoch: int) -> Path:
        """One log file an epoch."""
        return self.data / f"ledger-{epoch}.db"

    def high_water(self, epoch: int) -> Path:
        """The mark outside the log file."""
        return self.machine / f"ledger-{epoch}.mark"


def load_tables(resources: Path = RESOURCES) -> Tables:
    """The dated tables shipped with the program.

    Raises:
        BadInput: a row means nothing.
    """
    folder = resources / "tables"
    texts = {name: (folder / f"{name}.csv").read_text(encoding="utf-8") for name in _TABLES}
    return parse_tables((folder / "VERSION").read_text(encoding="utf-8").strip(), texts)
