"""締めのファイル: a folder beside the device's own files."""

from dataclasses import dataclass
from pathlib import Path

from branch_app.domain.errors import BadInput
from branch_app.exports.office.files import save_close


@dataclass(frozen=True, slots=True)
class OwnCloseFolder:
    """``CloseFolder``; made when it is first needed."""

    folder: Path

    @property
    def place(self) -> str:
        """Its path."""
        return str(self.folder)

    def save(self, name: str, data: bytes) -> None:
        """Write, fsync, name."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise BadInput(at="target") from error
        save_close(self.folder, name, data)
