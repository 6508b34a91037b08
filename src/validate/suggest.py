"""Which single cell, read or printed otherwise, would mend the most equations, and how it may have gone wrong.

People and scans slip in few ways: a digit, two digits swapped, a sign, a lost or doubled digit, a thousand too much. A
cell at which several broken equations meet, and whose mended value is such a slip of the printed one, is named. Nothing
is ever put right.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from .figures import At
from .identity import EPSILON, Identity, Lookup, tidy

MANY_TERMS = 400
"""A sum of more rows than this names no item as its suspect, unless another equation does."""

LOST_THOUSANDS, THOUSANDS_TOO_MANY, THE_UNIT = "three digits lost", "three digits too many", "the unit"
UNIT_SLIPS = (LOST_THOUSANDS, THOUSANDS_TOO_MANY, THE_UNIT)
"""Slips by a thousand: kronor among thousands of kronor."""
MIN_KRONOR = 5
"""A figure of more digits than this may be one of kronor."""

NEAR = 8
"""Last digits that rounding may stand between the value an equation wants and the one that was meant."""


class Suspect(NamedTuple):
    """A cell whose change to `value` mends the equations `mended` (by index) and breaks `broken` others.

    `slip` names the kind of error; `about` counts the mended equations whose target the cell is; `rest` is what
    rounding must still explain in them.
    """

    at: At
    value: float | int
    mended: tuple[int, ...]
    broken: int
    slip: str | None
    about: int
    rest: float

    @property
    def gain(self) -> int:
        """How many more equations hold."""
        return len(self.mended) - self.broken


class Court:
    """All identities of a report, by the cells that they join; it names suspects without altering anything."""

    def __init__(self, identities: Sequence[Identity], value: Lookup, half: Lookup) -> None:
        self.value = value
        self.half = half
        self.identities = identities
        self.residuals = [identity.residual(value) for identity in identities]
        self.limits = [identity.tolerance(value) for identity in identities]
        self.by_cell: dict[At, list[int]] = defaultdict(list)
        for i, identity in enumerate(identities):
            for at in dict.fromkeys(identity.cells()):
                self.by_cell[at].append(i)
        self.broken = [i for i in range(len(identities)) if not self._within(i, self.residuals[i])]

    def clusters(self) -> Iterator[tuple[Suspect | None, tuple[Identity, ...]]]:
        """Give the broken identities in groups that one cell explains, the clearest first; the rest one by one."""
        open_ = set(self.broken)
        queue = [(_order(s), s) for at in self._worth_trying() if (s := self._suspect(at, open_))]
        heapq.heapify(queue)
        while queue and open_:
            _, suspect = heapq.heappop(queue)
            if not open_.issuperset(suspect.mended):
                again = self._suspect(suspect.at, open_)
                if again:
                    heapq.heappush(queue, (_order(again), again))
                continue
            if len(suspect.mended) == 1:
                break
            yield suspect, tuple(self.identities[i] for i in suspect.mended)
            open_.difference_update(suspect.mended)
        for i in sorted(open_):
            yield self._alone(i), (self.identities[i],)

    def _alone(self, i: int) -> Suspect | None:
        """Of the cells that mend one equation, name the only one that breaks no other, or the only plain slip."""
        identity = self.identities[i]
        if len(identity.terms) > MANY_TERMS:
            return None
        found = [s for at in identity.cells() if (s := self._suspect(at, {i})) and not s.broken]
        plain = [s for s in found if s.slip]
        if len(found) == 1:
            return found[0]
        return plain[0] if len(plain) == 1 else None

    def _worth_trying(self) -> list[At]:
        """Give the cells at which broken identities meet."""
        counts: dict[At, int] = defaultdict(int)
        for i in self.broken:
            for at in dict.fromkeys(self.identities[i].cells()):
                counts[at] += 1
        return sorted(at for at, count in counts.items() if count > 1)

    def _suspect(self, at: At, open_: set[int]) -> Suspect | None:
        """Try the values that would mend a cell's broken identities, and keep the best."""
        wanted = {v for i in self.by_cell[at] if i in open_ and (v := self._mending(i, at)) is not None}
        tried = {value for v in wanted for value in self._likely(at, v)}
        found = [self._tried(at, value, open_) for value in sorted(tried)]
        return max((s for s in found if s.mended), key=lambda s: _weight(s), default=None)

    def _mending(self, i: int, at: At) -> float | None:
        return self.identities[i].mending(at, self.value, self.residuals[i])

    def _likely(self, at: At, wanted: float) -> Iterator[float]:
        """Give the wanted value as the cell would print it, and the slips of the printed one that lie beside it."""
        step = 2 * (self.half(at) or 0.5)
        yield tidy(round(wanted / step) * step)
        printed = self.value(at)
        if printed is not None:
            yield from (value for value, _ in slips(printed, step) if abs(value - wanted) <= NEAR * step)

    def _tried(self, at: At, value: float, open_: set[int]) -> Suspect:
        mended, broken, about, rest = [], 0, 0, 0.0
        for i in self.by_cell[at]:
            residual = self._residual(i, at, value)
            before, after = self._within(i, self.residuals[i]), self._within(i, residual)
            if after and i in open_:
                mended.append(i)
                rest += abs(residual)
                about += self.identities[i].target == at
            broken += before and not after
        printed = self.value(at)
        slip = None if printed is None else slip_of(printed, value, 2 * (self.half(at) or 0.5))
        return Suspect(at, tidy(value), tuple(mended), broken, slip, about, rest)

    def _residual(self, i: int, at: At, value: float) -> float:
        """Give an identity's residual with one cell changed."""
        identity = self.identities[i]
        if identity.form != "linear":
            return identity.residual(lambda cell: value if cell == at else self.value(cell))
        change = value - (self.value(at) or 0)
        return self.residuals[i] + change * identity.weight(at)

    def _within(self, i: int, residual: float) -> bool:
        return abs(residual) <= self.limits[i] + EPSILON * max(1.0, abs(self.value(self.identities[i].target) or 0))


