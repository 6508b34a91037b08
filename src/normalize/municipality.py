"""Which municipality, region or federation a report is about.

A report prints its municipality as "X kommun", "Xs kommun" or "X stad" on the cover and in running heads, speaks of
its inhabitants ("Umeåborna", "örebroare") and of itself in the genitive. It also names others in passing ("städer som
Göteborg", "tillsammans med Lunds kommun"), its own county and region, and several names are ordinary words (Mark,
Lund, Vara). So names are counted as votes: the full form weighs most, the first lines more than later ones, a name
among others or after "tillsammans med" hardly at all.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from .reading import Reading
from .tables import rows
from .text import fold, fold_ascii

PlaceKind = Literal["municipality", "region", "federation"]


@dataclass(frozen=True, slots=True)
class Place:
    """A municipality with SCB code and county, or a region or federation under its own name with no code."""

    name: str
    code: str | None
    county: str | None
    kind: PlaceKind


@dataclass(frozen=True, slots=True)
class _Mention:
    place: Place
    start: int
    end: int
    weight: float


_STRONG, _INHABITANT, _WEAK = 6.0, 2.0, 1.0
_ENOUGH = 4.0
_COVER_LINES = 40
_COVER_FACTOR = 3.0
_PASSING_FACTOR = 0.1

_WORD = r"[A-ZÅÄÖ][\wé-]*"
_FULL_FORM = re.compile(
    rf"\b(?P<name>(?:{_WORD} )?{_WORD}) (?:kommun(?!er\b|erna\b|al)\w*|stads?(?:en)?(?:fullmäktige)?|KOMMUNS?|STADS?|Stads?|Kommuns?)\b"
)
_IN_PLACE = re.compile(
    rf"\b(?:kommun(?:en|fullmäktige|styrelsen)?|\w+nämnden|stadsfullmäktige|fullmäktige|Kommun(?:en|fullmäktige|styrelsen)?|\w+nämnden) i (?P<name>{_WORD}(?: {_WORD})?)"
)
_ADDRESS = re.compile(r"(?:www\.|@|https?://(?:www\.)?)(?P<name>[a-z][a-z-]+)\.se\b")
_BARE = re.compile(rf"(?<![\w-]){_WORD}(?: {_WORD})?")
_INHABITANTS = re.compile(r"\b(?P<name>\w[\w-]+?)s?(?:bo(?:r(?:na)?)?|ar(?:e|na)|it(?:er(?:na)?)?)s?\b")
_NOT_ITSELF = re.compile(
    r" ?(?:läns?\b|universitet|högskola|tingsrätt|stift|regionen|[A-ZÅÄÖ]{2,4}\b|lasarett|flygplats|station|centralstation)",
    re.I,
)
_PASSING = re.compile(
    r"(?:städer|kommuner|kommunerna|kommunen|orter|tillsammans med|samverkan med|samarbetet? med|samverkar med|samarbetar med|jämfört med|"
    r"jämförelse med|i likhet med|såsom|liksom|till exempel|t\.?ex\.?|bland annat|bl\.?a\.?|exempelvis|avtal med|"
    r"från|även|gemensamt med|grannkommun\w*|i nivå med|inklusive|samt|utbyte med|besök i|konferens i|hos)(?: \w+){0,2}[ ,:]*$",
    re.I,
)
_LIST_GAP = re.compile(r"s?(?: kommuner?| stad)?(?:[,/;] ?| och | samt | eller | respektive |–|, och )")
_FEDERATION = re.compile(
    rf"(?P<before>(?:{_WORD} ){{1,4}})(?:kommunal|räddningstjänst|brandförsvars|gymnasie|utbildnings|samordnings|miljö|vårdförbunds?)förbund(?:et)?\b"
    rf"|(?P<word>(?:Kommunal|Räddningstjänst|Gymnasie|Brandförsvars|Samordnings|Utbildnings|Miljö)förbundet)(?P<after>(?: {_WORD}| i(?= [A-ZÅÄÖ])| och(?= [A-ZÅÄÖ])){{1,5}})"
)


@cache
def _municipalities() -> dict[str, Place]:
    """Give every municipality by its name in lower case, with printed variants."""
    places = {
        row["name"].lower(): Place(row["name"], row["code"], row["county"], "municipality")
        for row in rows("municipalities")
    }
    for row in rows("place_words"):
        if row["kind"] == "variant":
            places[row["printed"]] = places[row["name"].lower()]
    return places


@cache
def _by_code() -> dict[str, Place]:
    return {place.code: place for place in _municipalities().values() if place.code}


@cache
def _colliding() -> frozenset[str]:
    return frozenset(row["printed"] for row in rows("place_words") if row["kind"] == "collision")


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
    return {row["printed"].lower(): Place(row["name"], None, row["county"], "region") for row in rows("regions")}


@cache
def _region_pattern() -> re.Pattern[str]:
    names = sorted({row["printed"] for row in rows("regions")}, key=len, reverse=True)
    return re.compile(r"(?<!Business )\b(" + "|".join(map(re.escape, names)) + r")s?\b", re.I)


def _named(name: str) -> Place | None:
    """Give the municipality of a name or its genitive, in any case."""
    word = name.lower()
    places = _municipalities()
    return places.get(word) or (places.get(word[:-1]) if word.endswith("s") else None)


@lru_cache(maxsize=2_000)
def _named_in_full_form(name: str) -> tuple[Place, float] | None:
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
    plain = fold_ascii(name)
    names = _without_diacritics()
    for word in (plain, plain[:-1] if plain.endswith("s") else plain):
        if word in names:
            return names[word]
    if len(plain) < 6:
        return None
    from rapidfuzz import fuzz, process  # noqa: PLC0415  only damaged text needs it

    word = plain[:-1] if plain.endswith("s") else plain
    best = process.extract(word, list(names), scorer=fuzz.ratio, score_cutoff=87, limit=2)
    if not best or (len(best) > 1 and best[1][1] > best[0][1] - 4):
        return None
    return names[best[0][0]]


def find_municipality(lines: Sequence[str]) -> Reading[Place] | None:
    """Find whose report this is from the whole text; the first lines are the cover.

    Example:
        >>> find_municipality(["Årsberättelse 2020", "Lunds kommun"]).value.code
        '1281'
    """
    votes: Counter[Place] = Counter()
    printed: dict[Place, str] = {}
    position = 0
    for line in lines:
        if not line.strip():
            continue
        position += 1
        factor = _COVER_FACTOR if position <= _COVER_LINES else 1.0
        for mention in _mentions(line):
            votes[mention.place] += factor * mention.weight  # type: ignore[assignment]
            printed.setdefault(mention.place, line[mention.start : mention.end])
    return _winner(votes, printed)


def _winner(votes: Counter[Place], printed: dict[Place, str]) -> Reading[Place] | None:
    ranked = votes.most_common(2)
    if not ranked or ranked[0][1] < _ENOUGH:
        return None
    place, score = ranked[0]
    second = ranked[1][1] if len(ranked) > 1 else 0
    share = score / (score + second)
    if share < 0.55:
        return None
    return Reading(place, printed[place], round(min(0.99, 0.5 + share / 2), 2))


def _mentions(line: str) -> list[_Mention]:
    """List the places a line names, each weighed by its form and by whether it is named in passing."""
    found: list[_Mention] = []
    for mention in _forms(line):
        if any(mention.start < other.end and other.start < mention.end for other in found):
            continue
        found.append(mention)
    found.sort(key=lambda mention: mention.start)
    return [_weighed(mention, found, line) for mention in found]


def _weighed(mention: _Mention, all_mentions: list[_Mention], line: str) -> _Mention:
    passing = bool(_PASSING.search(line, max(0, mention.start - 60), mention.start)) or any(
        other.place != mention.place
        and _LIST_GAP.fullmatch(line[min(other.end, mention.end) : max(other.start, mention.start)])
        for other in all_mentions
    )
    return _Mention(mention.place, mention.start, mention.end, mention.weight * (_PASSING_FACTOR if passing else 1))


def _forms(line: str) -> Iterator[_Mention]:
    """Yield every form in which a line can name a place, the surest first."""
    for match in _FEDERATION.finditer(line):
        name = _federation_name(match)
        yield _Mention(Place(name, None, None, "federation"), match.start(), match.end(), _STRONG)
    for match in _region_pattern().finditer(line):
        yield _Mention(_regions()[match[1].lower()], match.start(), match.end(), _STRONG)
    yield from _full_forms(line)
    for match in _INHABITANTS.finditer(line):
        place = _named(match["name"])
        if place and place.name.lower() not in _colliding():
            yield _Mention(place, match.start(), match.end(), _INHABITANT)
    yield from _bare_forms(line)


def _full_forms(line: str) -> Iterator[_Mention]:
    for pattern in (_FULL_FORM, _IN_PLACE):
        for match in pattern.finditer(line):
            named = _named_in_full_form(match["name"]) if pattern is _FULL_FORM else _first_named(match["name"])
            if named:
                yield _Mention(named[0], match.start("name"), match.end(), _STRONG * named[1])
    for match in _ADDRESS.finditer(line):
        place = _without_diacritics().get(match["name"])
        if place:
            yield _Mention(place, match.start(), match.end(), _STRONG)


def _first_named(name: str) -> tuple[Place, float] | None:
    place = _named(name) or _named(name.split(" ")[0])
    return (place, 1.0) if place else None


def _bare_forms(line: str) -> Iterator[_Mention]:
    for match in _BARE.finditer(line):
        named = _first_named(match[0])
        if named and named[0].name.lower() not in _colliding() and not _NOT_ITSELF.match(line, match.end()):
            yield _Mention(named[0], match.start(), match.end(), _WEAK)


def _federation_name(match: re.Match[str]) -> str:
    name = match[0] if match["before"] else f"{match['word']}{match['after']}"
    return re.sub(r"\s+", " ", name).strip()


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
    if word in _regions() and word != "region gotland":
        return _regions()[word]
    bare = re.sub(r"^region (?=gotland)|(?: (?:kommuns?|stads?))$", "", word)
    return _named(bare) or _damaged(bare)
