"""突合: an honest day has no finding; each dishonesty has one that names the entries which show it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from branch_app.domain.deciders import day
from branch_app.domain.deciders.counter import Counter
from branch_app.domain.deciders.issuance import decide
from branch_app.domain.log import events
from branch_app.domain.log.entry import Entry
from branch_app.domain.reconcile.day import Reconciliation, _check_close, compare, reconcile
from branch_app.domain.rules.policies import Edition, Policies
from branch_app.domain.values.identifiers import ApplicationId, JobId
from tests.fakes.played_log import MORNING, PAPER, SUPERVISOR, TABLES
from tests.fakes.tables import always, one_price, priced, tables
from tests.fakes.till import Till, Wished

OURS = one_price(TABLES, 300)


def test_an_honest_day_has_no_finding() -> None:
    """Paid, exempt, spoilt, voided with refund, cancelled: both sides agree to the yen."""
    (result,) = _reconciled(_closed(_busy_day()).entries)
    assert Reconciliation("2026-11-24", branch_yen=600, central_yen=600, findings=()) == result
    assert 0 == result.difference_yen


def test_a_day_that_is_not_closed_is_not_compared() -> None:
    """Nothing was claimed yet."""
    assert () == _reconciled(_busy_day().entries)
    assert () == _reconciled([])


def test_an_entry_that_breaks_a_rule_leaves_the_state_before_it() -> None:
    """Not even half of it is believed: the stop that it speaks of was released, and stays so."""
    till = Till.opened()
    (job,) = till.paid()[1]
    till.print(job)
    till.check(job)
    till.withhold(job)
    till.let_go(job)
    last = till.entries[-1]
    withheld = events.JobWithheld(job)
    told = compare([*till.entries, replace(last, seq=last.seq + 1, event=withheld)], OURS, Counter(), lambda: ())
    assert ["illegal_entry"] == [finding.code.value for day in told.days for finding in day.findings]
    assert till.state == told.state


def test_every_day_stands_for_itself() -> None:
    """Two days are compared each against their own entries, the paper kept over night included."""
    till = Till.opened()
    (kept,) = till.paid()[1]
    till.print(kept)
    till.check(kept)
    till.leave(kept)
    _closed(till)
    _next_day(till)
    till.hand_over(till.paid(Wished(copies=2))[1][0])
    till.void(till.state.issuance.items_of(_last_form(till))[0].jobs[1])
    till.deliver(kept)
    _closed(till)
    days = _reconciled(till.entries)
    assert [("2026-11-24", 300, 300, ()), ("2026-11-25", 300, 300, ())] == [
        (day.business_date, day.branch_yen, day.central_yen, day.findings) for day in days
    ]


@pytest.mark.parametrize("fee", [200, 0, 400])
def test_a_fee_of_their_own_is_found(fee: int) -> None:
    """A quote that is not by the table is named, and the difference is in yen times copies."""
    till = Till.opened()
    _, jobs = till.paid(Wished(fee=fee, copies=2), Wished("inkan"))
    for job in jobs:
        till.hand_over(job)
    (result,) = _reconciled(_closed(till).entries)
    assert (("fee_differs", (_seq(till, events.ApplicationQuoted),), f"{fee} / 300"),) == _told(result)
    assert 2 * (fee - 300) == result.difference_yen


def test_a_certificate_no_table_knows_is_found() -> None:
    """Central has no price for it, so every yen of it is a difference."""
    till = Till.opened()
    _, (job,) = till.paid(Wished("koseki", fee=450))
    till.hand_over(job)
    (result,) = _reconciled(_closed(till).entries)
    assert (("fee_differs", (_seq(till, events.ApplicationQuoted),), "450 / None"),) == _told(result)
    assert 450 == result.difference_yen


@pytest.mark.parametrize(
    ("field", "said", "folded"),
    [
        ("business_date", "2026-11-23", "2026-11-24"),
        ("applications", 1, 4),
        ("delivered", 3, 2),
        ("charged_yen", 600, 900),
        ("refunded_yen", 600, 300),
        ("counted_yen", 30_000, 30_600),
        ("sheets_rest", 50, 47),
        ("last_running", 9, 5),
    ],
)
def test_a_close_that_says_otherwise_is_found(field: str, said: object, folded: object) -> None:
    """Each figure of the close is held against the fold; what is said differently is named."""
    till = _closed(_busy_day())
    close = till.entries[-1]
    lie = replace(close, event=replace(close.event, **{field: said}))
    (result,) = _reconciled([*till.entries[:-1], lie])
    assert (("close_differs", (close.seq,), f"{field}: {said} / {folded}"),) == _told(result)
    assert "2026-11-24" == result.business_date


def test_missing_cash_is_found() -> None:
    """A drawer counted short is closed with its reason, and stays a finding all the same."""
    till = _busy_day()
    till.count(short_by=1_000)
    till.close()
    (result,) = _reconciled(till.entries)
    assert (("cash_differs", (till.entries[-1].seq,), "29600 / 30600"),) == _told(result)
    assert 0 == result.difference_yen


def test_lagging_tables_are_found() -> None:
    """Every entry written under other tables than central's is named (Munakata, 2023)."""
    till = Till.opened()
    before = len(till.entries)
    till.tables = "2025-04-01.1"
    till.hand_over(till.paid()[1][0])
    lagging = tuple(range(before, len(till.entries)))
    till.tables = TABLES
    (result,) = _reconciled(_closed(till).entries)
    assert (("tables_lag", lagging, TABLES),) == _told(result)


