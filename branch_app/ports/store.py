"""The device's encrypted files, the log aside."""

from collections.abc import Collection
from typing import Protocol

from branch_app.domain.log.commitment import Retention
from branch_app.domain.records.alien import AlienRecord
from branch_app.domain.records.koseki import Fuhyo, Koseki, StatusNotice
from branch_app.domain.records.registers import (
    CityCard,
    Found,
    RegisterName,
    RegisterVersion,
    RemovedFound,
)
from branch_app.domain.records.resident import Household, RemovedResident
from branch_app.domain.records.seal import SealRegistration
from branch_app.domain.records.tax import TaxRecord
from branch_app.domain.values.identifiers import JobId, ResidentId
from branch_app.domain.values.query import Query


class Register(Protocol):
    """The replica of one generation.

    Whatever is asked of a person may raise RowUnfit: a row that names them breaks a rule. Of a register that this
    office may not hold there is nothing, and no version.
    """

    def versions(self) -> tuple[RegisterVersion, ...]:
        """Of every register that this office's replica holds.

        Raises:
            DataStale: no generation was ever loaded.
        """

    def version(self, register: RegisterName) -> RegisterVersion:
        """Of one register.

        Raises:
            DataStale: never loaded.
        """

    def household_of(self, resident: ResidentId) -> Household | None:
        """The household a resident lives in."""

    def seal_of(self, resident: ResidentId) -> SealRegistration | None:
        """The registered seal."""

    def removed_of(self, resident: ResidentId) -> tuple[RemovedResident, ...]:
        """除票 of one person, the oldest first."""

    def koseki_of(self, resident: ResidentId) -> tuple[Koseki, ...]:
        """Every 戸籍 that names a resident, closed and replaced ones too."""

    def fuhyo_of(self, resident: ResidentId) -> tuple[Fuhyo, ...]:
        """Every 戸籍の附票 that names a resident."""

    def notices_of(self, resident: ResidentId) -> tuple[StatusNotice, ...]:
        """Notices (禁治産, 後見, 破産) about a resident, which a 身分証明書 would deny."""

    def tax_of(self, resident: ResidentId, fiscal_year: int) -> TaxRecord | None:
        """What one 年度 says of a resident."""

    def alien_of(self, resident: ResidentId) -> AlienRecord | None:
        """外国人登録原票."""

    def resident_by_seal(self, number: str) -> ResidentId | None:
        """Whose seal has that 印鑑登録番号; None when it is nobody's, or not one person's."""

    def resident_by_juminhyo_code(self, code: str) -> ResidentId | None:
        """Who has that 住民票コード; None when it is nobody's, or not one person's."""

    def resident_by_certificate(self, serial: str) -> ResidentId | None:
        """The registered link from a 利用者証明 certificate to a resident."""

    def city_card(self, number: str) -> CityCard | None:
        """By card number."""

    def names_of(self, residents: Collection[ResidentId]) -> tuple[tuple[ResidentId, str], ...]:
        """Every name by which those are held here: residents, 除票 and 登録原票, 通称 too; unfit rows aside."""

    def search(self, query: Query, limit: int) -> Found:
        """The first ``limit`` residents that match, in the order of names, and how many more there are."""

    def search_removed(self, query: Query, limit: int) -> RemovedFound:
        """The same among those who were taken off the register (除票): by name, birth or 宛名番号."""


class PrintFiles(Protocol):
    """Encrypted, immutable print files, one a job."""

    def put(self, job: JobId, pdf: bytes) -> None:
        """Write, fsync; refuses a second file for the same job."""

    def get(self, job: JobId) -> bytes:
        """The very bytes.

        Raises:
            FileDamaged: altered, or another job's file under this name.
            KeyMissing: gone.
        """

    def wipe(self, job: JobId) -> None:
        """Remove after delivery or voiding; no error when gone."""

    def kept(self) -> tuple[JobId, ...]:
        """Jobs whose file is here."""


class Seals(Protocol):
    """Secrets of this device that sign or stand in for persons; the keys stay inside."""

    def pseudonym_key(self, retention: Retention, period: str) -> bytes:
        """32 bytes; made on first use, gone after shredding."""

    def sign_checkpoint(self, message: bytes) -> bytes:
        """Ed25519 by the log key."""

    def log_public_key(self) -> bytes:
        """32 bytes."""

    def city_card_verifier(self, salt: bytes, number: str, pin: str) -> bytes:
        """What ``CityCard.pin_verifier`` must equal."""


class RetentionShredder(Protocol):
    """The keys of openings and pseudonyms, one a kind and 会計年度."""

    def kept(self) -> tuple[tuple[Retention, str], ...]:
        """Kinds and periods whose key is here and alive."""

    def shred(self, retention: Retention, period: str) -> None:
        """Destroy that key for good; no error when it never was."""
