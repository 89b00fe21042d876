"""What a clerk does with one citizen, step by step, on a real desk."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from branch_app.demo.people import People
from branch_app.demo.stage import ReaderStage
from branch_app.demo.summary import Part
from branch_app.demo.timings import Timings
from branch_app.demo.world import World
from branch_app.domain.errors import Refused
from branch_app.domain.values.identifiers import ApplicationId, ItemId, JobId, Pseudonym, ResidentId
from branch_app.domain.values.money import Yen
from branch_app.machine import SystemClock
from branch_app.ports import PrintReport, PrintState
from branch_app.printing.watch import TIMED_OUT, Pace, watch
from branch_app.usecases.accept import accept
from branch_app.usecases.authorise import Authorised, RequestedItem, authorise, request_items
from branch_app.usecases.desk import Desk
from branch_app.usecases.exemption import confirmed
from branch_app.usecases.hand_over import check_paper, hand_over
from branch_app.usecases.identify import (
    Applicant,
    CardPins,
    identify_by_card,
    identify_by_city_card,
    identify_by_seal_card,
)
from branch_app.usecases.pay import Receipt, pay, quote
from branch_app.usecases.prepare import prepare
from branch_app.usecases.print_copy import follow, send, settle
from branch_app.usecases.snapshot import Wish

_POLL_MS = 30


@dataclass(slots=True)
class Counter:
    """One desk with its reader, playing in one world; ``parts`` remembers who each item was about."""

    desk: Desk
    people: People
    reader: ReaderStage
    world: World
    timings: Timings
    parts: dict[ItemId, Part] = field(default_factory=dict)
    forms: int = 0

    def accept(self) -> ApplicationId:
        """受付 of the next numbered form."""
        self.forms += 1
        form = f"{self.desk.today():%Y%m%d}-{self.forms:03d}"
        with self.timings.measure("append"):
            return accept(self.desk, form, self.desk.new_request())

    def identify(self, application: ApplicationId, resident: ResidentId, wrong_pin: str | None = None) -> Applicant:
        """With the card of that world; ``wrong_pin`` is what the citizen types instead of the right one."""
        with self.timings.measure("identify"):
            if self.world is World.PAPER:
                card = self.people.city_card(resident)
                return identify_by_city_card(self.desk, application, card.number, wrong_pin or card.pin or "")
            record = self.people.my_number_card(resident)
            self.reader.slot.insert(self.people.chip(resident))
            try:
                pins = CardPins(wrong_pin or record.authentication_pin, record.profile_pin)
                return identify_by_card(self.desk, self.reader.reader, application, pins)
            finally:
                self.reader.slot.remove()

    def identify_by_seal_card(self, application: ApplicationId, resident: ResidentId) -> Applicant:
        """By the number of the 印鑑登録証 and what its holder states."""
        person = self.people.resident(resident)
        number = self.people.city_card(resident).number
        return identify_by_seal_card(self.desk, application, number, person.name, person.birth)

    def order(
        self, application: ApplicationId, applicant: Applicant, wishes: Sequence[Wish], tendered: int
    ) -> tuple[Receipt, tuple[JobId, ...]]:
        """Request, authorise, prepare, quote, pay; a refused item is left out and remembered."""
        items = request_items(self.desk, application, wishes)
        authorised = [granted for item in items if (granted := self._judge(application, applicant, item))]
        jobs: list[JobId] = []
        for granted in authorised:
            with self.timings.measure("prepare"):
                jobs += prepare(self.desk, granted)
        free = {item.id: shown for item in items if (shown := confirmed(self.desk, item.wish)) is not None}
        quote(self.desk, application, free)
        if not jobs:
            return Receipt(Yen(0), Yen(0), Yen(0)), ()
        return pay(self.desk, application, Yen(tendered)), tuple(jobs)

    def print(self, job: JobId, second: Pseudonym | None = None) -> PrintReport:
        """Send one copy and follow it until the printer is done with it or stalls."""
        send(self.desk, job, second)
        pace = Pace(SystemClock(), time.sleep, every_ms=_POLL_MS)
        report = TIMED_OUT
        for report in watch(lambda: follow(self.desk, job), pace):
            if report.state is PrintState.STALLED:
                return report
        if report == TIMED_OUT:
            settle(self.desk, job, self.desk.journal.state.issuance.job(job).attempt, report)
        return report

    def hand_over(self, job: JobId) -> None:
        """Count the pages, then 交付."""
        check_paper(self.desk, job, self.desk.journal.state.issuance.job(job).pages)
        hand_over(self.desk, job)

    def print_and_hand_over(self, jobs: Sequence[JobId]) -> None:
        """Every copy, one after another."""
        for job in jobs:
            self.print(job)
            self.hand_over(job)

    def _judge(self, application: ApplicationId, applicant: Applicant, item: RequestedItem) -> Authorised | None:
        person = self.people.resident(item.wish.subject)
        try:
            granted = authorise(self.desk, application, applicant, item)
        except Refused as refusal:
            self.parts[item.id] = Part(person.id, person.name, reason=refusal.code)
            return None
        self.parts[item.id] = Part(person.id, person.name, exemption=self._exemption(item))
        return granted

    def _exemption(self, item: RequestedItem) -> str | None:
        wish = item.wish
        free = self.desk.tables.exempt(wish.purpose, wish.certificate, self.desk.today())
        return wish.purpose if free else None
