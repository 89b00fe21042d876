"""本人通知: what of a person was given to others is recorded, by day, certificate and class of who asked."""

from datetime import date, timedelta

import pytest

from branch_app.domain.deciders.issuance import decide
from branch_app.domain.log import events
from branch_app.domain.reconcile.notices import Notice, notices
from branch_app.domain.records.requester import Standing
from branch_app.domain.rules.notified import Notified
from branch_app.domain.rules.policies import Policies
from branch_app.domain.values.identifiers import ItemId, JobId
from branch_app.domain.values.validity import Validity
from tests.fakes.played_log import CITIZEN, MORNING, SEALED
from tests.fakes.tables import always, shipped, tables
from tests.fakes.till import Till, Wished

DAY = MORNING.date()


def _policies(rows: str = "agent,,\nthird_party,,\n") -> Policies:
    return always(tables(notices=f"standing,valid_from,valid_until\n{rows}"))


def _paid_for(till: Till, requester: Standing | None, copies: int = 1) -> list[JobId]:
    application, item = till.identified(), ItemId(till.name("item"))
    wanted = events.ItemRequested(application, item, CITIZEN, "juminhyo", copies, SEALED, requester)
    till.wishes[item] = Wished(copies=copies)
    till.do(lambda state: decide.request(state.issuance, application, [wanted]))
    till.authorise(item)
    jobs = till.prepare(item)
    till.quote(application)
    till.pay(application)
    return jobs


@pytest.mark.parametrize("requester", [*Standing, None])
def test_what_others_were_given_is_recorded(requester: Standing | None) -> None:
    """代理人 and 第三者; neither 公用 nor whom the registers show to be entitled."""
    till = Till.opened()
    for job in _paid_for(till, requester, copies=2):
        till.hand_over(job)
    told = notices(till.entries, _policies())
    if requester in {Standing.AGENT, Standing.THIRD_PARTY}:
        assert (Notice(DAY, CITIZEN, "juminhyo", 2, requester),) == told
    else:
        assert () == told


def test_only_what_was_taken_away_is_told() -> None:
    """A copy voided is not told, one taken the next day is that day's."""
    till = Till.opened()
    taken, kept, voided = _paid_for(till, Standing.AGENT, copies=3)
    till.hand_over(taken)
    till.void(voided)
    till.print(kept)
    till.check(kept)
    till.leave(kept)
    till.count()
    till.close()
    till.open(on=DAY + timedelta(days=1))
    till.deliver(kept)
    told = [(notice.business_date, notice.copies) for notice in notices(till.entries, _policies())]
    assert [(DAY, 1), (DAY + timedelta(days=1), 1)] == told


def test_the_table_of_the_day_decides() -> None:
    """Before the rule began nobody was told."""
    till = Till.opened()
    till.hand_over(_paid_for(till, Standing.AGENT)[0])
    assert () == notices(till.entries, _policies("agent,2026-11-25,\n"))


@pytest.mark.parametrize("standing", [Standing.OFFICIAL, Standing.SELF])
def test_official_use_is_never_told(standing: Standing) -> None:
    """No table can say otherwise."""
    with pytest.raises(ValueError, match="standing"):
        Notified(standing, Validity(date.min, date.max))


def test_the_shipped_table_tells_of_agents_and_strangers() -> None:
    """代理人 and 第三者, as other cities do."""
    told = {standing for standing in Standing if shipped().is_notified(standing, DAY)}
    assert {Standing.AGENT, Standing.THIRD_PARTY} == told
