"""Where things lie: the product's resources, a device's folders, its settings, and which build this is."""

import tomllib
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from branch_app.documents.marks.dots import Screens, parse_screens
from branch_app.domain.errors import BadInput, SettingsWrong
from branch_app.domain.rules.table_texts import TABLE_NAMES

RESOURCES = Path(__file__).parent.parent / "resources"
BUILD = "0.1.0"


@dataclass(frozen=True, slots=True)
class DeviceFolders:
    """``data`` is backed up and may be carried away; ``machine`` holds what must stay on this computer.

    ``medium`` is the folder on a second disk or stick that the log is copied to, where the settings name one.
    """

    data: Path
    machine: Path
    medium: Path | None = None

    @classmethod
    def below(cls, home: Path, medium: Path | None = None) -> "DeviceFolders":
        """Both under one home, made if missing; the medium is never made."""
        folders = cls(home / "data", home / "machine", medium)
        for folder in (folders.data, folders.machine, folders.print_files, folders.retention):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        return folders

    @property
    def counter_lock(self) -> Path:
        """Held by the one counter process of this device."""
        return self.machine / "counter.lock"

    @property
    def print_files(self) -> Path:
        """Encrypted papers that are not handed over yet."""
        return self.data / "print"

    @property
    def drafts(self) -> Path:
        """Half-filled forms, each under its owner's own key."""
        return self.data / "drafts"

    @property
    def retention(self) -> Path:
        """Keys of openings, outside database and backups."""
        return self.machine / "retention"

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


@dataclass(frozen=True, slots=True)
class PrinterPlace:
    """Where papers come out: ``ipp://host[:port]/path``, or a folder for training."""

    text: str

    def __post_init__(self) -> None:
        """Raise ValueError for what is neither."""
        if not self.text or ("://" in self.text and not self.is_network):
            raise ValueError("printer")

    @property
    def is_network(self) -> bool:
        """Whether it is a printer and no folder."""
        return _leads_to(self.text, "ipp")


@dataclass(frozen=True, slots=True)
class DeviceSettings:
    """What a technician sets for one device, in ``settings.toml`` of its home; ``docs/operations.md`` has them all.

    ``central`` is head office's address; ``stock`` the paper in the printer's tray. Without ``receipts`` there is
    no receipt printer; without ``reader`` the first one found is taken; without ``dots`` 牽制文字 have the usual
    ones; without ``mirror`` the log lies on one disk only.
    """

    central: str
    printer: PrinterPlace
    printer_name: str = "printer"
    stock: str = "security"
    receipts: PrinterPlace | None = None
    reader: str = ""
    dots: Screens | None = None
    mirror: Path | None = None

    def __post_init__(self) -> None:
        """Raise ValueError, naming the line, for what cannot be meant."""
        if not _leads_to(self.central, "https"):
            raise ValueError("central")
        for name in ("printer_name", "stock"):
            if not getattr(self, name).strip():
                raise ValueError(name)

    @property
    def training(self) -> bool:
        """Papers in a folder lie there unencrypted, so they all say 見本."""
        return not self.printer.is_network


def _leads_to(address: str, scheme: str) -> bool:
    """Whether it is an address of that scheme, with a host and a port that can be."""
    try:
        parts = urlsplit(address)
        return parts.scheme == scheme and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def _medium(text: str) -> Path:
    """A folder by its whole path: relative to the home it would lie on the first disk."""
    path = Path(text)
    if not path.is_absolute():
        raise ValueError("mirror")
    return path


_SETTINGS = "settings.toml"
_READ = {"printer": PrinterPlace, "receipts": PrinterPlace, "dots": parse_screens, "mirror": _medium}
"""Lines that are more than a text, and what reads them."""


def load_settings(home: Path) -> DeviceSettings:
    """The device's ``settings.toml``.

    Raises:
        SettingsWrong: ``at`` is the file's name, or the line that is missing, unknown or cannot be meant.
    """
    try:
        lines: dict[str, Any] = tomllib.loads((home / _SETTINGS).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsWrong(at=_SETTINGS) from error
    known = {field.name for field in fields(DeviceSettings)}
    for name, value in lines.items():
        if name not in known or not isinstance(value, str):
            raise SettingsWrong(at=name)
    for name in ("central", "printer"):
        if name not in lines:
            raise SettingsWrong(at=name)
    return _settings(lines)


def _settings(lines: dict[str, Any]) -> DeviceSettings:
    for name, read in _READ.items():
        if name in lines:
            try:
                lines[name] = read(lines[name])
            except ValueError as error:
                raise SettingsWrong(at=name) from error
    try:
        return DeviceSettings(**lines)
    except ValueError as error:
        raise SettingsWrong(at=str(error)) from error


def table_texts(folder: Path = RESOURCES / "tables") -> dict[str, str]:
    """The tables of a folder as they lie there, by name.

    Raises:
        BadInput: a table is missing or cannot be read; ``at`` names it.
    """
    texts = {}
    for name in TABLE_NAMES:
        try:
            texts[name] = (folder / f"{name}.csv").read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise BadInput(at=name) from error
    return texts
