"""Processes that may die: each works on one call at a time, within limits, and can be killed with all it started.

Readers of broken files hang, eat memory and fall over in compiled code. What one file does must not touch the others,
so a call runs in a process of its own group, which is killed as a whole when its time is over. A call whose worker
died without us is tried once more when nothing else runs: it may have been the victim of another one's hunger.

The processes are supervised by whoever waits for results, without threads. On Linux a worker is a fork, ready at once;
elsewhere, and where other threads run, it is a new interpreter.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Collection
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from . import patience

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

T = TypeVar("T")

_TICK = 0.25
"""Seconds between two looks at the workers' clocks and memory."""

_CALLS_BEFORE_RENEWAL = 200
"""What readers leak is given back when their worker ends; starting one costs about as much as one small file."""

_SHARE_OF_MEMORY_KEPT = 4
"""A worker that keeps more than this part of its memory between two calls is renewed."""

_NEAR_LIMIT = 1 / 3
"""Compiled code that gets no memory aborts: a worker that dies with this much of its share taken died of that. What
grows by doubling asks for twice what it holds while it still holds it."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one call may use: seconds by the clock and of the processor, and bytes of memory."""

    seconds: float = 120
    memory: int = 2 << 30


class _MoreTime(NamedTuple):
    """What a worker says when its call asks for more time: how many seconds it got."""

    seconds: float


class WorkerLost(Exception):
    """A call that took its worker along; `cause` is one word for the manifest: timeout, memory or crash."""

    def __init__(self, cause: str, message: str, seconds: float, memory: int | None) -> None:
        super().__init__(message)
        self.cause, self.seconds, self.memory = cause, seconds, memory


@dataclass(slots=True)
class _Task:
    future: Future[Any]
    call: Callable[..., Any]
    args: tuple[object, ...]
    tries: int = 0


@dataclass(slots=True)
class _Worker:
    process: Any
    connection: Connection[Any, Any]
    task: _Task | None = None
    started: float = 0.0
    granted: float = 0.0
    memory: int = 0
    address_space: int = 0
    address_space_at_start: int = 0


def unlimited() -> str | None:
    """Say in one line which limits this system cannot set, None where it can set all."""
    if sys.platform == "win32":
        return "this system has no limits for processor time and memory: only the time by the clock is limited"
    if sys.platform == "darwin":
        return "this system does not hold processes to a limit of memory: only time is limited"
    return None


