"""受付 to 審査: forms, applicants, certificates, copies."""

import pytest

from branch_app.domain.deciders.issuance import decide
from branch_app.domain.deciders.issuance.decide import PreparedCopy
from branch_app.domain.deciders.states import ApplicationState, ItemState, JobState
from branch_app.domain.errors import BadInput, OutOfOrder
from branch_app.domain.log import events
from branch_app.domain.values.identifiers import ApplicationId, IssueNumber, ItemId, JobId
from tests.fakes.played_log import CITIZEN, SEALED
from tests.fakes.till import Till, Wished


def test_a_form_number_is_used_once() -> None:
    """The second form with a number that was accepted already is refused."""
    till = Till.opened()
    till.accept("0001")
    with pytest.raises(BadInput) as refusal:
        till.accept("0001")
    assert {"at": "form"} == refusal.value.facts


def test_the_number_of_a_cancelled_form_is_used_up() -> None:
    """A withdrawn form keeps its number, so that no form can vanish behind another."""
    till = Till.opened()
    application = till.accept("0001")
    till.do(lambda state: decide.cancel(state.issuance, application))
    with pytest.raises(BadInput):
        till.accept("0001")


def test_an_applicant_is_identified_once() -> None:
    """本人確認 happens once a form."""
    till = Till.opened()
    application = till.identified()
    with pytest.raises(OutOfOrder):
        till.identify(application)


def test_nothing_is_asked_for_before_the_applicant_is_known() -> None:
    """Certificates are requested after 本人確認."""
    till = Till.opened()
    application = till.accept()
    with pytest.raises(OutOfOrder):
        till.request(application, Wished())


@pytest.mark.parametrize("copies", [-1, 0, 100])
def test_copies_outside_1_to_99_are_refused(copies: int) -> None:
    """A certificate comes in 1 to 99 copies."""
    till = Till.opened()
    application = till.identified()
    with pytest.raises(BadInput) as refusal:
        till.request(application, Wished(copies=copies))
    assert {"at": "copies"} == refusal.value.facts


@pytest.mark.parametrize("copies", [1, 99])
def test_one_and_99_copies_are_accepted(copies: int) -> None:
    """The bounds themselves are allowed."""
    till = Till.opened()
    (item,) = till.request(till.identified(), Wished(copies=copies))
    assert copies == till.state.issuance.item(item).copies


def test_an_item_belongs_to_the_form_it_is_asked_on() -> None:
    """One form cannot add certificates to another."""
    till = Till.opened()
    ours, theirs = till.identified(), till.identified()
    wanted = events.ItemRequested(theirs, ItemId("i"), CITIZEN, "juminhyo", 1, SEALED)
    with pytest.raises(BadInput):
        decide.request(till.state.issuance, ours, [wanted])


def test_an_item_is_asked_for_once() -> None:
    """The same item twice on one press of a key is refused by the fold."""
    till = Till.opened()
    application = till.identified()
    wanted = events.ItemRequested(application, ItemId("i"), CITIZEN, "juminhyo", 1, SEALED)
    with pytest.raises(OutOfOrder):
        till.do(lambda state: decide.request(state.issuance, application, [wanted, wanted]))


def test_a_refused_certificate_goes_no_further() -> None:
    """What 審査 refused is neither authorised nor prepared, and costs nothing."""
    till = Till.opened()
    application = till.identified()
    (item,) = till.request(application, Wished())
    till.do(lambda state: decide.refuse(state.issuance, item, SEALED))
    with pytest.raises(OutOfOrder):
        till.authorise(item)
    with pytest.raises(OutOfOrder):
        till.prepare(item)


def test_nothing_is_prepared_without_authorisation() -> None:
    """A number is given only after 審査."""
    till = Till.opened()
    (item,) = till.request(till.identified(), Wished())
    with pytest.raises(OutOfOrder):
        till.prepare(item)


def test_a_paper_that_cannot_be_made_ends_its_item_alone() -> None:
    """When rendering fails the item has failed and the rest of the form is quoted without it."""
    till = Till.opened()
    application = till.identified()
    good, bad = till.request(application, Wished(), Wished())
    for item in (good, bad):
        till.authorise(item)
    till.prepare(good)
    till.do(lambda state: decide.render_failed(state.issuance, bad, "glyph_missing"))
    till.quote(application)
    assert 300 == till.state.issuance.application(application).total_yen
    assert ItemState.RENDER_FAILED is till.state.issuance.item(bad).state


def test_numbers_run_without_a_gap_over_forms() -> None:
    """The running number goes on from copy to copy and form to form."""
    till = Till.opened()
    _, first = till.prepared(Wished(copies=2))
    _, second = till.prepared(Wished(copies=1))
    numbers = [till.job(job).number[-6:] for job in (*first, *second)]
    assert ["000001", "000002", "000003"] == numbers