def _weight(suspect: Suspect) -> tuple[int, int, bool, int, float]:
    """Weigh suspects: equations mended less broken, a plain slip, the cell an equation is about before its terms."""
    return suspect.gain, len(suspect.mended), suspect.slip is not None, suspect.about, -suspect.rest


def _order(suspect: Suspect) -> tuple[int, int, bool, int, float, At]:
    gain, mended, slip, about, rest = _weight(suspect)
    return -gain, -mended, not slip, -about, -rest, suspect.at


def slip_of(printed: float, value: float, step: float) -> str | None:
    """Name the slip that turns a value into the printed one, if it is one of the usual.

    Example:
        >>> slip_of(-62079, -62049, 1), slip_of(3945, 3495, 1), slip_of(120, -120, 1), slip_of(5, 812, 1)
        ('a digit', 'two digits swapped', 'the sign', None)
    """
    return next((name for slipped, name in slips(printed, step) if abs(slipped - value) < step / 4), None)


def slips(printed: float, step: float) -> Iterator[tuple[float | int, str]]:
    """Give the values that a printed one may be a slip of, each with the kind of slip."""
    if not printed:
        return
    yield tidy(-printed), "the sign"
    digits = str(round(abs(printed) / step))
    sign = -1 if printed < 0 else 1
    seen: set[str] = set()
    for text, name in _digit_slips(digits):
        if text != digits and text not in seen and not (len(text) > 1 and text[0] == "0"):
            seen.add(text)
            yield tidy(sign * int(text) * step), name


def _digit_slips(digits: str) -> Iterator[tuple[str, str]]:
    for i in range(len(digits)):
        yield from ((digits[:i] + d + digits[i + 1 :], "a digit") for d in "0123456789")
    for i in range(len(digits) - 1):
        yield digits[:i] + digits[i + 1] + digits[i] + digits[i + 2 :], "two digits swapped"
    for i in range(len(digits)):
        if len(digits) > 1:
            yield digits[:i] + digits[i + 1 :], "a digit too many"
    for i in range(len(digits) + 1):
        yield from ((digits[:i] + d + digits[i:], "a digit lost") for d in "0123456789")
    yield digits + "000", LOST_THOUSANDS
    if digits.endswith("000"):
        yield digits[:-3], THOUSANDS_TOO_MANY
    elif len(digits) > MIN_KRONOR:
        yield str(round(int(digits) / 1000)), THE_UNIT
