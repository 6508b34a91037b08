"""Equations between the columns of a money table: variance, change, change in per cent, shares, sums over columns.

Which two columns a column follows from is found in the rows: of all pairs that its role allows, the one under which
most rows hold. One rule is kept for the whole table, so that a row which breaks it is seen.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import permutations
from typing import NamedTuple

from ..extract.equations import Form, per_cent, per_cent_tolerance
from ..normalize.sum_label import sum_strength
from ..normalize.text import fold
from ..schema.codes import CheckKind, ColumnRole
from .figures import MANY_TIMES_ROUNDING, Figures, Value
from .identity import EPSILON, Identity

MIN_SHARE = 0.6
SURE_SHARE = 0.8
PROBE = 60
"""Rows on which pairs are tried before the whole table is."""

_ACTUAL: tuple[ColumnRole, ...] = ("outcome", "forecast")


class Rule(NamedTuple):
    """A column as a function of others, for the whole table; `firm` where the header says that it is one."""

    kind: CheckKind
    target: int
    terms: tuple[tuple[int, int], ...]
    form: Form
    firm: bool
    held: int = 0
    tried: int = 0


def column_identities(figures: Figures) -> Iterator[Identity]:
    """Give the equations that hold between the columns, one for each row that prints them."""
    for rule in column_rules(figures):
        opposite = _opposite(rule)
        against = {r for r in range(len(figures.values)) if opposite and _agrees(figures, opposite, r) is True}
        for row in range(len(figures.values)):
            identity = _in_row(figures, rule, row)
            if identity is None:
                continue
            agrees = _agrees(figures, rule, row)
            if agrees is not False:
                yield identity
            elif _has_blank(figures, rule, row):
                continue
            else:
                yield identity._replace(habit=row in against or _by_other_habit(identity, figures, row))


def column_rules(figures: Figures) -> list[Rule]:
    """Find for each column the rule under which most of its rows follow from other columns."""
    rows = [r for r, line in enumerate(figures.values) if sum(v is not None for v in line) >= 2]
    probe = rows if len(rows) <= PROBE else rows[:: len(rows) // PROBE]
    rules: list[Rule] = []
    derived = ("variance", "change", "change_pct")
    roles = [column.role for column in figures.table.columns]
    named = [bool(sum_strength(column.label)) for column in figures.table.columns]
    for target in sorted(range(figures.width), key=lambda c: (roles[c] not in derived, not named[c])):
        best = _best(figures, [rule for rule in _candidates(figures, target) if not _repeats(rule, rules)], probe)
        if best and probe is not rows:
            best = _counted(figures, best, rows)
        if best:
            rules.append(best)
    return rules


def _repeats(rule: Rule, rules: Sequence[Rule]) -> bool:
    """Say whether a rule is one that is known already, solved for another column."""
    cells = {rule.target, *(c for c, _ in rule.terms)}
    return rule.form == "linear" and any(
        known.form == "linear" and {known.target, *(c for c, _ in known.terms)} == cells for known in rules
    )


def _candidates(figures: Figures, target: int) -> Iterator[Rule]:
    """Give the rules that a column's role allows, the likeliest first."""
    roles = [column.role for column in figures.table.columns]
    role = roles[target]
    amounts = [c for c in range(figures.width) if c != target and not figures.percent[c]]
    if figures.percent[target]:
        yield from _shares(roles, target, amounts)
    elif role in ("variance", "change"):
        yield from _differences(roles, target, amounts)
    elif role == "other" or sum_strength(figures.table.columns[target].label):
        yield from _sums(figures, target, amounts)
        net = fold(figures.table.columns[target].label).startswith("netto")
        for a, b in permutations(amounts, 2):
            yield Rule("sum" if net else "variance", target, ((a, 1), (b, -1)), "linear", net)
    else:
        yield from _sums(figures, target, amounts)


def _shares(roles: Sequence[ColumnRole], target: int, amounts: Sequence[int]) -> Iterator[Rule]:
    forms: tuple[Form, ...] = ("absolute", "signed", "plain")
    firm = roles[target] == "change_pct"
    for a, b in permutations(amounts, 2):
        named = firm and roles[a] in _ACTUAL and roles[b] in (*_ACTUAL, "budget")
        for form in forms:
            yield Rule("change_pct", target, ((a, 1), (b, -1)), form, named)
    for a, b in permutations(amounts, 2):
        yield Rule("ratio", target, ((a, 1), (b, 1)), "share", roles[a] == "variance" and roles[b] == "budget")


def _differences(roles: Sequence[ColumnRole], target: int, amounts: Sequence[int]) -> Iterator[Rule]:
    kind: CheckKind = "variance" if roles[target] == "variance" else "change"
    for a, b in permutations(amounts, 2):
        pair = {roles[a], roles[b]}
        named = "budget" in pair and pair & set(_ACTUAL) if kind == "variance" else pair <= set(_ACTUAL)
        yield Rule(kind, target, ((a, 1), (b, -1)), "linear", bool(named) or pair == set(_ACTUAL))