def test_entries_between_two_days_belong_to_the_later_one() -> None:
    """Paper loaded at night under old tables is a finding of the next morning's day."""
    till = _closed(Till.opened())
    till.tables = "old"
    till.load(51, 10)
    night = len(till.entries) - 1
    till.tables = TABLES
    _next_day(till)
    _closed(till)
    first, second = _reconciled(till.entries)
    assert () == _told(first)
    assert (("tables_lag", (night,), TABLES),) == _told(second)


@pytest.mark.parametrize(("after", "switched"), [("2026-11-25.2", True), (TABLES, False)])
def test_a_day_that_is_closed_after_midnight_has_two_tables(after: str, switched: bool) -> None:
    """Each entry stands under the tables of its own date; a device that did not switch lags from midnight on."""
    till = Till.opened()
    till.hand_over(till.paid()[1][0])
    midnight = len(till.entries)
    till.now = (MORNING + timedelta(days=1)).replace(hour=0, minute=5)
    till.tables = after
    till.hand_over(till.paid(Wished(fee=500))[1][0])
    till.count()
    lagging = tuple(range(midnight, len(till.entries)))
    till.close()
    newer = priced("2026-11-25.2", 500)
    editions = (Edition(1, date.min, priced(TABLES, 300)), Edition(2, till.now.date(), newer))
    (result,) = reconcile(till.entries, Policies(editions))
    assert (() if switched else (("tables_lag", lagging, "2026-11-25.2"),)) == _told(result)
    assert (800, 0) == (result.central_yen, result.difference_yen)


def test_a_missing_entry_is_found() -> None:
    """Wherever an entry was taken out, the one after it is named, and nothing behind it is believed."""
    entries = _closed(_busy_day()).entries
    for gone in range(len(entries) - 1):
        *_, result = _reconciled([*entries[:gone], *entries[gone + 1 :]])
        assert ("illegal_entry", (gone + 1,)) == (result.findings[-1].code, result.findings[-1].entries)


def test_an_entry_taken_out_and_numbered_over_is_found() -> None:
    """Renumbering does not help: a rule, a sum or the close gives it away, whichever entry is gone."""
    entries = _closed(_working_day()).entries
    for gone in range(1, len(entries) - 1):
        rest = [*entries[:gone], *entries[gone + 1 :]]
        *_, result = _reconciled([replace(entry, seq=seq) for seq, entry in enumerate(rest)])
        assert result.findings, entries[gone].event


def test_a_step_that_is_not_in_the_tables_is_found() -> None:
    """A paper delivered that was never printed is named."""
    till = Till.opened()
    _, (job,) = till.paid()
    lie = till.entry(events.JobDelivered(job), len(till.entries))
    (result,) = _reconciled([*till.entries, lie])
    assert (("illegal_entry", (lie.seq,), "out_of_order(now=prepared, then=delivered)"),) == _told(result)


