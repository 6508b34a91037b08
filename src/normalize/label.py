"""The label words that open a record or a part of one outside tables: "Nämndsmål", "Uppdrag - …", "Kommentar".

A label stands alone on its line (what it labels follows), or in front of the text it labels: "Nämndmål 1.1: …",
"Kommunfullmäktigemål – …", "Ansvarig: KS". It is not part of the title.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from .body import is_body
from .date import month_words
from .tables import rows
from .text import by_ending, clean, fold, fold_ascii, near_word

_INLINE = re.compile(
    r"^(?P<label>[^\W\d][^\d:–—\n]{1,60}?)\s*(?:nr\.?\s*)?(?P<number>\d{1,3}(?:\.\d{1,3}){0,3}[a-z]?|(?<=\s)[A-Z]\d{0,2}(?=\s*[:–—]))?"
    r"\s*(?P<mark>[:–—]|\s-\s|\.\s)\s*(?P<rest>\S.*)?$",
    re.S,
)
_NUMBERED = re.compile(
    r"^(?P<label>[^\W\d][^\d:–—\n]{1,60}?)\s+(?P<number>\d{1,3}(?:\.\d{1,3}){0,3})\.?\s+(?P<rest>[^\W\d].*)$", re.S
)


_SHORTEST_TITLE = 8
_TITLED = frozenset({"goal", "assignment"})
_HEADS_FOLLOW_UP = re.compile(
    r"(?:bedömning(?:ar)?|(?:helårs)?prognos|uppföljning|resultat|status|läge(?:t)?|måluppfyllelse|utfall|översikt)"
    r"(?: (?:för|per|vid|efter|i) (?:hela |halv)?(?:året?|helåret?|delåret?|perioden|(?:[a-zåäö]+ )?(?:19|20)\d\d"
    r"|tertial \d|kvartal \d|januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december))?$"
)
"""What a heading says is told of records, "Nämndens mål – bedömning för helåret": no title."""
_ALONE_NUMBERED = re.compile(
    r"^(?P<label>[^\W\d][^\d:–—\n]{1,40}?)\s+(?:nr\.?\s*)?(?P<number>\d{1,3}(?:\.\d{1,3}){0,3})[.:]?$"
)


_RESPONSIBLE = re.compile(r"^(?P<label>(?:huvud)?ansvarig[ae]?(?: nämnd(?:er)?)?)\s+(?P<rest>[A-ZÅÄÖ].{4,80})$", re.I)


_TIME = (
    rf"(?:\d{{1,2}} )?(?:{month_words()})(?: ?[-–] ?(?:{month_words()}))?(?: (?:19|20)\d\d)?"
    r"|(?:19|20)\d\d(?:-\d\d-\d\d)?|\d{1,2}/\d{1,2}(?: (?:19|20)\d\d)?|årets slut|årsskiftet"
    r"|(?:tertial|kvartal|halvår) ?[1-4](?: (?:19|20)\d\d)?|[tq][1-4](?: (?:19|20)\d\d)?"
    r"|(?:delår|helår|perioden?)(?:et)?(?: (?:19|20)\d\d)?"
)
_TIMED = re.compile(
    r"(?:(?:planera[dt]|beräkna[dt]|förvänta[dt]|faktiskt?) )?"
    r"(?:(?:start|slut|leverans)(?:datum|tidpunkt|tid)?|klart?datum|klart? senast|senast(?: klart?)?|deadline|tids?plan"
    r"|datum)"
    r":? (?:den )?(?:(?:19|20)\d\d(?:-\d\d){0,2}|(?:\d{1,2} )?[a-zåäö]{3,9}\.? 20\d\d|(?:kvartal |kv |q|t)\d,? 20\d\d)",
    re.I,
)


# "Läge per augusti", "Bedömning 31 december"
_DATED = re.compile(
    r"(?P<label>\w{3,20}) (?:(?:per|den|i|till och med|t\.?o\.?m\.?) )+"
    r"(?=.*(?:\d|\b(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)|tertial|kvartal|år(?:et|ets)?\b|bokslut|period))"
    r"[\w. ]{2,24}$"
)
# "Mål i folkhälsoplanen: …", "Uppdrag enligt budgeten: …"
_OF_PLAN = re.compile(
    r"(?P<label>(?:del)?mål|uppdrag|åtgärd|aktivitet|insats|indikator) (?:i|enligt|ur|från) (?:den |\w+s )?"
    r"[\w-]*(?:plan|program|strategi|budget|policy)(?:en|met|n)?$"
)
# "Bedömning per 30 september", "Prognos helår 2022", "Status (T2)"
_NAMED_AND_TIMED = re.compile(
    r"(?P<label>[^\W\d]{3,20}(?: (?!(?:per|den|vid|för|efter|till)\b)[^\W\d]{2,20}){0,3})"
    rf" (?:(?:per|den|i|vid|för|efter|till och med|t\.?o\.?m\.?) )*\(?(?:{_TIME})\)?$"
)
_BEFORE_COLON = re.compile(r"^(?P<label>[^\W\d][^:\n]{5,50}):\s*(?P<rest>\S.*)?$", re.S)


# "Har vi nått målet? Ja": what is asked is whether a record is reached, and the answer is its verdict
_ASKED = re.compile(
    r"^(?=[^?]*\b(?:mål(?:et|en|värdet)?|uppdraget|åtagandet|löftet|aktiviteten|insatsen|åtgärden)\b)"
    r"(?=[^?]*(?:nå[drs]|nått|nå\b|uppfyll|klara|klart?\b|genomför|slutför|färdig))"
    r"(?P<label>(?:har|är|var|blev|blir|når|nådde|nås|nåddes|uppnår|uppnås|uppnådde|uppnåddes|uppfylls|uppfylldes|uppfyller"
    r"|uppfyllde|klarar|klarade|genomförs|genomfördes|kommer|bedöms|beräknas|väntas|förväntas|kan)\b[^?.:\n]{4,80}\?)"
    r"\s*(?P<rest>[^?\n]{0,400})$",
    re.I,
)
_ASKS_AHEAD = re.compile(r"^(?:kommer|bedöms|beräknas|väntas|förväntas|kan|blir)\b", re.I)


class Label(NamedTuple):
    """A label as read: what it announces, the printed number, and the text after it (empty when it stands alone)."""

    field: str
    detail: str | None
    number: str | None
    rest: str
    printed: str


@lru_cache(maxsize=8192)
def read_label(text: str) -> Label | None:
    """Read the label that a line is or begins with.

    Example:
        >>> read_label("Nämndmål 1.1: Introduktionen ska vara enhetlig.").number
        '1.1'
        >>> read_label("Uppdrag - Kommunstyrelsen ges i uppdrag att se över avgifterna.").rest[:15]
        'Kommunstyrelsen'
        >>> read_label("Årsmål 3. Alla ska få svar").number, read_label("Föremål 3: En kista") is None
        ('3', True)
        >>> read_label("Måluppfyllelsen är god.") is None
        True
        >>> read_label("Har vi nått målet? Delvis").field, read_label("Kommer målet att nås? Ja").field
        ('status', 'forecast')
    """
    text = clean(text)
    if not text or (not text[0].isalpha() and text[0] not in "*("):
        return None
    alone = _known(text, "alone") if len(text) <= 60 else None
    if alone:
        return Label(alone[0], alone[1], None, "", text)
    timed = _timed(text)
    if timed:
        return timed
    numbered = _ALONE_NUMBERED.match(text)
    if numbered and (known := _known(numbered["label"], "inline")) and known[0] in ("goal", "assignment"):
        return Label(known[0], known[1], numbered["number"], "", text)
    for pattern in (_INLINE, _NUMBERED):
        match = pattern.match(text[:400])
        if match and (found := _inline(match, text)):
            return None if found.field in _TITLED and _HEADS_FOLLOW_UP.match(found.rest) else found
    return _asked(text) if "?" in text else _without_colon(text)


def label_of_record(text: str) -> Label | None:
    """Read the label that stands in front of a record's title: a row of such cells is one, and no table's header.

    Example:
        >>> label_of_record("Nämndmål 2: Fler ska läsa").rest, label_of_record("Mål: antal")
        ('Fler ska läsa', None)
    """
    label = read_label(text.replace("\n", " "))
    titled = label is not None and label.field in ("goal", "assignment") and len(label.rest) >= _SHORTEST_TITLE
    return label if titled and label and " " in label.rest else None


def announces_record(text: str) -> bool:
    """Say whether a line is nothing but the label of a goal or an assignment, whose title follows.

    Example:
        >>> announces_record("NÄMNDMÅL"), announces_record("Nämndmål: Fler cyklar"), announces_record("Kommentar")
        (True, False, False)
    """
    label = read_label(text)
    return label is not None and label.field in ("goal", "assignment") and not label.rest


def _timed(text: str) -> Label | None:
    """Read a verdict's label that says when it holds: "Bedömning per 30 september: Uppnått", "Prognos 2022: Nås"."""
    match = _BEFORE_COLON.match(text[:400])
    known = _known_at_time(match["label"]) if match else None
    if match is None or known is None:
        return None
    return Label(*known, None, text[match.start("rest") :] if match["rest"] else "", match["label"])


