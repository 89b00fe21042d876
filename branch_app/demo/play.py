"""The whole demo: set up, go offline, play the day, come back, reconcile, export, verify, sum up."""

import base64
import json
import logging
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from branch_app.cards.session import Terms
from branch_app.composition.audit_export import audit_keys, export_audit
from branch_app.composition.device import Device
from branch_app.composition.line import head_office
from branch_app.composition.papers import paper_renderer, printer_at
from branch_app.demo import summary
from branch_app.demo.counter import Counter
from branch_app.demo.day import SCENES, DayPlay
from branch_app.demo.narrator import Narrator
from branch_app.demo.people import People
from branch_app.demo.set_up import SECOND, STEPS, Place, set_up
from branch_app.demo.stage import CentralProcess, card_reader
from branch_app.demo.timings import Timings
from branch_app.demo.world import Day, World
from branch_app.domain.reconcile.day import Reconciliation
from branch_app.domain.values.identifiers import Pseudonym
from branch_app.domain.values.vouching import Vouched
from branch_app.exports.audit.verify import verify_export
from branch_app.machine import StagedClock, SystemClock, SystemRandom
from branch_app.ports import LogHead, Printer
from branch_app.printing.folder import FolderPrinter
from branch_app.printing.training import TrainingPrinter, is_installed
from branch_app.settings import RESOURCES
from branch_app.usecases.synchronise import Synchronised, synchronise
from sync.client.transport import Line

STOCK = "security"
_CLOSING_STEPS = 3


@dataclass(frozen=True, slots=True)
class Ending:
    """What came back when the line was there again."""

    synchronised: Synchronised
    reconciliation: Reconciliation
    head: LogHead
    """The log as it was brought."""


def play(world: World, out: Path) -> Path:
    """Play the day into ``out`` and return the summary's path. Needs no display and asks nothing."""
    logging.getLogger().setLevel(logging.WARNING)
    place = Place.fresh(out)
    day = Day.of(world, SystemClock().now().date())
    clock = StagedClock(day.begins())
    narrator = Narrator(clock, STEPS + SCENES + _CLOSING_STEPS)
    people = People.of(RESOURCES, day.business_date)
    with ExitStack() as stack:
        central = stack.enter_context(CentralProcess(place.central, clock.now()))
        device = set_up(place, central, clock, narrator)
        stack.callback(device.close)
        offline_from = clock.now()
        counter = stack.enter_context(_counter(place, device, people, world, narrator))
        second = partial(device.second_persons.beside, SECOND.operator, SECOND.password)
        DayPlay(counter.counter, narrator, clock, counter.training, second).play()
        offline_to = clock.now()
        ending = _come_back(device, central, clock, narrator)
        _export(place, device, narrator, second(Vouched.EXPORT))
        cast = summary.Cast(counter.counter.parts, _received(place.spool), place.out)
        report = {
            "world": world.value,
            "business_date": day.business_date.isoformat(),
            "offline_from": offline_from.isoformat(timespec="seconds"),
            "offline_to": offline_to.isoformat(timespec="seconds"),
            **_summary(device, counter.counter, cast, ending),
        }
    path = place.out / "summary.json"
    path.write_text(json.dumps(report, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    _say_how_it_ended(narrator, report, place)
    return path


@dataclass(frozen=True, slots=True)
class _Staged:
    counter: Counter
    training: TrainingPrinter | None


@contextmanager
def _counter(place: Place, device: Device, people: People, world: World, narrator: Narrator) -> Iterator[_Staged]:
    terms = Terms(people.authority.roots(), SystemRandom())
    with card_reader(terms) as reader, _printer(place.spool, narrator) as (printer, training):
        if not reader.real:
            narrator.note("no_pcscd")
        register = device.registers.open()
        desk = device.desk(printer, paper_renderer(device.paper_seals), register, STOCK, specimen=True)
        yield _Staged(Counter(desk, people, reader, world, Timings()), training)
        register.close()


@contextmanager
def _printer(spool: Path, narrator: Narrator) -> Iterator[tuple[Printer, TrainingPrinter | None]]:
    if not is_installed():
        narrator.note("no_printer")
        yield FolderPrinter("folder", spool), None
        return
    with TrainingPrinter(spool) as training:
        yield printer_at(training.address, "training"), training


def _come_back(device: Device, central: CentralProcess, clock: StagedClock, narrator: Narrator) -> Ending:
    central.start(clock.now())
    narrator.step("push", entries=device.ledger.head().size)
    with Line(central.url, device.enrolment.central_ca) as line:
        office = head_office(device.file, line, device.veil.random)
        file = device.file
        synchronised = synchronise(office, file.restrictions, file, file.policies, device.ledger, lambda *_: None)
        reconciliation = office.reconciliation(clock.now().date())
    narrator.step(
        "reconcile",
        branch=reconciliation.branch_yen,
        central=reconciliation.central_yen,
        cases=len(reconciliation.findings),
    )
    central.stop()
    return Ending(synchronised, reconciliation, device.ledger.head())


def _export(place: Place, device: Device, narrator: Narrator, second: Pseudonym) -> None:
    export_audit(device, place.export, second)
    keys = audit_keys(device)
    report = verify_export(place.export, (keys.log, keys.witness))
    narrator.step("export", verdict="○" if report.intact else "×")


def _received(spool: Path) -> dict[str, Path]:
    """The printer's copies by ticket name: ``<number>-<job>-<attempt>.pdf``."""
    return {path.stem.partition("-")[2]: path for path in spool.glob("*.pdf")}


def _summary(device: Device, counter: Counter, cast: summary.Cast, ending: Ending) -> dict[str, Any]:
    state, head = device.journal.state, ending.head
    return {
        "office": device.enrolment.issuer.office,
        "device": device.enrolment.device,
        "epoch": device.enrolment.epoch,
        "applications": summary.applications(state, cast),
        "drawer": summary.drawer(state),
        "sheets": summary.sheets(state),
        "ledger": {
            "origin": device.ledger.origin,
            "size": head.size,
            "root": base64.b64encode(head.root).decode(),
            "witnessed_size": ending.synchronised.witnessed,
        },
        "reconciliation": {
            "branch_yen": ending.reconciliation.branch_yen,
            "central_yen": ending.reconciliation.central_yen,
            "difference_yen": ending.reconciliation.difference_yen,
            "open_cases": [finding.code for finding in ending.reconciliation.findings],
        },
        "timings_ms": {
            "identify": counter.timings.median("identify"),
            "prepare": counter.timings.median("prepare"),
            "append_p50": counter.timings.median("append"),
            "issue_total_p50": counter.timings.median("issue"),
        },
    }


def _say_how_it_ended(narrator: Narrator, report: dict[str, Any], place: Place) -> None:
    prints = [
        attempt
        for application in report["applications"]
        for item in application["items"]
        for job in item["jobs"]
        for attempt in job["prints"]
    ]
    narrator.note(
        "ended",
        forms=len(report["applications"]),
        papers=len(prints),
        yen=report["reconciliation"]["branch_yen"],
        entries=report["ledger"]["size"],
        witnessed=report["ledger"]["witnessed_size"],
        difference=report["reconciliation"]["difference_yen"],
    )
    narrator.note("files", out=str(place.out))