def test_a_forgotten_copy_taken_up_as_it_was_has_no_finding() -> None:
    """A paper brought back on a later day, told as the log told it then."""
    till, told = _brought_back_later()
    till.add(told)
    till.bring_back(told.job)
    till.void(told.job, office_fault=True)
    _, result = _reconciled(_closed(till).entries)
    assert ((), -300) == (result.findings, result.central_yen)


@pytest.mark.parametrize("lie", [{"copy_fee_yen": 0}, {"receipts": 3}, {"job": JobId("other")}])
def test_a_forgotten_copy_told_otherwise_is_found(lie: dict[str, Any]) -> None:
    """The branch's word for what it said itself on that day is not believed."""
    till, told = _brought_back_later()
    lying = replace(told, **lie)
    till.add(lying)
    till.bring_back(lying.job)
    till.void(lying.job)
    _, result = _reconciled(_closed(till).entries)
    position = next(entry.seq for entry in till.entries if entry.event == lying)
    assert (("reopened_differs", (position,), told.number),) == _told(result)


def _brought_back_later() -> tuple[Till, events.JobReopened]:
    till = Till.opened()
    (job,) = till.paid()[1]
    till.hand_over(job)
    _closed(till)
    _next_day(till)
    return till, till.told(job)


def test_a_form_made_free_after_its_quote_is_found() -> None:
    """Three hundred yen quoted, exempt recorded, the cash kept: named."""
    till = Till.opened()
    application, _ = till.quoted()
    lie = till.entry(events.ApplicationExempt(application), len(till.entries))
    (result,) = _reconciled([*till.entries, lie])
    assert [("illegal_entry", (lie.seq,))] == [(finding.code, finding.entries) for finding in result.findings]


def test_a_day_opened_anew_to_lose_its_takings_is_found() -> None:
    """Opening again in the middle of a day would forget what was charged: named."""
    till = Till.opened()
    till.hand_over(till.paid()[1][0])
    lie = till.entry(events.DayOpened("2026-11-25", 30_000), len(till.entries))
    (result,) = _reconciled([*till.entries, lie])
    assert [("illegal_entry", (lie.seq,))] == [(finding.code, finding.entries) for finding in result.findings]


def test_a_close_that_skips_open_work_is_a_finding_of_its_own_day() -> None:
    """The day is compared and the illegal close named beside it."""
    till = Till.opened()
    till.count()
    closed = Till(state=till.state, entries=list(till.entries), now=till.now)
    closed.close()
    till.paid()
    till.count()
    lie = replace(closed.entries[-1], seq=len(till.entries))
    (result,) = _reconciled([*till.entries, lie])
    assert "illegal_entry" in {finding.code for finding in result.findings}
    assert "2026-11-24" == result.business_date


def test_what_breaks_a_rule_after_the_close_is_a_finding_of_the_closed_day() -> None:
    """A form accepted at night is not hidden by the good close before it."""
    till = _closed(_busy_day())
    lie = till.entry(events.ApplicationSettled(_last_form(till)), len(till.entries))
    (result,) = _reconciled([*till.entries, lie])
    assert [("illegal_entry", (lie.seq,))] == [(finding.code, finding.entries) for finding in result.findings]
    assert (600, 600) == (result.branch_yen, result.central_yen)


def _told(day: Reconciliation) -> tuple[tuple[str, tuple[int, ...], str], ...]:
    return tuple((finding.code, finding.entries, finding.detail) for finding in day.findings)


def test_what_a_finding_is_about_tells_it_from_every_other() -> None:
    """Case by case: two figures of one close, two items of one quote, one day's lag."""
    till = _closed(_busy_day())
    close = till.entries[-1]
    lie = replace(close, event=replace(close.event, applications=9, delivered=9))
    (result,) = reconcile([*till.entries[:-1], lie], one_price("other", 500))
    named = [(finding.code, finding.about) for finding in result.findings]
    assert len(named) == len(set(named))
    assert all(about for _, about in named)


def test_comparing_goes_on_from_the_morning_of_the_last_day() -> None:
    """The same days and the same state, whether the log is read whole or in two parts."""
    till = _closed(_busy_day())
    _next_day(till)
    till.hand_over(till.paid()[1][0])
    half = compare(till.entries, OURS, Counter(), tuple)
    _closed(till)
    whole = compare(till.entries, OURS, Counter(), tuple)
    before = till.entries[: half.resume.size]
    rest = compare(till.entries[half.resume.size :], OURS, half.resume, lambda: before)
    assert (whole.days[-1:], whole.open, whole.resume, whole.state) == (
        rest.days,
        rest.open,
        rest.resume,
        rest.state,
    )