def _known_at_time(label: str) -> tuple[str, str | None] | None:
    named = _NAMED_AND_TIMED.match(fold(label)) if fold(label) not in _labels("inline") else None
    known = _known(named["label"], "inline") if named else None
    return known if known and known[0] in ("status", "forecast") else None


def _asked(text: str) -> Label | None:
    """Read a question whether a record is reached, with the answer on its line or on the next."""
    match = _ASKED.match(text)
    if match is None:
        return None
    return Label("forecast" if _ASKS_AHEAD.match(text) else "status", None, None, match["rest"].strip(), match["label"])


def announces_list(text: str) -> bool:
    """Say whether a line is the label of several records that follow, and never stands in front of one.

    Example:
        >>> announces_list("Aktiviteter"), announces_list("Aktivitet"), announces_list("Kommentarer")
        (True, False, False)
    """
    label = read_label(text)
    return label is not None and not label.rest and field_named(text) is None


def _without_colon(text: str) -> Label | None:
    """Read "Ansvarig Kulturnämnden": the label is set in bold or in a column of its own, and no colon is printed."""
    match = _RESPONSIBLE.match(text)
    if match is None or not all(is_body(part) for part in re.split(r", | och ", match["rest"])):
        return None
    return Label("responsible", None, None, match["rest"], match["label"])


