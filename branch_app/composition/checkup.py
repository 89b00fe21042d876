"""The doctor's probes on a real device.

::

    with Patient(home, SystemClock(), SystemRandom(), None) as patient:
        report = examine(probes(patient))
"""

import shutil
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from pathlib import Path

from branch_app.cards.pcsc import presence, readers
from branch_app.composition.devices import printer_of
from branch_app.composition.papers import paper_renderer
from branch_app.composition.patient import Patient
from branch_app.documents.fonts import Font, font
from branch_app.documents.name_images import MinchoNames
from branch_app.domain.errors import CentralUnreachable, ClockAhead, ClockBehind, DataStale, ReaderUnavailable
from branch_app.domain.rules.clock import TOLERANCE, judge
from branch_app.domain.rules.freshness import RESTRICTIONS, Freshness, freshness, limit_hours
from branch_app.settings import RESOURCES
from branch_app.usecases.device_status import PrinterState, look_at_printer
from branch_app.usecases.doctor import Check, Finding, Probe
from branch_app.usecases.leftovers import leftovers
from branch_app.usecases.level import Level
from branch_app.usecases.limits import limits_now
from db.keyring import KeyRing
from db.ledger import mirror_of

FULL_MB, LOW_MB = 200, 1_000
"""A new generation lies beside the old one until it is whole; that needs the room of both."""
_UNFINISHED = (".*.tmp", ".*.new")
"""Files that never got their name (db.atomic_file, db.connection)."""


def probes(patient: Patient) -> Mapping[Check, Probe]:
    """Every check of that device; nothing is opened before its probe is asked."""
    looks: dict[Check, Callable[[Patient], Finding]] = {
        Check.SETTINGS: _settings,
        Check.DISK: _disk,
        Check.KEYS: _keys,
        Check.DATABASE: _database,
        Check.MIRROR: _mirror,
        Check.CLOCK: _clock,
        Check.DATA: _data,
        Check.FONTS: _fonts,
        Check.PRINTER: _printer,
        Check.READER: _reader,
        Check.CENTRAL: _central,
        Check.LEFTOVERS: _leftovers,
    }
    return {check: _bound(look, patient) for check, look in looks.items()}


def _bound(look: Callable[[Patient], Finding], patient: Patient) -> Probe:
    return lambda: look(patient)


def _settings(patient: Patient) -> Finding:
    training = patient.settings.training
    level, sentence = (Level.NOTICE, "settings_training") if training else (Level.GOOD, "settings_good")
    return Finding(Check.SETTINGS, level, sentence)


def _disk(patient: Patient) -> Finding:
    free = shutil.disk_usage(_existing(patient.home)).free // 1_000_000
    facts = {"mb": free}
    if free < FULL_MB:
        return Finding(Check.DISK, Level.BAD, "disk_full", facts)
    if free < LOW_MB:
        return Finding(Check.DISK, Level.NOTICE, "disk_low", facts)
    return Finding(Check.DISK, Level.GOOD, "disk_good", facts)


def _existing(path: Path) -> Path:
    return next(each for each in (path, *path.absolute().parents) if each.exists())


def _keys(patient: Patient) -> Finding:
    people = {"people": len(patient.vault.operators())}
    patient.device.keys()
    patient.paper_seals.signer()
    if patient.ring is None:
        return Finding(Check.KEYS, Level.UNKNOWN, "keys_machine_only", people)
    if patient.has_log:
        patient.retention(patient.ring).check()
    return Finding(Check.KEYS, Level.GOOD, "keys_good", people)


def _database(patient: Patient) -> Finding:
    patient.device.quick_check()
    if not patient.has_log:
        return Finding(Check.DATABASE, Level.GOOD, "database_new")
    if patient.ring is None:
        return Finding(Check.DATABASE, Level.UNKNOWN, "database_machine_only")
    ledger = patient.ledger(patient.ring)
    ledger.quick_check()
    return Finding(Check.DATABASE, Level.GOOD, "database_good", {"entries": ledger.head().size})


def _mirror(patient: Patient) -> Finding:
    """The second medium; what is wrong with it is an error of its own, and issuing stops for it."""
    medium = patient.settings.mirror
    if medium is None:
        return Finding(Check.MIRROR, Level.GOOD, "mirror_none_good")
    if patient.ring is None:
        return Finding(Check.MIRROR, Level.UNKNOWN, "mirror_machine_only")
    mirror = mirror_of(patient.ledger_place(patient.ring))
    if mirror is not None:
        mirror.check()
    if medium.stat().st_dev == patient.folders.data.stat().st_dev:
        return Finding(Check.MIRROR, Level.NOTICE, "mirror_same_disk")
    return Finding(Check.MIRROR, Level.GOOD, "mirror_good")


def _clock(patient: Patient) -> Finding:
    return _clock_by_machine(patient) if patient.ring is None else _clock_by_log(patient, patient.ring)


