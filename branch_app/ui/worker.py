"""One thread beside the window, its jobs one after another; it keeps nobody from ending the program."""

from collections.abc import Callable
from queue import SimpleQueue
from threading import Event, Thread


class Worker:
    """Not an executor: Python waits at its end for every thread of one, however long head office is silent."""

    def __init__(self, name: str) -> None:
        self._jobs: SimpleQueue[Callable[[], object] | None] = SimpleQueue()
        self._dropped = Event()
        self._thread = Thread(target=self._turn, name=name, daemon=True)
        self._thread.start()

    def submit(self, job: Callable[[], object]) -> None:
        """After those that wait; ``job`` keeps its errors to itself."""
        self._jobs.put(job)

    def finish(self) -> None:
        """No more will come: what waits is done, then the thread ends."""
        self._jobs.put(None)

    def drop(self) -> None:
        """No more will come: what runs comes to its end, what waits is never begun."""
        self._dropped.set()
        self.finish()

    def ended(self, seconds: float = 0) -> bool:
        """Whether the thread is gone, waiting for it so long."""
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def _turn(self) -> None:
        while (job := self._jobs.get()) is not None:
            if not self._dropped.is_set():
                job()
