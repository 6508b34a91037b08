"""Past one machine: the same calls on a Dask cluster whose workers see the same folders.

Each Dask worker keeps a process for every of its threads, with the limits that hold on one machine; a Dask worker that
dies gives its calls to another one.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection
from types import TracebackType
from typing import Any

from .workers import Limits, Workers

_IN_THREAD = threading.local()
"""The process of this thread of a Dask worker: there is no other place that lives as long as the thread."""


class Unreachable(Exception):
    """The scheduler does not answer, or the library to reach it with is not installed."""


class Cluster:
    """The workers of one Dask scheduler, as an executor."""

    def __init__(self, scheduler: str, limits: Limits) -> None:
        """Connect.

        Raises:
            Unreachable: there is no way to the scheduler.
        """
        try:
            import distributed
        except ImportError:
            raise Unreachable("Dask is not installed: pip install 'kommunrapport[cluster]'") from None
        try:
            connect: Any = distributed.Client
            self._client: Any = connect(scheduler, timeout=_SECONDS_TO_CONNECT)
        except (OSError, ValueError, TimeoutError) as error:
            raise Unreachable(f"no Dask scheduler answers at {scheduler}") from error
        self._limits = limits

    def __enter__(self) -> Cluster:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._client.close()

    @property
    def count(self) -> int:
        """The threads of all Dask workers there are now; one when there is none yet."""
        threads: dict[str, int] = self._client.nthreads()
        return max(1, sum(threads.values()))

    def submit(self, call: Callable[..., Any], /, *args: object) -> Any:
        """Schedule one call on any worker."""
        return self._client.submit(_limited, call, args, self._limits, pure=False)

    def wait(self, futures: Collection[Any], timeout: float | None = None) -> set[Any]:
        """Wait until one of the futures is done or the time is over; give those that are done."""
        import distributed

        wait_for: Any = distributed.wait
        try:
            return set(wait_for(list(futures), timeout=timeout, return_when="FIRST_COMPLETED").done)
        except TimeoutError:
            return set()


_SECONDS_TO_CONNECT = 10


def _limited(call: Callable[..., Any], args: tuple[object, ...], limits: Limits) -> Any:
    """Do a call in this thread's own process."""
    from multiprocessing import current_process

    pool: Workers | None = getattr(_IN_THREAD, "pool", None)
    if pool is None:
        pool = _IN_THREAD.pool = Workers(1, limits)
        # Dask marks its workers as processes that may have none of their own; ours end with their parent by themselves.
        current_process()._config["daemon"] = False  # type: ignore[attr-defined]
    future = pool.submit(call, *args)
    pool.wait([future])
    return future.result()
