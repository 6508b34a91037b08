"""Boards, companies and offices a report names: who reports, who answers for a goal, whom an assignment is given to.

Swedish boards end in "-nämnden", "-styrelsen" or "-utskottet", and one board's name may hold an "och" and a comma
("Barn- och utbildningsnämnden", "Hälsa-, vård- och omsorgsnämnden") just as a list of boards does. A first part that
ends in a hyphen belongs to the word it shares its end with. In tables boards are abbreviated to capitals ("KFN").
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from .tables import rows
from .text import fold

_LETTER = r"[A-Za-zÅÄÖåäöÉé]"
# "Barn- och ", "Hälsa-, vård- och ", "gymnasie- ": words that borrow their end from the next one.
_SHARED = rf"(?:{_LETTER}+ ?[-–] ?(?:(?:,|och|samt|&|/) ?)*|{_LETTER}+, (?={_LETTER}+- och )){{0,4}}"
_BOARD_WORD = rf"{_LETTER}*(?:nämnd|nämnden|nämnds|nämndens|utskott|utskottet|beredningen|styrelsen|direktionen|stadsdelsförvaltningen)"
_QUALIFIER = r"(?:[Tt]ekniska|[Gg]emensamma|[Ss]ociala|[Kk]ommunala|[Ss]amtliga|[Bb]erörda|[Öö]vriga|[Aa]lla|[Rr]espektive|[Aa]nsvariga?|[Vv]arje|[Dd]en gemensamma)"
_OFFICE_WORD = rf"{_LETTER}*(?:kontoret|förvaltningen|förvaltningarna|kansliet)"
_FOR_SUBJECT = rf"[Nn]ämnden för [a-zåäö]+(?:(?:, [a-zåäö]+)* och [a-zåäö]+)?"
_COMPANY = r"[A-ZÅÄÖ][\wÅÄÖåäö&-]*(?: [A-ZÅÄÖ&i][\wÅÄÖåäö&-]*){0,4} AB\b|AB [A-ZÅÄÖ][\wåäö]+(?: [A-ZÅÄÖ][\wåäö]+){0,2}"
_COUNCIL = r"(?:[Kk]ommun|[Ss]tads|[Rr]egion|[Ll]andstings|[Ff]örbunds)?[Ff]ullmäktige"
_COLLECTIVE = r"(?:[Ss]amtliga|[Bb]erörda|[Öö]vriga|[Aa]lla|[Rr]espektive)(?: [a-zåäö]+)? (?:nämnder(?:na)?|styrelser(?:na)?|bolag(?:en)?|förvaltningar(?:na)?|nämnd|styrelser och nämnder|nämnder och (?:styrelser|bolag))|[Nn]ämnderna|[Bb]olagen"
_SINGLE = r"[Rr]evisionen|[Rr]evisorerna|[Öö]verförmyndaren|[Dd]irektionen|[Rr]äddningstjänsten|[Ss]tadsrevisionen|[Kk]ommunrevisionen"
_BODY = (
    rf"(?:{_COLLECTIVE}|{_FOR_SUBJECT}|{_COMPANY}|{_COUNCIL}|(?:{_QUALIFIER} )?{_SHARED}{_BOARD_WORD}|"
    rf"{_SHARED}{_OFFICE_WORD}|{_SINGLE}|Kommunalförbundet [A-ZÅÄÖ]\w+(?: [A-ZÅÄÖ]\w+){{0,3}})"
)
_ABBREVIATION = re.compile(r"[A-ZÅÄÖ]{2,5}(?:/[A-ZÅÄÖ]{2,5})?")
_SEPARATOR = re.compile(r"\s*(?:[,;/\n+&]|\boch\b|\bsamt\b)\s*")
_TRAILING = re.compile(r"\s*\((?P<inside>[^()]{2,160})\)\s*[.?!]?\s*$")
_MAIN = re.compile(r"\b[Hh]uvudansvar(?:ig)?(?: nämnd)?\s*:\s*(?P<who>[^.\n)]+)")


@cache
def _body_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{_BODY})(?![\w-])")


@cache
def _kinds() -> dict[str, str]:
    return {row["printed"]: row["kind"] for row in rows("bodies")}


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(row["abbreviation"] for row in rows("body_abbreviations"))


@lru_cache(maxsize=4_000)
def is_body(text: str) -> bool:
    """Say whether a whole text names one board, company, office or the council.

    Example:
        >>> is_body("Barn- och utbildningsnämnden"), is_body("Nämnden har under året arbetat")
        (True, False)
    """
    name = text.strip(" .:*")
    if not name or len(name) > 100:
        return False
    return bool(_body_pattern().fullmatch(name)) or _kinds().get(fold(name)) in ("council", "board", "office")


@lru_cache(maxsize=4_000)
def _bodies(text: str) -> tuple[tuple[int, int, str], ...]:
    return tuple((found.start(), found.end(), found[0]) for found in _body_pattern().finditer(text))


def find_bodies(text: str) -> list[str]:
    """List every body a text names, in order and as printed.

    Example:
        >>> find_bodies("kommunstyrelsen och tekniska nämnden")
        ['kommunstyrelsen', 'tekniska nämnden']
    """
    return [name for _, _, name in _bodies(text)]


def is_abbreviation(text: str) -> bool:
    """Say whether a text is the usual abbreviation of a board, or has the shape of one.

    Example:
        >>> is_abbreviation("KFN"), is_abbreviation("Kfn"), is_abbreviation("EU-VALET")
        (True, False, False)
    """
    return bool(_ABBREVIATION.fullmatch(text))


@lru_cache(maxsize=4_000)
def _responsible(text: str) -> tuple[str, ...]:
    line = text.strip(" .:")
    if not line or line in "-–—":
        return ()
    names = _bodies(line)
    if names and not _SEPARATOR.sub("", _body_pattern().sub("", line)).strip():
        return tuple(name for _, _, name in names)
    parts = [part for part in re.split(r"\s*[,;/\n+]\s*|\s+(?=(?:[A-ZÅÄÖ]{2,5}\b ?)+$)", line) if part]
    if all(is_abbreviation(part) for part in parts):
        return tuple(parts)
    return tuple(part.strip() for part in re.split(r"\s*[;\n]\s*|,\s+(?![a-zåäö]+- )", line) if part.strip())


def read_responsible(text: str) -> list[str]:
    """List who a responsible cell or line names, as printed.

    Example:
        >>> read_responsible("KFN, IFN"), read_responsible("Barn- och utbildningsnämnden")
        (['KFN', 'IFN'], ['Barn- och utbildningsnämnden'])
    """
    return list(_responsible(text))


def trailing_responsible(title: str) -> tuple[str, list[str]]:
    """Take the bodies in a final parenthesis off a title.

    Example:
        >>> trailing_responsible("Stärk tillsynen av upphandlingar (KS)")
        ('Stärk tillsynen av upphandlingar', ['KS'])
    """
    tail = _TRAILING.search(title)
    if tail is None or not _names_only_bodies(tail["inside"]):
        return title, []
    return title[: tail.start()].rstrip(), read_responsible(tail["inside"])


def _names_only_bodies(text: str) -> bool:
    parts = [part for part in re.split(r"\s*[,;/+]\s*|\s+och\s+|\s+", text.strip()) if part]
    if parts and all(is_abbreviation(part) for part in parts):
        return True
    return bool(_bodies(text)) and not _SEPARATOR.sub("", _body_pattern().sub("", text)).strip()


_COMPANIONS = re.compile(
    r",? (?:tillsammans|i samverkan|i samarbete|i samråd|i dialog|gemensamt) med .*?(?=, (?:ges|får|ska|skall|har|att|i )|(?: i uppdrag)| att |$)|,? med stöd av .*?(?=, |$| att )"
)
_GIVER = re.compile(
    rf"{_COUNCIL}(?: har| också)? (?:ger|gav|gett|givit|uppdrar|uppdrog|uppmanar|beslutar att ge|ålägger|beslutade att ge)\b(?P<rest>.*)",
    re.S,
)
_INVERTED = re.compile(
    rf"^.{{0,60}}?\b(?:ger|gav|uppdrar|uppdrog|har) {_COUNCIL}(?: gett| givit| uppdragit)?(?P<rest> .*)", re.S
)
_IMPERATIVE = re.compile(r"^(?:[Aa]tt )?(?:[Uu]ppdra(?:r|s)?|[Gg]e(?:r|s)?) (?:åt|till)? ?(?P<rest>.*)", re.S)
_PASSIVE = re.compile(
    rf"^(?P<who>.*?)(?:,| )+(?:ges|får|fick|gavs|har fått|ges därför|tilldelas|åläggs|har getts) (?:i )?(?:ett )?uppdrag",
    re.S,
)
_SUBJECT = re.compile(
    rf"^(?P<who>{_BODY}(?:(?:, | och | samt ){_BODY})*),? (?:ska|skall|bör|uppmanas|ansvarar|ges|får)\b"
)


def assigned_bodies(text: str) -> list[str]:
    """List whom a sentence gives an assignment to; the council that gives it and later bodies do not count.

    Example:
        >>> assigned_bodies("Kommunfullmäktige ger kommunstyrelsen och tekniska nämnden i uppdrag att utreda frågan.")
        ['kommunstyrelsen', 'tekniska nämnden']
    """
    main = _MAIN.search(text)
    if main:
        return read_responsible(main["who"])
    return list(_assigned(text.strip()))


@lru_cache(maxsize=4_000)
def _assigned(text: str) -> tuple[str, ...]:
    for pattern in (_GIVER, _INVERTED, _PASSIVE, _IMPERATIVE, _SUBJECT):
        match = pattern.search(text)
        if match:
            group = match["rest"] if "rest" in match.groupdict() else match["who"]
            return _charged(group)
    return ()


def _charged(text: str) -> tuple[str, ...]:
    """Give the bodies before "i uppdrag att" or "att", without those that only help."""
    head = re.split(r"\bi uppdrag\b|\batt\b", text, maxsplit=1)[0]
    head = _COMPANIONS.split(head, maxsplit=1)[0]
    return tuple(name for name in find_bodies(head) if not re.fullmatch(_COUNCIL, name))
