"""The tables an auditor opens in a spreadsheet."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from branch_app.domain.deciders.states import JobState
from branch_app.domain.log import events
from branch_app.domain.log.entry import Entry
from branch_app.domain.values.exported import Exported
from branch_app.domain.values.payment import Means
from branch_app.domain.values.reasons import RevealReason
from branch_app.domain.values.veiled import VeiledField
from branch_app.domain.values.vouching import Vouched, VouchedBy
from branch_app.exports.audit.csv_file import csv_bytes
from branch_app.exports.audit.rows import Movement, Rows
from branch_app.exports.audit.tables import table_files
from tests.fakes.played_log import CLERK, SUPERVISOR
from tests.fakes.sample_log import sample_log
from tests.fakes.till import Till


def _rows(size: int) -> Rows:
    rows = Rows()
    for entry in sample_log(size).entries:
        rows.add(Entry.from_bytes(entry))
    return rows


def _read(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def _header(data: bytes) -> list[str]:
    return next(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_what_the_drawer_saw_beside_fees_is_a_row_each() -> None:
    """Paid in and out, inspected, counted, handed over: with both persons where there were two."""
    till = Till.opened(float_yen=10_000)
    till.pay_in(500)
    till.pay_out(200)
    till.inspect()
    till.pass_on()
    till.count(short_by=10)
    rows = Rows()
    for entry in till.entries:
        rows.add(entry)
    drawer = [
        (row.kind, row.amount_yen, row.counted_yen, row.expected_yen, row.reason, row.second) for row in rows.drawer
    ]
    assert [
        ("paid_in", 500, 0, 0, "change", ""),
        ("paid_out", 200, 0, 0, "exchange", SUPERVISOR),
        ("inspected", 0, 0, 10_300, "", ""),
        ("handed_over", 0, 10_300, 10_300, "", SUPERVISOR),
        ("counted", 0, 10_290, 10_300, "miscount", SUPERVISOR),
    ] == drawer
    assert {CLERK} == {row.operator for row in rows.drawer}


def test_whatever_took_two_persons_is_a_row_that_names_both() -> None:
    """A yes, a void, a reprint, a receipt once more, a showing, an export, a hand-over; nothing else."""
    till = Till.opened(float_yen=10_000)
    till.add(events.OperatorVouched(SUPERVISOR, VouchedBy.TELEPHONE, Vouched.REPRINT))
    job = till.in_state(JobState.SPOILT)
    now = till.job(job)
    till.reserve(job)
    till.receipt(now.application)
    till.receipt(now.application)
    till.add(
        events.ItemRevealed(now.application, now.item, VeiledField.SUBJECT, RevealReason.INQUIRY, SUPERVISOR),
        events.LogExported(Exported.MONTH, "2026-11", 7, "ab", SUPERVISOR),
        events.LogExported(Exported.AUDIT, "", 8, "cd", SUPERVISOR),
    )
    till.pass_on()
    rows = Rows()
    for entry in till.entries:
        rows.add(entry)
    assert {(CLERK, SUPERVISOR)} == {(row.operator, row.second) for row in rows.acts}
    assert [
        ("operator.vouched", "", "reprint telephone"),
        ("job.reprint_agreed", job, "2"),
        ("application.receipt_reissued", now.application, "2"),
        ("item.revealed", now.item, "subject inquiry"),
        ("log.exported", "", "month 2026-11 7 ab"),
        ("log.exported", "", "audit 8 cd"),
        ("drawer.handed_over", "", ""),
    ] == [(row.kind, row.about, row.detail) for row in rows.acts]


def test_a_void_and_its_refund_say_of_which_copy_and_why() -> None:
    """Both are acts of two."""
    till = Till.opened()
    _, (job,) = till.paid()
    till.void(job)
    rows = Rows()
    for entry in till.entries:
        rows.add(entry)
    assert [("job.voided", job, "not_needed"), ("application.refunded", job, "")] == [
        (row.kind, row.about, row.detail) for row in rows.acts
    ]


def test_a_payment_through_a_terminal_shows_its_slip() -> None:
    """Both ways."""
    till = Till.opened()
    application, (job,) = till.quoted()
    till.pay_by_terminal(application, "0042")
    till.void(job)
    rows = Rows()
    for entry in till.entries:
        rows.add(entry)
    charged, refunded = rows.fees
    assert (Means.CARD, "0042", Means.CARD) == (charged.means, charged.slip, refunded.means)
    assert refunded.slip not in {"", "0042"}


def test_a_job_is_one_row_whatever_became_of_it() -> None:
    """A copy spoilt, printed again, handed over, brought back, voided and refunded; and one that waits."""
    voided, waiting = _rows(20).issues
    assert (3, JobState.VOIDED, 2) == (voided.entry, voided.state, voided.attempts)
    assert ("000101", "000102") == voided.sheets
    assert (300, 300) == (voided.fee_yen, voided.refunded_yen)
    assert ("=HYPERLINK(1)", "nenkin", JobState.PREPARED, 0) == (
        waiting.form,
        waiting.certificate,
        waiting.state,
        waiting.fee_yen,
    )


def test_times_are_those_of_the_entries() -> None:
    """Prepared, last reserved, last printed, delivered: wall time with its zone."""
    (row,) = _rows(12).issues
    assert "2025-11-24T09:03:00+09:00" == row.prepared_at
    assert "2025-11-24T09:09:00+09:00" == row.reserved_at
    assert "2025-11-24T09:10:00+09:00" == row.printed_at
    assert "2025-11-24T09:11:00+09:00" == row.delivered_at
    assert "" == row.voided_at


def test_money_moves_in_rows_of_its_own() -> None:
    """Charge, refund, exemption, in the order of the log."""
    charged, refunded, exempt = _rows(20).fees
    assert (Movement.CHARGED, 300, 1_000, 700) == (
        charged.movement,
        charged.charged_yen,
        charged.tendered_yen,
        charged.change_yen,
    )
    assert (Movement.REFUNDED, 300, "菅-1-000001") == (refunded.movement, refunded.refunded_yen, refunded.number)
    assert (Movement.EXEMPT, 0) == (exempt.movement, exempt.charged_yen)


@pytest.mark.parametrize("size", range(21))
def test_fees_of_copies_add_up_to_what_was_charged(size: int) -> None:
    """At every point of the day, per copy and per movement."""
    rows = _rows(size)
    assert sum(row.charged_yen for row in rows.fees) == sum(row.fee_yen for row in rows.issues)
    assert sum(row.refunded_yen for row in rows.fees) == sum(row.refunded_yen for row in rows.issues)


def test_every_column_is_explained() -> None:
    """columns.csv names each column of each table, in both languages."""
    files = table_files(_rows(20))
    explained = [(row["file"], row["column"]) for row in _read(files["columns.csv"])]
    tables = ("issues.csv", "fees.csv", "drawer.csv", "acts.csv")
    headers = [(name, column) for name in tables for column in _header(files[name])]
    assert headers == explained
    assert all(row["日本語"] and row["English"] for row in _read(files["columns.csv"]))


def test_files_open_in_japanese_spreadsheets() -> None:
    """Byte order mark and CRLF, in every table."""
    for data in table_files(_rows(20)).values():
        assert data.startswith(b"\xef\xbb\xbf")
        assert data.count(b"\n") == data.count(b"\r\n")


def test_a_form_number_that_is_a_formula_stays_text() -> None:
    """=HYPERLINK(1) was given as the number of a form."""
    (_, waiting) = _read(table_files(_rows(20))["issues.csv"])
    assert "'=HYPERLINK(1)" == waiting["form"]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n"])
def test_no_cell_begins_like_a_formula(start: str) -> None:
    """OWASP's list, and its full-width twins."""
    (row,) = _read(csv_bytes(["a"], [[f"{start}1+1"]]))
    assert f"'{start}1+1" == row["a"]


@given(st.lists(st.text(alphabet=st.characters(exclude_categories=["Cs"])), min_size=2, max_size=4))
def test_any_text_comes_back_as_it_went_in(cells: list[str]) -> None:
    """Quotes, commas and line breaks included; only the guarding apostrophe is added."""
    read = next(csv.reader(io.StringIO(csv_bytes(cells, []).decode("utf-8-sig"), newline="")))
    assert cells == read
