"""The applications of a day in the making: a fold of many entries changes them in place and copies nothing."""

from collections.abc import Mapping

from branch_app.domain.deciders.issuance.state import Application, Forms, Issuance, Item, Job
from branch_app.domain.values.identifiers import ApplicationId, ItemId, JobId


class Draft(Forms):
    """Begins as a state, which stays as it is: what is changed is copied once, before the first change."""

    __slots__ = (
        "_applications",
        "_forms",
        "_items",
        "_jobs",
        "applications",
        "items",
        "jobs",
        "next_running",
        "unissued",
    )

    applications: Mapping[ApplicationId, Application]
    items: Mapping[ItemId, Item]
    jobs: Mapping[JobId, Job]
    next_running: int
    unissued: frozenset[int]
    _applications: dict[ApplicationId, Application] | None
    _forms: set[str] | None
    _items: dict[ItemId, Item] | None
    _jobs: dict[JobId, Job] | None

    def __init__(self, state: Issuance) -> None:
        self.applications, self.items, self.jobs = state.applications, state.items, state.jobs
        self.next_running = state.next_running
        self.unissued = state.unissued
        self._forms = None
        self._share()

    def knows_form(self, form: str) -> bool:
        """As of any state; the numbers are put together at the first question, and kept while forms come in."""
        if self._forms is None:
            self._forms = {application.form for application in self.applications.values()}
        return form in self._forms

    def put_application(self, application: Application) -> None:
        """New, or in place of the one with its id."""
        if self._applications is None:
            self.applications = self._applications = dict(self.applications)
        self._applications[application.id] = application
        if self._forms is not None:
            self._forms.add(application.form)

    def put_item(self, item: Item) -> None:
        """Likewise."""
        if self._items is None:
            self.items = self._items = dict(self.items)
        self._items[item.id] = item

    def put_job(self, job: Job) -> None:
        """Likewise."""
        if self._jobs is None:
            self.jobs = self._jobs = dict(self.jobs)
        self._jobs[job.id] = job

    def forget_all_but(
        self,
        applications: Mapping[ApplicationId, Application],
        items: Mapping[ItemId, Item],
        jobs: Mapping[JobId, Job],
    ) -> None:
        """Only these are left."""
        self.applications, self.items, self.jobs = applications, items, jobs
        self._forms = None
        self._share()

    def frozen(self) -> Issuance:
        """The state as it is now; later changes do not touch it."""
        self._share()
        return Issuance(self.applications, self.items, self.jobs, self.next_running, self.unissued)

    def _share(self) -> None:
        """Somebody else holds these mappings, too."""
        self._applications = self._items = self._jobs = None
