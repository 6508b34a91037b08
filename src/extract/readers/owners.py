"""Whose figures a statement prints side by side: the municipality's and the group's, each over its own years."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import combinations, pairwise

MIN_OWNERS = 2
MAX_OWNER_WORDS = 3
_OWNER = re.compile(
    r"(?:den )?(?:kommunal[at] )?(?:kommun|koncern|kommunkoncern|region|förbund|bolag)(?:en|et)?"
    r"|(?:den )?sammanställd[ae]? (?:redovisning(?:en)?|räkenskaper(?:na)?)",
    re.I,
)
_YEAR = re.compile(r"(?:19[89]|20[0-4])\d")


def is_owner(text: str) -> bool:
    """Say whether a head says whose figures stand below it.

    Example:
        >>> is_owner("Kommunala koncernen"), is_owner("Sammanställd redovisning"), is_owner("Kommunstyrelsen")
        (True, True, False)
    """
    return bool(_OWNER.fullmatch(text))


def without_owners(words: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Take the owners that stand side by side out of a header's words: the owners, and the words that are left.

    An owner with a year of its own heads one column and stays. What a sentence says before the owners goes with them.

    Example:
        >>> without_owners("mnkr Not Kommunen Koncernen Bokslut 2021 Bokslut 2022".split())[0]
        ('Kommunen', 'Koncernen')
        >>> without_owners("mnkr Koncern 2021 Koncern 2022".split())[0]
        ()
    """
    for start in range(len(words)):
        owners, end = _owners_from(words, start)
        if len(owners) >= MIN_OWNERS:
            before = words[:start]
            sentence = max((i + 1 for i, word in enumerate(before) if word.endswith(".")), default=0)
            return owners, (*before[sentence:], *words[end:])
    return (), tuple(words)


def _owners_from(words: Sequence[str], start: int) -> tuple[tuple[str, ...], int]:
    owners: list[str] = []
    at = start
    while at < len(words):
        ends = range(min(len(words), at + MAX_OWNER_WORDS), at, -1)
        end = next((end for end in ends if is_owner(" ".join(words[at:end]))), None)
        if end is None:
            break
        owners.append(" ".join(words[at:end]))
        at = end
    return tuple(owners), at


def owned_heads(owners: Sequence[str], heads: Sequence[str]) -> tuple[str, ...]:
    """Put whose figures they are before each head that stands under an owner.

    The same head comes back only where another's figures begin; where that leaves two ways, a head that may belong to
    either keeps its own words.

    Example:
        >>> owned_heads(["Kommunen", "Koncernen"], ["2022", "Budget 2022", "2022", "2021"])
        ('Kommunen 2022', 'Budget 2022', 'Koncernen 2022', 'Koncernen 2021')
    """
    if not heads or len(owners) < MIN_OWNERS:
        return tuple(heads or owners)
    found: list[set[str]] = [set() for _ in heads]
    for cuts in combinations(range(1, len(heads)), len(owners) - 1):
        bounds = (0, *cuts, len(heads))
        parts = [heads[a:b] for a, b in pairwise(bounds)]
        if all(len(set(part)) == len(part) for part in parts):
            for owner, (a, b) in zip(owners, pairwise(bounds), strict=True):
                for i in range(a, b):
                    found[i].add(owner)
    return tuple(
        f"{next(iter(owner))} {head}" if len(owner) == 1 else head for owner, head in zip(found, heads, strict=True)
    )
