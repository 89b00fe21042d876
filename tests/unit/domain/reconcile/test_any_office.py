"""Three counters close in any order, again, late or not at all; the office adds up the last of each, or nothing."""

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from branch_app import ed25519
from branch_app.domain.errors import MadoguchiError
from branch_app.domain.log.verifier_key import KeyKind, VerifierKey
from branch_app.domain.reconcile.office import SUMMED, OfficeClose, add_up, prove_close
from tests.fakes.played_log import MORNING
from tests.fakes.till import Till, Wished

DAY = MORNING.date()
PRIVATE = tuple(bytes([number]) * 32 for number in (1, 2, 3))
KEYS = tuple(
    VerifierKey(f"ledger.kawasaki/W01-{number}/1", KeyKind.NOTE, ed25519.public_key(private))
    for number, private in enumerate(PRIVATE, 1)
)
WHICH = st.integers(0, 2)


class AnyOffice(RuleBasedStateMachine):
    """``files`` are the sticks that lie on the desk, by counter; ``newest`` says whether its day went on since."""

    @initialize()
    def open(self) -> None:
        """Three counters with float and paper."""
        self.tills = [Till.opened(10_000) for _ in KEYS]
        self.files: dict[int, bytes] = {}
        self.expected: dict[int, dict[str, int]] = {}

    @rule(which=WHICH, wished=st.builds(Wished, copies=st.integers(1, 2), exempt=st.booleans()))
    def sell(self, which: int, wished: Wished) -> None:
        """Where the day is open; after a close it is opened once more."""
        till = self.tills[which]
        if not till.state.day.open:
            till.supplement()
        _, jobs = till.paid(wished)
        for job in jobs:
            till.hand_over(job)

    @rule(which=WHICH)
    def close(self, which: int) -> None:
        """And bring the stick, in the place of an earlier one."""
        till = self.tills[which]
        if till.state.day.open:
            till.count()
            till.close()
        leaves = [entry.to_bytes() for entry in till.entries]
        self.files[which] = prove_close(leaves, KEYS[which], ed25519.signer(PRIVATE[which]))
        drawer = till.state.drawer
        self.expected[which] = {
            "charged_yen": drawer.charged_yen,
            "counted_yen": drawer.expected_yen,
            "delivered": till.state.day.delivered,
        }

    @precondition(lambda machine: machine.files)
    @rule(which=WHICH)
    def bring_twice(self, which: int) -> None:
        """Never counted twice."""
        files = [*self.files.values(), [*self.files.values()][which % len(self.files)]]
        assert self._added(files) is None

    @precondition(lambda machine: machine.files)
    @rule(which=WHICH, at=st.integers(0, 10_000))
    def alter(self, which: int, at: int) -> None:
        """Another byte says the same, or nothing."""
        files = [*self.files.values()]
        which %= len(files)
        changed = bytearray(files[which])
        changed[at % len(changed)] ^= 1
        files[which] = bytes(changed)
        found = self._added(files)
        assert found is None or found == self._added([*self.files.values()])

    @invariant()
    def the_office_adds_up_when_everyone_closed(self) -> None:
        """Whatever the order of the sticks; with one missing there is no sum."""
        found = self._added([self.files[which] for which in sorted(self.files, reverse=True)])
        assert (found is not None) is (len(self.files) == len(KEYS))
        if found is not None:
            for name in ("charged_yen", "counted_yen", "delivered"):
                assert name in SUMMED
                assert sum(expected[name] for expected in self.expected.values()) == found.total(name)
            assert 30_000 + found.remitted_yen == found.total("counted_yen")

    def _added(self, files: list[bytes]) -> OfficeClose | None:
        try:
            return add_up(files, KEYS, DAY, ed25519.verify)
        except MadoguchiError:
            return None


TestAnyOffice = AnyOffice.TestCase
TestAnyOffice.settings = settings(max_examples=25, stateful_step_count=15, deadline=None)