def test_a_wrong_fee_is_found_before_the_day_is_closed() -> None:
    """Continuously: nobody waits for the evening."""
    till = Till.opened()
    till.hand_over(till.paid(Wished(fee=200))[1][0])
    (finding,) = compare(till.entries, OURS, Counter(), tuple).open
    assert "fee_differs" == finding.code


def _busy_day() -> Till:
    till = _working_day()
    till.prepared()
    till.do(lambda state: decide.cancel(state.issuance, _last_form(till)))
    return till


def _working_day() -> Till:
    till = Till.opened()
    _, (one, two) = till.paid(Wished(copies=2))
    till.hand_over(one)
    till.void(two, office_fault=True)
    _, (free,) = till.paid(Wished("kisaijiko", exempt=True))
    till.hand_over(free)
    _, (spoilt,) = till.paid(Wished("inkan"))
    till.print(spoilt)
    till.spoil(spoilt)
    till.void(spoilt)
    return till


def _closed(till: Till) -> Till:
    till.count()
    till.close()
    return till


def _next_day(till: Till) -> None:
    till.now += timedelta(days=1)
    till.open(on=(MORNING + timedelta(days=1)).date())


def _last_form(till: Till) -> ApplicationId:
    return list(till.state.issuance.applications)[-1]


def _seq(till: Till, kind: type[events.Event]) -> int:
    (found,) = (entry.seq for entry in till.entries if isinstance(entry.event, kind))
    return found


def _reconciled(entries: Sequence[Entry]) -> tuple[Reconciliation, ...]:
    return reconcile(entries, OURS)


def test_head_office_prices_what_that_office_takes() -> None:
    """An office's own fee is no difference there, and is one elsewhere."""
    head = "certificate,channel,office,yen,valid_from,valid_until\n"
    fees = head + "juminhyo,counter,,300,,\njuminhyo,counter,{},250,,\n"
    offices = "code,name,kind,valid_from,valid_until\nC06,菅,コーナー,,\nW01,川崎,区役所,,\n"
    till = Till.opened()
    till.hand_over(till.paid(Wished(fee=250))[1][0])
    closed = _closed(till).entries
    for office, difference in (("C06", 0), ("W01", -50)):
        held = always(tables(TABLES, offices=offices, fees=fees.format(office)))
        (result,) = reconcile(closed, held)
        assert difference == result.difference_yen


def test_a_supplementary_close_takes_the_place_of_the_one_before() -> None:
    """One day, the last figures, fees of the whole day; what was found at the first close stays found."""
    till = Till.opened()
    till.hand_over(till.paid()[1][0])
    till.count(short_by=1_000)
    till.close()
    short = till.entries[-1].seq
    till.supplement()
    till.hand_over(till.paid()[1][0])
    till.count()
    till.close()
    till.open(on=MORNING.date() + timedelta(days=1))
    till.hand_over(till.paid()[1][0])
    first, second = _reconciled(_closed(till).entries)
    assert (600, 600, 0) == (first.branch_yen, first.central_yen, first.difference_yen)
    assert (("cash_differs", (short,), "29300 / 30300"),) == _told(first)
    assert (300, 300, ()) == (second.branch_yen, second.central_yen, second.findings)


def test_sheets_that_do_not_add_up_at_a_close_are_a_finding() -> None:
    """Whatever the branch's own fold let pass."""
    till = Till.opened()
    till.count()
    now = till.state
    tray = now.sheets.stock(PAPER)
    wrong = replace(now, sheets=replace(now.sheets, stocks={PAPER: replace(tray, issued=tray.issued + 1)}))
    said = day.claims(wrong.day, wrong.issuance, wrong.drawer, wrong.sheets, SUPERVISOR)
    (finding,) = _check_close(wrong, till.entry(said, now.size), said)
    assert ("sheets_differ", (now.size,), f"{PAPER}: 50 / 51") == (finding.code, finding.entries, finding.detail)
