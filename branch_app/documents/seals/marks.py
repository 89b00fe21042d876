"""Seals and scramble pages of one paper, while it is drawn."""

from dataclasses import dataclass, field, replace
from pathlib import Path

from branch_app.documents.bitmap import Bitmap
from branch_app.documents.seals.back import Back, BackHeader, purpose
from branch_app.documents.seals.certificate import PaperCertificate
from branch_app.documents.seals.content import (
    DICTIONARY,
    Dictionaries,
    content_of,
    digest,
    kind_of,
    load_dictionaries,
)
from branch_app.documents.seals.front import Sealing, Shown
from branch_app.documents.seals.place import enlarged
from branch_app.documents.seals.profile import Profile, load_profile
from branch_app.documents.seals.shares import split
from branch_app.documents.seals.symbols import data_matrix, qr_codes
from branch_app.domain.records.certificate import PrintOrder
from branch_app.domain.records.snapshots import Snapshot
from branch_app.ports import PaperSeals


@dataclass(frozen=True, slots=True)
class Press:
    """What the marks of a paper are made with: the profile of its certificate, and the dictionaries."""

    profile: Profile
    dictionaries: Dictionaries

    @classmethod
    def of(cls, resources: Path, snapshot: Snapshot) -> "Press":
        """From the shipped resources.

        Raises:
            ResourceDamaged: a file is missing or altered.
        """
        return cls(load_profile(resources, kind_of(snapshot)), load_dictionaries(resources))


@dataclass(frozen=True, slots=True)
class Symbol:
    """What a symbol says, and the picture of it."""

    data: bytes
    bitmap: Bitmap


@dataclass(slots=True)
class PaperMarks:
    """The marks of one paper. ``fronts`` and ``backs`` fill up page by page, as they are drawn."""

    sealing: Sealing
    seals: PaperSeals
    sealed: bytes
    fronts: list[Symbol] = field(default_factory=list)
    backs: list[tuple[Symbol, ...]] = field(default_factory=list)

    @classmethod
    def of(cls, order: PrintOrder, pages: int, seals: PaperSeals, press: Press) -> "PaperMarks":
        """Content deflated and sealed once; every page is signed by itself.

        Raises:
            PaperKeyUnusable.
        """
        signer = seals.signer()
        content, salt = content_of(order), seals.salt()
        plain = salt + press.dictionaries.deflated(content)
        sealing = Sealing(
            profile=press.profile,
            signer=signer,
            serial=PaperCertificate.read(signer.certificate).serial,
            number=order.number,
            job=order.job,
            issued=order.issued,
            pages=pages,
            digest=digest(content, salt),
            specimen=order.specimen,
        )
        sealed = seals.seal_for_site(plain, purpose(signer.device, signer.epoch, order.job))
        return cls(sealing, seals, sealed)

    def front(self, page: int, shown: Shown) -> Bitmap:
        """The Data Matrix of that front page.

        Raises:
            RecordIncomplete: the job is no UUID.
        """
        seal = self.sealing.unsigned(page, shown)
        data = seal.with_signature(self.seals.sign(seal.signed_part())).encode()
        self.fronts.append(Symbol(data, data_matrix(data)))
        return self.fronts[-1].bitmap

    def back(self, page: int) -> tuple[Bitmap, ...]:
        """The QR codes of that back.

        Raises:
            RecordIncomplete: the paper says more than a back has room for.
        """
        unsigned = Back(self.header(page), self.sealing.signer.certificate, self.sealed)
        signed = replace(unsigned, signature=self.seals.sign(unsigned.signed_part()))
        shares = split(signed.encode())
        symbols = tuple(map(Symbol, shares, enlarged(qr_codes(shares))))
        self.backs.append(symbols)
        return tuple(symbol.bitmap for symbol in symbols)

    def header(self, page: int) -> BackHeader:
        """What the back of that page says in clear."""
        signer, sealing = self.sealing.signer, self.sealing
        return BackHeader(
            job=sealing.job,
            number=sealing.number,
            page=page,
            pages=sealing.pages,
            issued=sealing.issued,
            digest=sealing.digest,
            device=signer.device,
            epoch=signer.epoch,
            dictionary=DICTIONARY,
            specimen=sealing.specimen,
        )