def _clock_by_machine(patient: Patient) -> Finding:
    """Against the day of the restrictions, which head office vouches for."""
    try:
        behind = patient.device.restrictions.current().as_of - patient.clock.now()
    except DataStale:
        behind = timedelta()
    if behind > TOLERANCE:
        minutes = int(behind.total_seconds() // 60)
        return Finding(Check.CLOCK, Level.BAD, "clock_behind", {"minutes": minutes})
    return Finding(Check.CLOCK, Level.UNKNOWN, "clock_machine_only")


def _clock_by_log(patient: Patient, ring: KeyRing) -> Finding:
    clock = patient.clock
    try:
        judge(patient.state(ring).last_stamp, clock.now(), clock.monotonic_ms(), clock.boot_id())
    except ClockBehind as error:
        return Finding(Check.CLOCK, Level.BAD, "clock_behind", error.facts)
    except ClockAhead as error:
        return Finding(Check.CLOCK, Level.BAD, "clock_ahead", error.facts)
    return Finding(Check.CLOCK, Level.GOOD, "clock_good")


def _data(patient: Patient) -> Finding:
    """The worst of the restriction list and, with a person's key, every register and what an extension adds."""
    try:
        ages = dict(_ages(patient))
    except DataStale as error:
        return Finding(Check.DATA, Level.BAD, "data_stale", {"register": error.facts["register"]})
    for worst, level in ((Freshness.STALE, Level.BAD), (Freshness.SOON, Level.NOTICE)):
        for register, found in ages.items():
            if found is worst:
                return Finding(Check.DATA, level, f"data_{worst.value}", {"register": register})
    if patient.ring is None:
        return Finding(Check.DATA, Level.UNKNOWN, "data_machine_only")
    return Finding(Check.DATA, Level.GOOD, "data_good")


def _ages(patient: Patient) -> Iterator[tuple[str, Freshness]]:
    now = patient.clock.now()
    today = now.date()
    policy = patient.device.policies.current().on(today).freshness(today)
    as_of = patient.device.restrictions.current().as_of
    if patient.ring is not None:
        policy = limits_now(policy, patient.enrolment, patient.state(patient.ring).extensions, now)
    yield RESTRICTIONS, freshness(as_of, policy.restrictions_hours, now)
    if patient.ring is not None:
        for version in patient.register(patient.ring).versions():
            limit = limit_hours(version.register, policy)
            yield version.register.value, freshness(version.as_of, limit, now)


def _fonts(patient: Patient) -> Finding:
    paper_renderer(patient.paper_seals, patient.settings.dots).check_resources()
    MinchoNames(RESOURCES).check_resources()
    font(RESOURCES, Font.GOTHIC)
    return Finding(Check.FONTS, Level.GOOD, "fonts_good")


def _printer(patient: Patient) -> Finding:
    printer = printer_of(patient.settings, patient.home)
    status, facts = look_at_printer(printer), {"name": printer.name}
    match status.state:
        case PrinterState.READY:
            return Finding(Check.PRINTER, Level.GOOD, "printer_good", facts)
        case PrinterState.TROUBLED:
            troubles = {**facts, "problems": " ".join(status.problems)}
            return Finding(Check.PRINTER, Level.BAD, "printer_troubled", troubles)
        case _:
            return Finding(Check.PRINTER, Level.BAD, "printer_absent", facts)


def _reader(patient: Patient) -> Finding:
    wanted = patient.settings.reader
    try:
        found = readers()
        if not found:
            return Finding(Check.READER, Level.NOTICE, "reader_none")
        if wanted and wanted not in found:
            return Finding(Check.READER, Level.NOTICE, "reader_other", {"name": wanted, "found": "、".join(found)})
        presence(wanted or found[0])
    except ReaderUnavailable as error:
        return Finding(Check.READER, Level.NOTICE, "reader_failed", error=error)
    return Finding(Check.READER, Level.GOOD, "reader_good", {"name": wanted or found[0]})


def _central(patient: Patient) -> Finding:
    try:
        patient.restrictions_of_central()
    except CentralUnreachable:
        return Finding(Check.CENTRAL, Level.NOTICE, "central_unreachable")
    return Finding(Check.CENTRAL, Level.GOOD, "central_good")


def _leftovers(patient: Patient) -> Finding:
    folders = patient.folders
    places = (folders.data, folders.print_files, folders.machine, folders.retention)
    unfinished = sum(1 for place in places for shape in _UNFINISHED for _ in place.glob(shape))
    if patient.ring is None:
        level = Level.NOTICE if unfinished else Level.UNKNOWN
        sentence = "leftovers_found" if unfinished else "leftovers_machine_only"
        return Finding(Check.LEFTOVERS, level, sentence, {"files": unfinished})
    files = unfinished + len(_over(patient, patient.ring))
    if files:
        return Finding(Check.LEFTOVERS, Level.NOTICE, "leftovers_found", {"files": files})
    return Finding(Check.LEFTOVERS, Level.GOOD, "leftovers_good")


def _over(patient: Patient, ring: KeyRing) -> tuple[str, ...]:
    if not patient.has_log:
        return ()
    return leftovers(patient.print_files(ring).kept(), patient.state(ring).issuance, patient.clock.now())