class Workers:
    """A pool with the interface of `concurrent.futures`, whose futures are completed while somebody waits for them."""

    def __init__(self, count: int, limits: Limits = Limits()) -> None:
        self.count = count
        self._limits = limits
        self._queue: deque[_Task] = deque()
        self._alone: deque[_Task] = deque()
        self._workers: list[_Worker] = []
        # Tables are not split over cores here: files are. Every thread of a numeric library would reserve memory too.
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
        os.environ.setdefault("OMP_THREAD_LIMIT", "1")

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for worker in list(self._workers):
            self._end(worker)

    @property
    def processes(self) -> tuple[int, ...]:
        """The ids of the processes that are there now."""
        return tuple(worker.process.pid for worker in self._workers)

    def submit(self, call: Callable[..., T], /, *args: object) -> Future[T]:
        """Schedule one call; it starts while somebody waits."""
        future: Future[T] = Future()
        self._queue.append(_Task(future, call, args))
        return future

    def wait(self, futures: Collection[Future[Any]], timeout: float | None = None) -> set[Future[Any]]:
        """Work until one of the futures is done or the time is over; give those that are done."""
        end = None if timeout is None else time.monotonic() + timeout
        while True:
            self._give_out()
            done = {future for future in futures if future.done()}
            if done or (end is not None and time.monotonic() >= end):
                return done
            self._receive(_TICK if end is None else min(_TICK, max(0.0, end - time.monotonic())))
            self._look_after()

    # --- giving work out ----------------------------------------------------------------------------------------------

    def _give_out(self) -> None:
        while self._queue:
            worker = self._idle_worker()
            if worker is None:
                return
            self._send(worker, self._queue.popleft())
        if self._alone and not any(worker.task for worker in self._workers):
            worker = self._idle_worker()
            if worker is not None:
                self._send(worker, self._alone.popleft())

    def _idle_worker(self) -> _Worker | None:
        for worker in self._workers:
            if worker.task is None:
                return worker
        return self._start() if len(self._workers) < self.count else None

    def _start(self) -> _Worker:
        from multiprocessing import get_context

        context: Any = get_context(_start_method())
        here, there = context.Pipe()
        process = context.Process(target=_serve, args=(there, self._limits, os.getpid()), daemon=True)
        process.start()
        there.close()
        if hasattr(os, "setpgid"):
            with suppress(OSError):  # the worker has done it itself
                os.setpgid(process.pid, process.pid)
        worker = _Worker(process, here)
        self._workers.append(worker)
        return worker

    def _send(self, worker: _Worker, task: _Task) -> None:
        task.tries += 1
        worker.task, worker.started, worker.granted, worker.memory = task, time.monotonic(), 0.0, 0
        worker.address_space_at_start = worker.address_space = _address_space(worker.process.pid)[0]
        try:
            worker.connection.send((task.call, task.args))
        except OSError:
            self._lose(worker)

    # --- taking results -----------------------------------------------------------------------------------------------

    def _receive(self, timeout: float) -> None:
        from multiprocessing.connection import wait

        by_connection = {worker.connection: worker for worker in self._workers}
        for connection in wait(list(by_connection), timeout):
            self._take(by_connection[connection])  # type: ignore[index]

    def _take(self, worker: _Worker) -> None:
        try:
            said = worker.connection.recv()
        except (EOFError, OSError):
            self._lose(worker)
            return
        if isinstance(said, _MoreTime):
            worker.granted += said.seconds
            return
        value, error, last = said
        task, worker.task = worker.task, None
        if last:
            self._end(worker)
        if task is None:
            return
        if error is not None:
            task.future.set_exception(error)
        else:
            task.future.set_result(value)

    def _look_after(self) -> None:
        """Stop who is over time, and remember how much memory each has taken."""
        now = time.monotonic()
        for worker in list(self._workers):
            if worker.task is None or now - worker.started < _TICK:
                continue
            space, resident = _address_space(worker.process.pid)
            worker.address_space, worker.memory = max(worker.address_space, space), max(worker.memory, resident)
            limit = self._limits.seconds + worker.granted
            if now - worker.started > limit:
                task, worker.task = worker.task, None
                self._end(worker)
                message = f"took longer than {limit:g} s"
                self._fail(task, worker, "timeout", message)

    def _lose(self, worker: _Worker) -> None:
        """A worker has died by itself: its call gets a second try with the machine to itself."""
        task, worker.task = worker.task, None
        self._end(worker)
        if task is None:
            return
        code = worker.process.exitcode
        if code is not None and code == -getattr(signal, "SIGXCPU", 0):
            self._fail(
                task, worker, "timeout", f"used more than {self._limits.seconds + worker.granted:g} s of processor time"
            )
        elif task.tries < 2:
            self._alone.append(task)
        elif worker.address_space - worker.address_space_at_start > _NEAR_LIMIT * self._limits.memory:
            self._fail(task, worker, "memory", f"needed more than {self._limits.memory >> 20} MiB of memory")
        else:
            self._fail(task, worker, "crash", f"the reader died twice ({_death(code)})")

    def _fail(self, task: _Task, worker: _Worker, cause: str, message: str) -> None:
        seconds = time.monotonic() - worker.started
        task.future.set_exception(WorkerLost(cause, message, seconds, worker.memory or None))

    def _end(self, worker: _Worker) -> None:
        """Kill a worker with everything it has started; its group keeps its number until we have taken note."""
        self._workers.remove(worker)
        if hasattr(os, "killpg"):
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(worker.process.pid, signal.SIGKILL)
        worker.process.kill()
        worker.process.join()
        worker.connection.close()


