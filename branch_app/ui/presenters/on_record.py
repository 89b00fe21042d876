"""What the registers hold of one person that a wish may choose among; read off the main thread."""

from dataclasses import dataclass, field

from branch_app.domain.records.resident import RemovedResident
from branch_app.domain.rules.kinship import full_name, nearest_in
from branch_app.domain.values.identifiers import ResidentId
from branch_app.ui.presenters.choice import Relative
from branch_app.usecases.desk import Desk
from branch_app.usecases.look_up import Families, families_of


@dataclass(frozen=True, slots=True)
class OnRecord:
    """戸籍, 附票 and 除票 as this office holds them; ``relatives``: the person, and who may be asked about."""

    families: Families = field(default_factory=lambda: Families((), ()))
    removed: tuple[RemovedResident, ...] = ()
    relatives: tuple[Relative, ...] = ()


def on_record(desk: Desk, resident: ResidentId) -> OnRecord:
    """Read it.

    Raises:
        RowUnfit: a row breaks a rule.
    """
    families = families_of(desk, resident)
    return OnRecord(families, desk.register.removed_of(resident), _relatives(families, resident))


def _relatives(families: Families, resident: ResidentId) -> tuple[Relative, ...]:
    """配偶者・直系 by the 戸籍, each once, under the name of the newest that names them."""
    named: dict[ResidentId, str] = {}
    for koseki in families.kosekis:
        near = nearest_in(koseki, resident) | {resident}
        for person in koseki.persons:
            if person.resident is not None and person.resident in near:
                named[person.resident] = full_name(koseki.hittousha, person.name)
    own = sorted(named, key=lambda each: (each != resident, each))
    return tuple(Relative(each, named[each]) for each in own)