def tells_when(text: str) -> bool:
    """Say whether a line is nothing but when a work began or is to end: it tells of a record and is none.

    Example:
        >>> tells_when("Slutdatum 2024-06-30"), tells_when("Klart senast: december 2025"), tells_when("Slut på 2024")
        (True, True, False)
    """
    return len(text) <= 60 and _TIMED.fullmatch(text.strip()) is not None


@lru_cache(maxsize=2048)
def field_named(text: str) -> str | None:
    """Tell which part of a record a line names that is nothing but the name: "Måluppfyllelse", "Prognos:".

    Example:
        >>> field_named("Måluppfyllelse"), field_named("Prognos:"), field_named("Målet är nått")
        ('status', 'forecast', None)
        >>> field_named("Är uppdraget genomfört?"), field_named("Hur gick det?")
        ('status', None)
    """
    named = text.rstrip(": ")
    known = _known(named, "inline") or _known_at_time(named) if 0 < len(text) <= 40 else None
    asked = _asked(text) if text.endswith("?") else None
    return known[0] if known else asked.field if asked else None


def record_names() -> dict[str, tuple[str, str | None]]:
    """Give the single words that label records, with the kind of record and its level: nämndsmål, åtagande, indikator.

    Example:
        >>> record_names()["nämndsmål"], "kommentar" in record_names()
        (('goal', 'board'), False)
    """
    known = _labels("inline")
    return {n: k for n, k in known.items() if k[0] in ("goal", "assignment", "indicator") and n.isalpha()}


def _inline(match: re.Match[str], text: str) -> Label | None:
    known = _known(match["label"], "inline") or _compound(match)
    if not known:
        return None
    mark = match.groupdict().get("mark", ":")
    if mark.strip() == "." and not match["number"]:
        return None
    rest = text[match.start("rest") :] if match["rest"] else ""
    return Label(known[0], known[1], match["number"], rest.strip(), match["label"])


_GOAL_WORD = re.compile(r"(?!före|ända|modersmål|tviste|brott)[a-zåäö]{2,20}(?<!tids)mål$")


def _compound(match: re.Match[str]) -> tuple[str, None] | None:
    """Read a number behind one word that ends in what it numbers: "Årsmål 3. …"."""
    return ("goal", None) if match["number"] and _GOAL_WORD.match(fold(match["label"])) else None


def _known(label: str, form: str) -> tuple[str, str | None] | None:
    folded = fold(label)
    table = _labels(form)
    if folded in table:
        return table[folded]
    plain = _without_dots(form).get(folded)
    if plain:
        return plain
    if dated := _DATED.match(folded):
        return _known(dated["label"], form)
    if form == "inline" and (planned := _OF_PLAN.match(folded)):
        return _known(planned["label"], form)
    near = near_word(folded, _by_ending(form))
    return table[near] if near else None


@cache
def _by_ending(form: str) -> Mapping[str, Sequence[str]]:
    return by_ending(_labels(form))


@cache
def _without_dots(form: str) -> dict[str, tuple[str, str | None]]:
    """Labels as they read when å, ä and ö were lost: "Atagande"."""
    return {fold_ascii(phrase): known for phrase, known in _labels(form).items()}


@cache
def _labels(form: str) -> dict[str, tuple[str, str | None]]:
    return {row["phrase"]: (row["field"], row["detail"] or None) for row in rows("labels") if row[form] == "yes"}