def _start_method() -> str:
    return "fork" if sys.platform == "linux" and threading.active_count() == 1 else "spawn"


def _address_space(process: int) -> tuple[int, int]:
    """Give the bytes of memory a process has reserved and those it has taken; zeros where the system does not tell."""
    try:
        reserved, resident = Path(f"/proc/{process}/statm").read_text("ascii").split()[:2]
    except (OSError, ValueError):
        return 0, 0
    page = os.sysconf("SC_PAGE_SIZE")
    return int(reserved) * page, int(resident) * page


def _death(code: int | None) -> str:
    if code is not None and code < 0:
        with suppress(ValueError):
            return signal.Signals(-code).name
    return f"exit code {code}"


# --- inside a worker --------------------------------------------------------------------------------------------------


def _serve(connection: Connection[Any, Any], limits: Limits, parent: int) -> None:
    """Do calls until the other side is gone."""
    gc.freeze()  # to look at what a fork shares with its parent is to copy it
    _leave_the_parent(connection, parent)
    _limit_memory(limits)
    patience.on_request(lambda share: _take_more_time(connection, share * limits.seconds))
    calls = 0
    while True:
        try:
            call, args = connection.recv()
            _limit_processor_time(limits)
            calls += 1
            value, error = _done(call, args)
            last = isinstance(error, MemoryError) or calls >= _CALLS_BEFORE_RENEWAL or _is_bloated(limits)
            connection.send((value, error, last))
        except (EOFError, OSError):
            os._exit(0)


def _done(call: Callable[..., Any], args: tuple[object, ...]) -> tuple[Any, Exception | None]:
    try:
        return call(*args), None
    except Exception as error:  # it belongs to whoever waits for the call
        return None, error


def _leave_the_parent(connection: Connection[Any, Any], parent: int) -> None:
    """Lead a group of its own, hold none of the parent's files, say nothing, and die with the parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.set_wakeup_fd(-1)
    if hasattr(os, "setpgid"):
        with suppress(OSError):
            os.setpgid(0, 0)
    silent = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(silent, standard)
    if sys.platform == "linux":
        for name in os.listdir("/proc/self/fd"):  # noqa: PTH208 - numbers, not paths
            if int(name) > 2 and int(name) != connection.fileno():
                with suppress(OSError):
                    os.close(int(name))
        _die_with(parent)


def _die_with(parent: int) -> None:
    """Ask Linux to end this process when its parent ends, however that ends."""
    import ctypes

    set_death_signal = 1
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(set_death_signal, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:
        os._exit(0)


def _limit_memory(limits: Limits) -> None:
    """Hold this process, and what it starts, to what it has reserved now and the limit on top of it."""
    if sys.platform == "win32":
        return
    import resource

    ceiling = _address_space(os.getpid())[0] + limits.memory
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (ceiling, resource.getrlimit(resource.RLIMIT_AS)[1]))
    with suppress(ValueError, OSError):  # a crash of compiled code is no reason to fill the disk
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _limit_processor_time(limits: Limits) -> None:
    if sys.platform == "win32":
        return
    import resource

    usage = resource.getrusage(resource.RUSAGE_SELF)
    until = int(usage.ru_utime + usage.ru_stime + limits.seconds) + 2
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CPU, (until, resource.getrlimit(resource.RLIMIT_CPU)[1]))


def _take_more_time(connection: Connection[Any, Any], seconds: float) -> None:
    """Raise the limits of the call that is running: its own of processor time, and the clock of whoever waits."""
    connection.send(_MoreTime(seconds))
    if sys.platform == "win32":
        return
    import resource

    until, most = resource.getrlimit(resource.RLIMIT_CPU)
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CPU, (until + ceil(seconds), most))


def _is_bloated(limits: Limits) -> bool:
    return _address_space(os.getpid())[1] > limits.memory // _SHARE_OF_MEMORY_KEPT
