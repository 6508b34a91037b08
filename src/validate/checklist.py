"""What law and custom ask of a report, as a list of items for each profile, and the words each is recognised by.

The items stand in `normalize/tables/checklist.csv`, their signs in `part_signs.csv`. A rule binds only in its years:
the municipal accounting act was replaced in 2019 (KRL by LKBR), the equalisation reserve in 2024 by the result reserve.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Literal, NamedTuple, cast, get_args

from ..normalize.tables import rows
from ..schema.codes import FindingCode, Severity

Profile = Literal["interim", "annual", "board", "follow_up", "monthly", "memo"]
PROFILES: tuple[Profile, ...] = get_args(Profile)
STATUTORY: frozenset[Profile] = frozenset({"interim", "annual"})

Where = Literal["chapter", "heading", "prose", "row", "column", "goal", "part", "title"]
Match = Literal["exact", "start", "word", "stem", "in"]


class Item(NamedTuple):
    """One thing that a report of a profile should have, in the years its rule is in force.

    `partly` is the severity when only some of it is there, None when that needs no finding. `parents` are the items it
    hangs on; `told_by` the findings that already tell of every record that lacks it.
    """

    id: str
    profiles: frozenset[Profile]
    severity: Severity
    partly: Severity | None
    parents: tuple[str, ...]
    told_by: frozenset[FindingCode]
    first_year: int
    last_year: int
    name: str
    rule: str
    legal_basis: str


class Sign(NamedTuple):
    """A phrase by which an item is recognised, and how much it says.

    A `chapter` is a heading outside tables. `sure` is enough by itself, `joint` phrases are together with others in one
    table, `partly` only touches the item, `noise` means something else; other words name a part of an item.
    """

    where: Where
    match: Match
    strength: str
    phrase: str


def items_of(profile: Profile, year: int | None) -> list[Item]:
    """Give the items of a profile that were in force in a year; without a year, those in force now.

    Example:
        >>> [item.legal_basis for year in (2016, 2022) for item in items_of("annual", year) if item.id == "A01"]
        ['KRL (1997:614)', 'LKBR 8 kap.']
    """
    when = year or _NOW
    return [item for item in _items() if profile in item.profiles and item.first_year <= when <= item.last_year]


def names() -> dict[str, str]:
    """Give the items of all profiles with their Swedish names, in the order of the checklist."""
    return {item.id: item.name for item in _items()}


@cache
def signs(item: str) -> tuple[Sign, ...]:
    """Give the signs of an item."""
    return _signs().get(item, ())


_NOW = 9998
"""A year in which all rules without a last year are in force."""


@cache
def _items() -> tuple[Item, ...]:
    return tuple(_item(row) for row in rows("checklist"))


def _item(row: dict[str, str]) -> Item:
    return Item(
        id=row["id"],
        profiles=frozenset(cast("Sequence[Profile]", row["profiles"].split())),
        severity=cast(Severity, row["severity"]),
        partly=cast(Severity, row["partly"]) if row["partly"] else None,
        parents=tuple(row["parents"].split()),
        told_by=frozenset(cast("Sequence[FindingCode]", row["told_by"].split())),
        first_year=int(row["from_year"] or 0),
        last_year=int(row["to_year"] or _NOW + 1),
        name=row["name"],
        rule=row["rule"],
        legal_basis=row["legal_basis"],
    )


@cache
def _signs() -> dict[str, tuple[Sign, ...]]:
    found: dict[str, list[Sign]] = {}
    for row in rows("part_signs"):
        sign = Sign(cast(Where, row["where"]), cast(Match, row["match"]), row["strength"], row["phrase"])
        found.setdefault(row["id"], []).append(sign)
    return {item: tuple(listed) for item, listed in found.items()}
