"""Which municipality, region or federation a report is about.

A report prints its municipality as "X kommun", "Xs kommun" or "X stad" on the cover and in running heads, speaks of
its inhabitants ("Umeåborna", "örebroare") and of itself in the genitive. It also names others in passing ("städer som
Göteborg", "tillsammans med Lunds kommun"), its own county and region, and several names are ordinary words (Mark,
Lund, Vara). So names are votes: the full form weighs most, the first lines more than later ones, and a name among
others or after "tillsammans med" hardly at all.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from .reading import Reading
from .tables import rows
from .text import fold, fold_ascii

PlaceKind = Literal["municipality", "region", "federation"]


class Place(NamedTuple):
    """A municipality with SCB code and county, or a region or federation under its own name with no code."""

    name: str
    code: str | None
    county: str | None
    kind: PlaceKind


class _Mention(NamedTuple):
    place: Place
    start: int
    end: int
    weight: float


_FULL, _INHABITANT, _BARE_NAME = 6.0, 2.0, 1.0
_ENOUGH = 4.0
_SURE_SHARE = 0.55
_COVER_LINES = 40
_COVER_FACTOR = 3.0
_ALONE_FACTOR = 2.0
_PASSING_FACTOR = 0.03
_SIMILAR = 87
_LONG_ENOUGH = 8
_CONFUSED_PAIRS = (("rn", "m"), ("ri", "n"), ("ii", "u"), ("vv", "w"))
_CONFUSED = str.maketrans({"l": "i", "1": "i", "|": "i", "0": "o", "6": "o", "c": "e", "f": "t", "q": "g"})

_CAPITAL = r"[A-ZÅÄÖ][\wé-]*"
_TOKEN = re.compile(r"[\wé-]+")
# "kommun" also as a scan spells it: rn for m.
_KEYWORD = r"(?:ko(?:mm|rnm|mrn|nm|rnrn)un\w*|stads?(?:fullmäktige|hus)?|Stads?|Kommuns?|KOMMUNS?|STADS?)"
_FULL_FORM = re.compile(
    rf"(?<![\w-])(?P<name>(?:{_CAPITAL} )?[A-ZÅÄÖ0][\wé-]*) (?!kommuner|kommunal){_KEYWORD}(?![\w-])"
)
_IN_PLACE = re.compile(
    rf"(?:[Ff]ullmäktige|[Ss]tyrelsen|nämnden|[Kk]ommun(?:en)?|KOMMUNEN) i (?P<name>{_CAPITAL}(?: {_CAPITAL})?)"
)
_ADDRESS = re.compile(r"(?:www\.|@|https?://(?:www\.)?)(?P<name>[a-z][a-z-]+)\.se\b")
_NAME = re.compile(rf"(?<![\w-])(?P<name>{_CAPITAL}(?: {_CAPITAL})?)")
_PLAIN_WORD = re.compile(r"[\wé]{5,}")
_LIST_GAP = re.compile(r"s?(?: kommuner?| stads?)?(?:[,/;] ?| och | samt | eller | respektive | & |, och )(?:i |med )?")


@cache
def _words(kind: str) -> tuple[str, ...]:
    return tuple(row["printed"] for row in rows("place_words") if row["kind"] == kind)


@cache
def _municipalities() -> dict[str, Place]:
    """Give every municipality by its name in lower case, with printed variants."""
    places = {
        row["name"].lower(): Place(row["name"], row["code"], row["county"], "municipality")
        for row in rows("municipalities")
    }
    variants = {row["printed"]: row["name"] for row in rows("place_words") if row["kind"] == "variant"}
    return places | {printed: places[name.lower()] for printed, name in variants.items()}


@cache
def _by_code() -> dict[str, Place]:
    return {place.code: place for place in _municipalities().values() if place.code}


@cache
def _colliding() -> frozenset[str]:
    return frozenset(_words("collision"))


@cache
def _without_diacritics() -> dict[str, Place | None]:
    """Give municipalities by the name a bad scan leaves; `None` where two names become one."""
    found: dict[str, Place | None] = {}
    for name, place in _municipalities().items():
        plain = fold_ascii(name)
        found[plain] = place if found.get(plain, place) == place else None
    return found


@cache
def _regions() -> dict[str, Place]:
    """Give every region by its printed names; one is a municipality too, and has its code."""
    return {
        row["printed"].lower(): _by_code().get(row["code"]) or Place(row["name"], None, row["county"], "region")
        for row in rows("regions")
    }


@cache
def _inhabitants() -> dict[str, Place]:
    """Give municipalities by the words for those who live there ("malmöborna", "norrköpingsbor", "örebroare")."""
    return {
        name + joint + ending: place
        for name, place in _municipalities().items()
        if name not in _colliding() and " " not in name
        for joint in ("", "s")
        for ending in _words("inhabitant")
    }


@cache
def _telling_tokens() -> frozenset[str]:
    """Give the words without which a line names no place: a cheap look before the exact one."""
    names = {name.split(" ")[0] for name in _municipalities()} | set(_without_diacritics())
    regions = {"region", "regionen", "landsting", "landstinget", "västra", "business"}
    return frozenset({*names, *(name + "s" for name in names), *_inhabitants(), *regions, *_words("federation")})


@cache
def _region_pattern() -> re.Pattern[str]:
    names = sorted({row["printed"] for row in rows("regions")}, key=len, reverse=True)
    return re.compile(rf"(?<!Business )(?<![\w-])({'|'.join(map(re.escape, names))})s?(?!\w)", re.I)


@cache
def _federation_pattern() -> re.Pattern[str]:
    words = "|".join(sorted(map(re.escape, _words("federation")), key=len, reverse=True))
    name = rf"(?!(?i:{'|'.join(map(re.escape, _words('report')))})\b){_CAPITAL}"
    return re.compile(
        rf"(?<![\w-])(?P<name>(?i:{words})(?:(?: i| och|,)? {name}){{1,5}})"
        rf"|(?<![\w-])(?P<named>(?:{name} (?:och |i )?){{1,4}}(?i:{words}))(?!\w)"
    )


@cache
def _passing() -> re.Pattern[str]:
    words = "|".join(sorted(map(re.escape, _words("passing")), key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{words})(?: [a-zåäö]+)?[ ,:]*$", re.I)


@cache
def _not_itself() -> re.Pattern[str]:
    return re.compile(rf"s? ?(?:{'|'.join(map(re.escape, _words('other')))})(?!\w)", re.I)


def _named(name: str) -> Place | None:
    """Give the municipality of a name or its genitive, in any case."""
    word = name.lower()
    places = _municipalities()
    return places.get(word) or (places.get(word[:-1]) if word.endswith("s") else None)


def _first_named(name: str) -> tuple[Place, int] | None:
    """Give the municipality one or two words begin with, and how many letters name it."""
    place = _named(name)
    if place:
        return place, len(name)
    first = name.split(" ")[0]
    place = _named(first)
    return (place, len(first)) if place else None


@lru_cache(maxsize=2_000)
def _before_keyword(name: str) -> tuple[Place, float] | None:
    """Give the municipality before "kommun" or "stad", tolerating what a scan does to letters."""
    candidates = [name, name.split(" ")[-1]] if " " in name else [name]
    for candidate in candidates:
        place = _named(candidate)
        if place:
            return place, 1.0
    for candidate in candidates:
        place = _damaged(candidate)
        if place:
            return place, 0.8
    return None


def _damaged(name: str) -> Place | None:
    """Give the one municipality a damaged name can be; too short or too near another is `None`."""
    bare = name[:-1] if name.endswith(("s", "S")) else name
    for word in (name, bare):
        plain = fold_ascii(word)
        if plain in _without_diacritics():
            return _without_diacritics()[plain]
        if _confused(plain) in _by_shape():
            return _by_shape()[_confused(plain)]
    return _nearest(fold_ascii(bare))


def _confused(plain: str) -> str:
    """Give the form in which letters a scan takes for one another are one."""
    plain = plain.translate(_CONFUSED)
    for printed, taken_for in _CONFUSED_PAIRS:
        plain = plain.replace(printed, taken_for)
    return plain


@cache
def _by_shape() -> dict[str, Place | None]:
    found: dict[str, Place | None] = {}
    for name, place in _municipalities().items():
        shape = _confused(fold_ascii(name))
        found[shape] = place if found.get(shape, place) == place else None
    return found


@cache
def _letters() -> tuple[tuple[str, frozenset[str]], ...]:
    return tuple((name, frozenset(name)) for name in _without_diacritics())


def _of_like_letters(plain: str) -> list[str]:
    """Give the names that may be similar: each letter that only one of two words holds sets them apart."""
    letters, counted = frozenset(plain), Counter(plain)

    def may_be(name: str, others: frozenset[str]) -> bool:
        allowed = (100 - _SIMILAR) * (len(plain) + len(name)) / 100
        if len(letters ^ others) > allowed:  # a quick look before the exact one
            return False
        named = Counter(name)
        return ((counted - named) + (named - counted)).total() <= allowed

    return [name for name, others in _letters() if may_be(name, others)]


def _nearest(plain: str) -> Place | None:
    names = _of_like_letters(plain) if len(plain) >= _LONG_ENOUGH else []
    if not names:
        return None
    from rapidfuzz import fuzz, process  # a heavy import that only damaged text needs

    best = process.extract(plain, names, scorer=fuzz.ratio, score_cutoff=_SIMILAR, limit=2)
    if not best or (len(best) > 1 and best[1][1] > best[0][1] - 10):
        return None
    return _without_diacritics()[best[0][0]]


@dataclass(slots=True)
class _Count:
    """The votes for one place and the first form it was printed in."""

    printed: str
    votes: float = 0.0
    full: int = field(default=0)


def find_municipality(lines: Sequence[str]) -> Reading[Place] | None:
    """Find whose report this is from the whole text; the first lines are the cover.

    Example:
        >>> find_municipality(["Årsberättelse 2020", "Lunds kommun"]).value.code
        '1281'
    """
    counts: dict[Place, _Count] = {}
    position = 0
    for line in _joined(lines):
        position += 1
        cover = position <= _COVER_LINES
        if not cover and _telling_tokens().isdisjoint(_TOKEN.findall(line.lower())):
            continue
        factor = _COVER_FACTOR if cover and len(line) < 200 else 1.0
        for mention in _mentions(line):
            alone = _ALONE_FACTOR if _stands_alone(mention, line, cover) else 1.0
            count = counts.setdefault(mention.place, _Count(line[mention.start : mention.end]))
            count.votes += factor * alone * mention.weight
    return _winner(counts)


def _stands_alone(mention: _Mention, line: str, cover: bool) -> bool:
    """Say whether a line is little more than the name: a cover, a logotype or a running head."""
    others = len(line) - (mention.end - mention.start)
    return others < 15 if mention.weight >= _FULL else cover and others <= 2


def _joined(lines: Sequence[str]) -> Iterator[str]:
    """Yield the lines that hold text; a name over "kommun" or "stad", as in a coat of arms, becomes one line."""
    pending = ""
    for line in lines:
        text = line.strip()
        if pending:
            joins = text.lower() in ("kommun", "stad", "kommuns", "stads")
            yield f"{pending} {text}" if joins else pending
            pending = ""
            if joins:
                continue
        if text and len(text) < 25 and _named(text):
            pending = text
        elif text:
            yield text
    if pending:
        yield pending


def _winner(counts: dict[Place, _Count]) -> Reading[Place] | None:
    ranked = sorted(counts.items(), key=lambda item: -item[1].votes)
    if not ranked or ranked[0][1].votes < _ENOUGH:
        return None
    place, count = ranked[0]
    second = ranked[1][1].votes if len(ranked) > 1 else 0.0
    share = count.votes / (count.votes + second)
    if share < _SURE_SHARE:
        return None
    return Reading(place, count.printed, round(min(0.99, 0.5 + share / 2), 2))


def _mentions(line: str) -> list[_Mention]:
    """List the places a line names, each weighed by its form and by whether it is named in passing."""
    found: list[_Mention] = []  # in their order on the line, none over another
    for mention in _forms(line):
        place = bisect(found, mention.start, key=lambda other: other.start)
        overlaps = any(
            mention.start < other.end and other.start < mention.end for other in found[max(0, place - 1) : place + 1]
        )
        if not overlaps:
            found.insert(place, mention)
    return [_weighed(index, found, line) for index in range(len(found))]


def _weighed(index: int, mentions: list[_Mention], line: str) -> _Mention:
    mention = mentions[index]
    neighbours = mentions[max(0, index - 1) : index] + mentions[index + 1 : index + 2]
    passing = _passing().search(line, max(0, mention.start - 60), mention.start) or any(
        other.place != mention.place
        and _LIST_GAP.fullmatch(line[min(other.end, mention.end) : max(other.start, mention.start)])
        for other in neighbours
    )
    if not passing:
        return mention
    return _Mention(mention.place, mention.start, mention.end, mention.weight * _PASSING_FACTOR)


def _forms(line: str) -> Iterator[_Mention]:
    """Yield every form in which a line can name a place, the surest first."""
    lowered = line.lower()
    if any(word in lowered for word in _words("federation")):
        for match in _federation_pattern().finditer(line):
            place = Place(re.sub(r"\s+", " ", match["name"] or match["named"]), None, None, "federation")
            yield _Mention(place, match.start(), match.end(), _FULL)
    if "region" in lowered or "landsting" in lowered:
        yield from _region_forms(line)
    yield from _full_forms(line, lowered)
    if not _inhabitants().keys().isdisjoint(_PLAIN_WORD.findall(lowered)):
        yield from _resident_forms(line)
    yield from _bare_forms(line)


def _resident_forms(line: str) -> Iterator[_Mention]:
    for match in _PLAIN_WORD.finditer(line):
        resident = _inhabitants().get(match[0].lower())
        if resident:
            yield _Mention(resident, match.start(), match.end(), _INHABITANT)


def _region_forms(line: str) -> Iterator[_Mention]:
    for match in _region_pattern().finditer(line):
        yield _Mention(_regions()[match[1].lower()], match.start(), match.end(), _FULL)


def _full_forms(line: str, lowered: str) -> Iterator[_Mention]:
    if " ko" in lowered or " stad" in lowered:
        for match in _FULL_FORM.finditer(line):
            named = _before_keyword(match["name"])
            if named:
                yield _Mention(named[0], match.start("name"), match.end(), _FULL * named[1])
    for match in _IN_PLACE.finditer(line) if " i " in line else ():
        found = _first_named(match["name"])
        if found:
            yield _Mention(found[0], match.start("name"), match.start("name") + found[1], _FULL)
    if ".se" in lowered:
        for match in _ADDRESS.finditer(line):
            place = _without_diacritics().get(match["name"])
            if place:
                yield _Mention(place, match.start(), match.end(), _FULL)


def _bare_forms(line: str) -> Iterator[_Mention]:
    position = 0
    while match := _NAME.search(line, position):
        found = _first_named(match["name"])
        end = match.start() + (found[1] if found else len(match["name"].split(" ")[0]))
        position = end
        if found and found[0].name.lower() not in _colliding() and not _not_itself().match(line, end):
            yield _Mention(found[0], match.start(), end, _BARE_NAME)


@lru_cache(maxsize=2_000)
def read_municipality(text: str) -> Place | None:
    """Read one place given by name or SCB code.

    Example:
        >>> read_municipality("Malmö stad").code, read_municipality("2480").name
        ('1280', 'Umeå')
    """
    word = fold(text)
    if word in _by_code():
        return _by_code()[word]
    if word in _regions():
        return _regions()[word]
    bare = re.sub(r" (?:kommuns?|stads?)$", "", word)
    return _named(bare) or _damaged(bare)