def _sums(figures: Figures, target: int, amounts: Sequence[int]) -> Iterator[Rule]:
    """A column may sum the columns of its own role that stand in a run beside it, such as one for each department."""
    columns = figures.table.columns
    named = bool(sum_strength(columns[target].label))
    left = [c for c in range(target) if c in amounts]
    right = [c for c in range(target + 1, figures.width) if c in amounts]
    for run in (left[-n:] for n in range(len(left), 1, -1)):
        yield Rule("sum", target, tuple((c, 1) for c in run), "linear", named)
    for run in (right[:n] for n in range(len(right), 1, -1)):
        yield Rule("sum", target, tuple((c, 1) for c in run), "linear", named)


def _best(figures: Figures, candidates: Sequence[Rule], rows: Sequence[int]) -> Rule | None:
    """Give the candidate that most rows follow, where that is more than chance; firm ones win over others."""
    counted = [_counted(figures, rule, rows) for rule in candidates]
    good = [rule for rule in counted if _is_meant(rule)]
    return max(good, key=lambda r: (r.held, r.held / r.tried, r.firm, -_distance(r)), default=None)


def _distance(rule: Rule) -> int:
    return sum(abs(rule.target - column) for column, _ in rule.terms)


def _is_meant(rule: Rule) -> bool:
    """Say whether enough rows follow a rule; one that no header word names must hold nearly everywhere."""
    if not rule.firm:
        return rule.held >= 3 and (rule.held >= SURE_SHARE * rule.tried or (rule.form != "linear" and _but_one(rule)))
    return rule.held >= max(1, MIN_SHARE * rule.tried) or (rule.held >= 1 and rule.held >= 0.5 * rule.tried)


def _but_one(rule: Rule) -> bool:
    """Say whether all rows but one follow a rule: percentages that fit three times are no chance."""
    return rule.held == rule.tried - 1


def _counted(figures: Figures, rule: Rule, rows: Sequence[int]) -> Rule:
    found = [agrees for row in rows if (agrees := _agrees(figures, rule, row)) is not None]
    return rule._replace(held=sum(found), tried=len(found))


def _agrees(figures: Figures, rule: Rule, row: int) -> bool | None:
    """Say whether a row follows a rule; None where it prints too little, or figures too small to show anything."""
    values, halves = figures.values[row], figures.halves[row]
    found = values[rule.target]
    if found is None:
        return None
    if rule.form != "linear":
        return _is_share(rule, found, values, halves)
    expected = limit = largest = 0.0
    printed = 0
    for column, sign in rule.terms:
        value = values[column]
        if value is None:
            continue
        printed += 1
        expected += sign * value
        limit += halves[column]
        largest = max(largest, abs(value))
    needed = len(rule.terms) if rule.kind != "sum" else 1
    if printed < needed or max(largest, abs(found)) < MANY_TIMES_ROUNDING * halves[rule.target]:
        return None
    return abs(expected - found) <= limit + max(0.0, halves[rule.target] - limit / max(1, printed)) + 1e-9


def _is_share(rule: Rule, found: float, values: Sequence[Value], halves: Sequence[float]) -> bool | None:
    """Say whether a percentage is what the rule's two columns give; None where one of them is not printed."""
    (newer, _), (older, _) = rule.terms
    new, old = values[newer], values[older]
    if new is None or not old:
        return None
    expected = per_cent(rule.form, new, old)
    limit = per_cent_tolerance(new, old, (halves[newer], halves[older]), halves[rule.target])
    return abs(expected - found) <= limit + EPSILON * max(1.0, abs(expected))


def _in_row(figures: Figures, rule: Rule, row: int) -> Identity | None:
    """Make a rule's identity for a row; None where the row does not print what it needs."""
    values, halves = figures.values[row], figures.halves[row]
    if values[rule.target] is None:
        return None
    blank = [c for c, _ in rule.terms if values[c] is None]
    if rule.form != "linear":
        old = values[rule.terms[1][0]]
        if blank or not old:
            return None
    elif len(blank) == len(rule.terms) or any((row, c) in figures.doubted for c in blank):
        return None
    terms = [(c, s) for c, s in rule.terms if values[c] is not None]
    return Identity(
        rule.kind,
        figures.at(row, rule.target),
        tuple((figures.at(row, c), float(s)) for c, s in terms),
        tuple(halves[c] for c, _ in terms),
        halves[rule.target],
        rule.form,
        rule.held,
        rule.tried,
        firm=rule.firm,
    )


def _by_other_habit(identity: Identity, figures: Figures, row: int) -> bool:
    """Say whether a change in per cent is right when its signs are counted the other way."""
    if identity.kind != "change_pct":
        return False
    return any(
        identity._replace(form=form).holds(lambda at: figures.values[row][at.column])
        for form in ("signed", "absolute", "plain")
    )


def _has_blank(figures: Figures, rule: Rule, row: int) -> bool:
    """Say whether a term is blank: then an equation that fails proves nothing."""
    return rule.kind != "sum" and any(figures.values[row][c] is None for c, _ in rule.terms)


def _opposite(rule: Rule) -> Rule | None:
    if rule.form != "linear" or rule.kind not in ("variance", "change"):
        return None
    return rule._replace(terms=tuple((c, -s) for c, s in rule.terms))
