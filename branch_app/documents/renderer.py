"""From an order to a checked paper.

::

    paper = PaperRenderer(resources, seals).render(order)
    paper.pdf, paper.pages
"""

from pathlib import Path
from typing import assert_never

from branch_app.documents import genkyo
from branch_app.documents import page as paper
from branch_app.documents.back_page import draw_back
from branch_app.documents.fonts import mincho
from branch_app.documents.fuhyo import fuhyo_layout
from branch_app.documents.genpyo import GenpyoLayout
from branch_app.documents.inkan import InkanLayout
from branch_app.documents.item_dates import item_dates
from branch_app.documents.johyo import JohyoLayout
from branch_app.documents.juminhyo import JuminhyoLayout
from branch_app.documents.juri import juri_layout
from branch_app.documents.juri_fine import fine_juri_layout
from branch_app.documents.kazei import KazeiLayout
from branch_app.documents.kisaijiko import KisaijikoLayout
from branch_app.documents.kojinhyo import KojinhyoLayout
from branch_app.documents.koseki import koseki_layout
from branch_app.documents.layout import Layout, Stationery
from branch_app.documents.marks.dots import Screens
from branch_app.documents.marks.marks import marks
from branch_app.documents.mayor_seal import mayor_seal
from branch_app.documents.mibun import MibunLayout
from branch_app.documents.preflight import preflight
from branch_app.documents.record_check import check_record
from branch_app.documents.resident_claims import shown_members
from branch_app.documents.seals.content import load_dictionaries
from branch_app.documents.seals.marks import PaperMarks, Press
from branch_app.documents.seals.profile import load_profiles
from branch_app.documents.seals.proof import Proof
from branch_app.documents.seals.shown import shown_on
from branch_app.documents.sheet import Drawing, Sheet
from branch_app.domain.records.certificate import PrintOrder, RenderedPaper
from branch_app.domain.records.paper import Paper
from branch_app.domain.records.snapshots import (
    FuhyoSnapshot,
    GenpyoSnapshot,
    InkanSnapshot,
    JohyoSnapshot,
    JuminhyoForm,
    JuminhyoSnapshot,
    JuriSnapshot,
    KazeiSnapshot,
    KisaijikoSnapshot,
    KosekiSnapshot,
    MibunSnapshot,
)
from branch_app.ports import PaperSeals


class PaperRenderer:
    """The ``Renderer`` port. ``resources`` is the folder with fonts, seal, marks and tables.

    ``seals`` signs every page; ``screens`` are the dots of the printer's 牽制文字, where its settings name them.
    """

    def __init__(self, resources: Path, seals: PaperSeals, screens: Screens | None = None) -> None:
        self._resources = resources
        self._seals = seals
        self._screens = screens

    def check_resources(self) -> None:
        """For the doctor: everything a paper needs is there and unaltered.

        Raises:
            ResourceDamaged, SealMissing.
        """
        mincho(self._resources)
        self._stationery()
        marks(self._resources, self._screens)
        load_profiles(self._resources)
        load_dictionaries(self._resources)

    def render(self, order: PrintOrder) -> RenderedPaper:
        """The PDF of one copy, front and back of every sheet, checked against the order by reading it back.

        Raises:
            GlyphMissing, SealMissing, RecordIncomplete, PreflightFailed, ResourceDamaged, PaperKeyUnusable.
        """
        stationery = self._stationery()
        check_record(order, stationery.since)
        layout = _layout(order, stationery)
        against_forgery = PaperMarks.of(
            order, layout.pages(), self._seals, Press.of(self._resources, order.snapshot)
        )
        drawing = self._draw(order, layout, against_forgery)
        preflight(drawing, layout, stationery, Proof(order, against_forgery))
        return RenderedPaper(drawing.pdf, layout.pages())

    def layout(self, order: PrintOrder) -> Layout:
        """The certificate of an order, ready to draw; also of one that came from a back.

        Raises:
            SealMissing, ResourceDamaged.
        """
        return _layout(order, self._stationery())

    def _draw(self, order: PrintOrder, layout: Layout, against_forgery: PaperMarks) -> Drawing:
        sheet = Sheet(mincho(self._resources), order.job, order.issued)
        security = marks(self._resources, self._screens)
        for number in range(1, layout.pages() + 1):
            if _takes_ground(order):
                security.lay_ground(sheet)
            security.draw_pictures(sheet)
            if order.specimen:
                paper.specimen(sheet)
            layout.draw(sheet, number)
            paper.digital_seal(sheet, against_forgery.front(number, shown_on(sheet.said())))
            paper.footer(sheet, order, number, layout.pages())
            sheet.end_page()
            draw_back(sheet, order, against_forgery.back(number), number, layout.pages())
            sheet.end_page()
        return sheet.finish()

    def _stationery(self) -> Stationery:
        return Stationery(mayor_seal(self._resources), item_dates(self._resources), mincho(self._resources).faces)


def _takes_ground(order: PrintOrder) -> bool:
    """Our 牽制文字 lie on 普通紙: not on security paper, nor on the 上質紙 of what will hang on a wall."""
    match order.snapshot:
        case JuriSnapshot(fine=True):
            return False
        case _:
            return order.paper is Paper.PLAIN


def _layout(order: PrintOrder, stationery: Stationery) -> Layout:
    match order.snapshot:
        case JuminhyoSnapshot(form=JuminhyoForm.PERSON) as snapshot:
            return KojinhyoLayout(order, snapshot, stationery, *shown_members(snapshot))
        case JuminhyoSnapshot() as snapshot:
            return JuminhyoLayout(order, snapshot, stationery)
        case JohyoSnapshot() as snapshot:
            return JohyoLayout(order, snapshot, stationery)
        case GenpyoSnapshot() as snapshot:
            return GenpyoLayout(order, snapshot, stationery)
        case KazeiSnapshot() as snapshot:
            return KazeiLayout(order, snapshot, stationery, *shown_members(snapshot))
        case KisaijikoSnapshot(purpose_text=genkyo.PURPOSE) as snapshot:
            return genkyo.GenkyoLayout(order, snapshot, stationery, *shown_members(snapshot))
        case KisaijikoSnapshot() as snapshot:
            return KisaijikoLayout(order, snapshot, stationery, *shown_members(snapshot))
        case KosekiSnapshot() as snapshot:
            return koseki_layout(order, snapshot, stationery)
        case FuhyoSnapshot() as snapshot:
            return fuhyo_layout(order, snapshot, stationery)
        case JuriSnapshot(fine=True) as snapshot:
            return fine_juri_layout(order, snapshot, stationery)
        case JuriSnapshot() as snapshot:
            return juri_layout(order, snapshot, stationery)
        case MibunSnapshot() as snapshot:
            return MibunLayout(order, snapshot, stationery)
        case InkanSnapshot() as snapshot:
            return InkanLayout(order, snapshot, stationery, *shown_members(snapshot))
        case _:
            assert_never(order.snapshot)
