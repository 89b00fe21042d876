"""取消 of a part: which copies of which items are given up, whose fault it was, and what exactly goes back."""

import pytest

from branch_app.domain.deciders.states import ApplicationState, JobState
from branch_app.domain.values.identifiers import JobId
from tests.fakes.bookkeeping import Books
from tests.fakes.till import Till, Wished

FORM = (Wished(copies=2, fee=300), Wished("koseki_whole", copies=1, fee=450), Wished("kisaijiko", exempt=True))
"""Copies 0 and 1 at 300 yen, 2 at 450, 3 free: 1,050 yen in one charge."""

RULE: dict[str, tuple[dict[int, tuple[JobState, bool]], int]] = {
    "nothing": ({}, 0),
    "one of two, not printed": ({0: (JobState.PREPARED, False)}, 300),
    "one of two, spoilt by us": ({0: (JobState.SPOILT, True)}, 300),
    "one of two, spoilt, not needed any more": ({0: (JobState.SPOILT, False)}, 0),
    "an item whole, not printed": ({0: (JobState.PREPARED, False), 1: (JobState.PREPARED, False)}, 600),
    "one printed, one not": ({0: (JobState.SPOILT, False), 1: (JobState.PREPARED, False)}, 300),
    "another item's only copy": ({2: (JobState.NOT_PRINTED, False)}, 450),
    "copies of two items": ({1: (JobState.NOT_PRINTED, False), 2: (JobState.LOST, True)}, 750),
    "the free one": ({3: (JobState.PREPARED, True)}, 0),
    "returned, our fault, and one never collected": (
        {0: (JobState.RETURNED, True), 2: (JobState.UNCOLLECTED, False)},
        300,
    ),
    "everything, not printed": (dict.fromkeys(range(4), (JobState.PREPARED, False)), 1_050),
    "everything, handed over and wrong": (dict.fromkeys(range(4), (JobState.RETURNED, True)), 1_050),
    "everything, returned without a fault": (dict.fromkeys(range(4), (JobState.RETURNED, False)), 0),
}
"""Copies given up with their state and whether the office is at fault; yen that go back."""

_WAYS = {
    JobState.PREPARED: (),
    JobState.NOT_PRINTED: (Till.reserve, Till.spool, Till.nothing_came),
    JobState.LOST: (Till.reserve, Till.spool, Till.in_doubt, Till.lose),
    JobState.SPOILT: (Till.print, Till.spoil),
    JobState.UNCOLLECTED: (Till.print, Till.check, Till.leave),
    JobState.RETURNED: (Till.hand_over, Till.bring_back),
}


@pytest.mark.parametrize("case", RULE)
def test_a_part_gives_back_a_part(case: str) -> None:
    """Copy by copy: the fee of each that was never printed or is our fault, nothing for the rest of the form."""
    given_up, refund = RULE[case]
    till = Till.opened()
    application, jobs = till.paid(*FORM)
    for copy, job in enumerate(jobs):
        if copy in given_up:
            _bring(till, job, given_up[copy][0])
    for copy, (_, office_fault) in given_up.items():
        till.void(jobs[copy], office_fault=office_fault)
    for copy, job in enumerate(jobs):
        if copy not in given_up:
            till.hand_over(job)
    form = till.state.issuance.application(application)
    assert (ApplicationState.SETTLED, 1_050, refund) == (form.state, form.charged_yen, form.refunded_yen)
    assert 31_050 - refund == till.state.drawer.expected_yen
    Books().read(till.entries).agree(till.state)
    till.count()
    till.close()


@pytest.mark.parametrize("case", RULE)
def test_a_part_paid_through_a_terminal_goes_back_through_it(case: str) -> None:
    """The same table, and the drawer is never touched."""
    given_up, refund = RULE[case]
    till = Till.opened()
    application, jobs = till.quoted(*FORM)
    till.pay_by_terminal(application)
    for copy, (state, office_fault) in given_up.items():
        _bring(till, jobs[copy], state)
        till.void(jobs[copy], office_fault=office_fault)
    drawer = till.state.drawer
    assert (30_000, refund) == (drawer.expected_yen, drawer.cashless_refunded_yen)


def _bring(till: Till, job: JobId, state: JobState) -> None:
    for verb in _WAYS[state]:
        verb(till, job)