def test_a_number_taken_meanwhile_is_not_given_again() -> None:
    """Who rendered with a number that another process took must render again."""
    till = Till.opened()
    (item,) = till.request(till.identified(), Wished())
    till.authorise(item)
    till.prepared()
    with pytest.raises(OutOfOrder):
        till.do(lambda state: decide.prepare(state.issuance, item, 1, [_copy(1)]))


def test_every_copy_is_prepared_or_none() -> None:
    """An item in two copies is not prepared with one paper."""
    till = Till.opened()
    (item,) = till.request(till.identified(), Wished(copies=2))
    till.authorise(item)
    with pytest.raises(BadInput):
        till.do(lambda state: decide.prepare(state.issuance, item, 1, [_copy(1)]))


@pytest.mark.parametrize("papers", [0, 1, 3])
def test_an_item_is_prepared_when_every_copy_has_its_number(papers: int) -> None:
    """A log that calls an item of two copies prepared with fewer or more papers is refused."""
    till = Till.opened()
    (item,) = till.request(application := till.identified(), Wished(copies=2))
    till.authorise(item)
    for running in range(1, papers + 1):
        job, number = JobId(f"j-{running}"), IssueNumber(f"C06-1-{running:06d}")
        till.add(events.JobPrepared(application, item, job, number, running, 1, SEALED, SEALED))
    with pytest.raises(OutOfOrder):
        till.add(events.ItemPrepared(application, item))


def test_a_paper_has_at_least_one_page() -> None:
    """Zero pages are refused before money is taken."""
    till = Till.opened()
    with pytest.raises(BadInput) as refusal:
        till.prepared(Wished(pages=0))
    assert {"at": "pages"} == refusal.value.facts


def test_the_paper_shows_the_running_number_of_the_log() -> None:
    """A copy whose printed number is not the one the log gives is refused."""
    till = Till.opened()
    (item,) = till.request(till.identified(), Wished())
    till.authorise(item)
    with pytest.raises(BadInput) as refusal:
        till.do(lambda state: decide.prepare(state.issuance, item, 1, [_copy(2)]))
    assert {"at": "number"} == refusal.value.facts


def test_withdrawing_accounts_for_every_number() -> None:
    """取下げ cancels every prepared copy with its item and its form; nothing was paid."""
    till = Till.opened()
    application, jobs = till.quoted(Wished(copies=2))
    till.do(lambda state: decide.cancel(state.issuance, application))
    assert ApplicationState.CANCELLED is till.state.issuance.application(application).state
    assert [JobState.CANCELLED] * 2 == [till.job(job).state for job in jobs]
    assert 3 == till.state.issuance.next_running


def test_a_paid_form_is_not_withdrawn() -> None:
    """After payment a copy is voided by two persons, never cancelled by one."""
    till = Till.opened()
    application, (job,) = till.paid()
    with pytest.raises(OutOfOrder):
        till.do(lambda state: decide.cancel(state.issuance, application))
    with pytest.raises(OutOfOrder):
        till.add(events.JobCancelled(job))


def test_a_single_copy_is_not_withdrawn_and_paid_for() -> None:
    """A log that cancels one copy of a quoted form and charges for it is refused."""
    till = Till.opened()
    application, (first, _) = till.quoted(Wished(copies=2))
    till.add(events.JobCancelled(first))
    with pytest.raises(OutOfOrder):
        till.pay(application)


def test_an_item_is_not_withdrawn_without_its_copies() -> None:
    """A log that cancels an item and leaves its numbers open is refused."""
    till = Till.opened()
    application, (job,) = till.prepared()
    with pytest.raises(OutOfOrder):
        till.add(events.ItemCancelled(application, till.job(job).item))
    with pytest.raises(OutOfOrder):
        till.add(events.ApplicationCancelled(application))


@pytest.mark.parametrize("verb", ["application", "item", "job"])
def test_what_is_not_there_is_named(verb: str) -> None:
    """A step of an unknown form, item or copy is refused by the kind of thing that is missing."""
    issuance = Till.opened().state.issuance
    with pytest.raises(BadInput) as refusal:
        getattr(issuance, verb)(ApplicationId("nowhere"))
    assert {"at": verb} == refusal.value.facts


def _copy(running: int) -> PreparedCopy:
    return PreparedCopy(JobId("j"), IssueNumber(f"C06-1-{running:06d}"), 1, SEALED, SEALED)


def test_one_application_is_accepted_once() -> None:
    """Not under another form number either."""
    till = Till.opened()
    application = till.accept("1")
    with pytest.raises(OutOfOrder):
        till.add(events.ApplicationAccepted(application, "2"))
