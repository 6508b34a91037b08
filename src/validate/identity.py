"""One equation over printed cells: a total and its items, a variance and what it compares, a change in per cent.

An identity knows which cells it joins and how far rounding lets them differ; whether it holds is computed from any set
of values, so that a changed cell can be tried without altering what is printed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, TypeAlias

from ..extract.equations import Form, per_cent, per_cent_tolerance
from ..schema import Check, CheckTerm
from ..schema.codes import CheckKind
from .figures import At, Value

Lookup: TypeAlias = Callable[[At], Value]
EPSILON = 1e-9


class Identity(NamedTuple):
    """What a cell (`target`) should be, given others (`terms` with sign or scale).

    `held` of `tried` sister equations (the same in other rows, or the same rows in other columns) hold: how surely the
    equation is meant. `habit` says that the equation holds with the opposite sign; `firm` that its header or label says
    it is one.
    """

    kind: CheckKind
    target: At
    terms: tuple[tuple[At, float], ...]
    halves: tuple[float, ...]
    half: float
    form: Form = "linear"
    held: int = 0
    tried: int = 0
    habit: bool = False
    firm: bool = True

    def cells(self) -> tuple[At, ...]:
        """Give all cells that the identity joins."""
        return (self.target, *(at for at, _ in self.terms))

    def expected(self, value: Lookup) -> float | None:
        """Compute what the target should be; a blank term counts as nothing."""
        if self.form == "linear":
            return sum(factor * (value(at) or 0) for at, factor in self.terms)
        new, old = value(self.terms[0][0]), value(self.terms[1][0])
        return None if new is None or not old else per_cent(self.form, new, old)

    def tolerance(self, value: Lookup) -> float:
        """Give the honest rounding: half of the last digit of each term, and of a target printed more coarsely."""
        if self.form == "linear":
            steps = [abs(factor) * half for (_, factor), half in zip(self.terms, self.halves, strict=True)]
            return sum(steps) + (self.half if self.half > min(steps, default=self.half) * 1.5 else 0.0)
        new, old = value(self.terms[0][0]), value(self.terms[1][0])
        if new is None or not old:
            return self.half
        return per_cent_tolerance(new, old, (self.halves[0], self.halves[1]), self.half)

    def holds(self, value: Lookup) -> bool:
        """Say whether the printed target is what the terms give, within rounding."""
        expected, found = self.expected(value), value(self.target)
        if expected is None or found is None:
            return True
        return abs(expected - found) <= self.tolerance(value) + EPSILON * max(1.0, abs(expected))

    def residual(self, value: Lookup) -> float:
        """Give found minus expected."""
        expected, found = self.expected(value), value(self.target)
        return 0.0 if expected is None or found is None else found - expected

    def weight(self, at: At) -> float:
        """Give how much a linear identity's residual moves when a cell moves by one."""
        return (1.0 if at == self.target else 0.0) - sum(factor for cell, factor in self.terms if cell == at)

    def mending(self, at: At, value: Lookup, residual: float) -> float | None:
        """Give the value of one of the cells under which the identity holds exactly."""
        if self.form != "linear":
            return self.expected(value) if at == self.target else None
        weight = self.weight(at)
        return (value(at) or 0) - residual / weight if weight else None


def check_of(identity: Identity, value: Lookup, ids: list[str]) -> Check | None:
    """Write an identity down as the contract's check; None where a figure it needs is not printed."""
    expected, found = identity.expected(value), value(identity.target)
    if expected is None or found is None:
        return None
    return Check(
        kind=identity.kind,
        row=identity.target.row,
        column=identity.target.column,
        expected=tidy(expected),
        found=found,
        tolerance=tidy(identity.tolerance(value)),
        ok=identity.holds(value),
        terms=[
            CheckTerm(table=ids[at.table], row=at.row, column=at.column, sign=-1 if factor < 0 else 1)
            for at, factor in identity.terms
        ],
    )


def tidy(value: float) -> float | int:
    """Round away what binary fractions leave behind.

    Example:
        >>> tidy(0.1 + 0.2), tidy(-43898.0)
        (0.3, -43898)
    """
    rounded = round(value, 6)
    return int(rounded) if rounded == int(rounded) else rounded
