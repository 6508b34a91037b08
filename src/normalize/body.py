"""Boards, companies and offices a report names: who reports, who answers for a goal, whom an assignment is given to.

Swedish boards end in "-nämnden", "-styrelsen" or "-utskottet". One board's name may hold an "och" and a comma
("Barn- och utbildningsnämnden", "Hälsa-, vård- och omsorgsnämnden") just as a list of boards does: a first part that
ends in a hyphen borrows its end from the last word, so it belongs to it. In tables boards are abbreviated ("KFN").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from .tables import rows
from .text import fold

BodyKind = Literal["council", "board", "company", "office", "collective"]

_WORD = r"[A-Za-zÅÄÖåäöÉé]+"
_NAME = r"[A-ZÅÄÖ][\wé&-]*"
_GIVEN = r"[A-ZÅÄÖ][a-zåäöéü]+(?:-[A-ZÅÄÖ][a-zåäöé]+)?"
_END = (
    r"n[äa]mnd(?:en|erna|er)?|styrelse(?:n|rna|r)?|utskott(?:et)?|direktion(?:en)?|fullm[äa]ktige|beredningen|"
    r"kontoret|förvaltning(?:en|arna|ar)|kansliet|kommunledningen|stadsledningen|bolag(?:en|et)?|revisionen|revisorer(?:na)?|"
    r"förmyndaren?|räddningstjänsten"
)
_ANCHOR = re.compile(rf"(?<![\w@.])(?P<word>[\w-]*(?:{_END}))(?![\w@-])", re.I)
_COMPANY = re.compile(
    rf"(?<![\w-])(?:[A-ZÅÄÖ][a-zåäö]+s AB {_NAME}|{_NAME}(?: (?:{_NAME}|i|och|&)(?= )){{0,5}} AB"
    rf"|AB {_NAME}(?: {_NAME}){{0,2}})(?![\w-])"
)
_AND_PLURAL = re.compile(
    r" (?:och|samt|eller) (?:kommunala |helägda )?"
    r"(?:nämnder(?:na)?|styrelser(?:na)?|bolag(?:en)?|förvaltningar(?:na)?)(?!\w)",
    re.I,
)
_OFFICE_END = re.compile(r"(?:kontoret|förvaltningen|kansliet|ledningen|räddningstjänsten|bolaget|bolag)$", re.I)
_PLURAL_END = re.compile(
    r"^(?:nämnder(?:na)?|nämnd|styrelser(?:na)?|bolag(?:en)?|förvaltningar(?:na)?|förvaltning)$", re.I
)
# "Barn- och ", "Hälsa- Vård- och ", "kultur-, fritids- och ", "Individ – och ": parts that share the end to come.
_SHARED = re.compile(rf"(?<![\w-])(?:{_WORD}-,? )*{_WORD}(?:-| [-–]) ?(?:och|samt|o|&) $", re.I)
_BARE_HEAD = re.compile(rf"(?<![\w-])(?P<head>{_WORD}) och $")
_OWNER = re.compile(
    rf"(?<![\w-])(?:{_WORD}- och )?{_WORD}(?:styrelsens|nämndens) $|(?<![\w-])tekniska nämndens $", re.I
)
_DISTRICT = re.compile(r"(?<![\w-])(?:[A-ZÅÄÖ][\w-]+ ){1,2}$")
_JOINT_BOARD = re.compile(r"(?<![\w-])gemensamma $", re.I)
# "för arbetsmarknad och vuxenutbildning", "för individ- och familjeomsorg", "för hållbart samhälle och miljö"
_SUBJECT = re.compile(
    rf" för (?P<first>{_WORD}-?)(?: (?!och\b){_WORD}(?= och|$|[,)\n]))?(?:,? (?:och )?{_WORD}-)*"
    rf"(?:(?:, {_WORD})* (?:och|&) {_WORD})?"
)
# "Driftnämnden Närsjukvården": one of several boards, told apart by its field
_FIELD_NAME = re.compile(r"(?<=nämnden) [A-ZÅÄÖ][a-zåäö]*(?:vården|omsorgen|skolan|trafiken|service|miljön|kulturen)$")
# "Regionala utvecklingsnämnden", "Programnämnd social välfärd": whole names in whose running form a verb might stand
_WITH_ADJECTIVE = re.compile(r"[A-ZÅÄÖ][a-zåäö]{3,}a (?P<board>[a-zåäö-]*[a-zåäö]nämnd(?:en)?)")
_WITH_FIELD = re.compile(r"(?P<board>[A-ZÅÄÖ][a-zåäö]+nämnd)(?: (?:och )?[a-zåäö]{4,}){1,3}")
_PLACE_AFTER = re.compile(rf" {_NAME}")

_ABBREVIATION = re.compile(r"[A-ZÅÄÖ]{2,5}")
_BOARD_SHAPE = re.compile(r"[A-ZÅÄÖ]{1,4}N|[KRSF][SF]|KSAU")
_JOINT = re.compile(r"\s*(?:[,;/+&\n]|\b(?:och|samt|respektive)\b)\s*")
_PARENTHESIS = re.compile(r"\s*\((?P<inside>[^()]{2,300})\)\s*[.?!]?\s*$")
_LABEL = re.compile(
    r"^(?:huvud)?ansvar(?:ig|iga|et)?(?: ?(?:för|nämnd|styrelse|nämnder|förvaltning|part|roll|funktion))*(?: ?/ ?\w+)?"
    r"\s*:\s*",
    re.I,
)
_MAIN = re.compile(r"\bHuvudansvar(?:ig)?(?: nämnd)?\s*:\s*(?P<who>[^.\n)]+)", re.I)
_PERSON = re.compile(rf"{_GIVEN}(?: (?:von|af|de))?(?: {_GIVEN}){{1,2}}")
_LISTED = re.compile(r",? ?(?:(?:och|samt|eller|respektive|&|/) ?)?(?:även |också )?")
_ROLE_OR_OWN = re.compile(
    r"(?<![\w-])(?:[\w-]+(?:chefen|cheferna|direktören|direktörerna)|rektorerna|"
    r"nämnden|styrelsen|bolaget|förvaltningen|kontoret|utskottet)(?![\w-])",
    re.I,
)
_CAPITALS = re.compile(r"(?<![\w-])[A-ZÅÄÖ]{2,5}(?![\w-])")
_TASK = re.compile(r"\batt\b|[.:]")
_SENTENCE = 600
_CONTACT = re.compile(r"@|\d{3}")


class _Body(NamedTuple):
    """A body named in a text, at `start` to `end`."""

    name: str
    start: int
    end: int
    kind: BodyKind


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(row["printed"] for row in rows("bodies") if row["kind"] == kind)


@cache
def _any_of(kind: str) -> str:
    return "|".join(re.escape(word) for word in sorted(_words(kind), key=len, reverse=True))


@lru_cache(maxsize=8_000)
def _bodies(text: str) -> tuple[_Body, ...]:
    """List the bodies a text names, in order; a genitive ("kommunstyrelsens ansvar") names none."""
    found = [_Body(match[0], match.start(), match.end(), "company") for match in _COMPANY.finditer(text)]
    for anchor in _ANCHOR.finditer(text):
        body = _body_at(text, anchor)
        if body and not any(body.start < other.end and other.start < body.end for other in found):
            found.append(body)
    return tuple(sorted(found, key=lambda body: body.start))


def _body_at(text: str, anchor: re.Match[str]) -> _Body | None:
    """Give the body whose name ends in the word found, with what belongs to it on both sides."""
    word = anchor["word"].lower()
    if word in _words("noise"):
        return None
    start, end = anchor.start(), _end(text, anchor)
    start = _start(text, start, word)
    if start == anchor.start() and end == anchor.end() and word in _words("generic"):
        return None
    name = text[start:end]
    return _Body(name, start, end, _kind(name, word))


def _kind(name: str, word: str) -> BodyKind:
    if word in _words("council"):
        return "council"
    if _PLURAL_END.match(word) and not _DISTRICT.match(name):
        return "collective"
    return "office" if _OFFICE_END.search(word) else "board"


def _end(text: str, anchor: re.Match[str]) -> int:
    word = anchor["word"].lower()
    if word in ("nämnden", "nämnd", "namnden", "utskottet"):
        subject = _SUBJECT.match(text, anchor.end())
        if subject and subject["first"].lower() not in _words("purpose"):
            return subject.end()
    if _PLURAL_END.match(word) and (more := _AND_PLURAL.match(text, anchor.end())):
        return more.end()
    if word == "stadsdelsnämnden":
        place = _PLACE_AFTER.match(text, anchor.end())
        return place.end() if place else anchor.end()
    return anchor.end()


@cache
def _adjectives() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:(?:{_any_of('adjective')}) )+$", re.I)


@cache
def _qualifiers() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\w-])(?:{_any_of('qualifier')})(?: (?:{_any_of('qualifier')}|{_any_of('adjective')}))? $", re.I
    )


def _start(text: str, start: int, word: str) -> int:
    """Give where the name begins: with the parts that share its end, its adjective, owner or qualifier."""
    before = text[max(0, start - 90) : start]
    if not before.endswith(" "):
        return start
    patterns = [_SHARED, _JOINT_BOARD]
    if _PLURAL_END.match(word):
        patterns = [_adjectives(), _qualifiers()] if word in ("nämnd", "förvaltning") else [_qualifiers()]
    elif word in ("nämnden", "namnden", "utskottet", "förvaltningen"):
        patterns = [_adjectives()]
    elif word.endswith("utskott"):
        patterns = [_OWNER]
    elif word in ("stadsdelsnämnd", "stadsdelsförvaltning", "stadsdelsförvaltningen"):
        patterns = [_DISTRICT]
    for pattern in patterns:
        left = pattern.search(before)
        if left:
            return start - (len(before) - left.start())
    return _start_without_hyphen(before, start)


def _start_without_hyphen(before: str, start: int) -> int:
    """Accept "Barn och utbildningsnämnden", the hyphen forgotten, for words that usually share a board's end."""
    left = _BARE_HEAD.search(before)
    if left and left["head"].lower() in _words("head") and (left["head"][0].isupper() or left.start() == 0):
        return start - (len(before) - left.start())
    return start


@lru_cache(maxsize=8_000)
def is_body(text: str) -> bool:
    """Say whether a whole text names one board, company or the council.

    Example:
        >>> is_body("Barn- och utbildningsnämnden"), is_body("Nämnden har under året arbetat")
        (True, False)
    """
    name = text.strip(" .:*_|")
    if not 3 < len(name) <= 100:
        return False
    if name.isupper():
        name = name.lower()
    name = _FIELD_NAME.sub("", name)
    if full := _WITH_ADJECTIVE.fullmatch(name) or _WITH_FIELD.fullmatch(name):
        name = full["board"]
    body = next(iter(_bodies(name)), None)
    if body is None or (body.start, body.end) != (0, len(name)):
        return fold(name) in _words("board")
    return body.kind in ("council", "board", "company")


def find_bodies(text: str) -> list[str]:
    """List every body a text names, in order and as printed.

    Example:
        >>> find_bodies("individ- och familjenämnden, tekniska nämnden och berörda nämnder")
        ['individ- och familjenämnden', 'tekniska nämnden', 'berörda nämnder']
    """
    return [body.name for body in _bodies(text)]


@cache
def _abbreviations(kind: Literal["body", "council", "noise"]) -> frozenset[str]:
    """Give the abbreviations of bodies, of councils alone, or those that stand for something else."""
    return frozenset(
        row["abbreviation"]
        for row in rows("body_abbreviations")
        if row["note"] == kind or (kind == "body" and row["note"] != "noise")
    )


@lru_cache(maxsize=2_000)
def is_abbreviation(text: str) -> bool:
    """Say whether a text is the usual abbreviation of a board, or an unknown one with the shape of one.

    Example:
        >>> is_abbreviation("KFN"), is_abbreviation("XYN"), is_abbreviation("LSS"), is_abbreviation("Nya")
        (True, True, False, False)
    """
    if text in _abbreviations("body"):
        return True
    return bool(_BOARD_SHAPE.fullmatch(text)) and text not in _abbreviations("noise")


def _is_usual_abbreviation(text: str) -> bool:
    """Accept "Ks" as well as "KS" where the place already says that a body is meant."""
    return is_abbreviation(text) or (text.istitle() and len(text) <= 3 and text.upper() in _abbreviations("body"))


@lru_cache(maxsize=4_000)
def _responsible(text: str) -> tuple[str, ...]:
    line = _LABEL.sub("", re.sub(r"[ \t]+", " ", text).strip()).strip(" .:*")
    if not line or not any(letter.isalpha() for letter in line):
        return ()
    return _only_bodies(line) or _only_abbreviations(line) or _parts(line)


def _only_bodies(line: str) -> tuple[str, ...]:
    """Give the bodies of a text that holds nothing else, with abbreviations and roles between them."""
    bodies = _bodies(line)
    names: list[str] = []
    position = 0
    for body in (*bodies, _Body("", len(line), len(line), "board")):
        between = [part for part in _JOINT.split(line[position : body.start]) if part.strip(" .")]
        if not all(_is_usual_abbreviation(part) or fold(part) in _words("role") for part in between):
            return ()
        names.extend(between)
        names.extend([body.name] if body.name else [])
        position = body.end
    return tuple(names) if bodies else ()


def _only_abbreviations(line: str) -> tuple[str, ...]:
    parts = [part for part in re.split(r"\s*[,;/+&\n]\s*|\s+och\s+|\s+samt\s+|\s+", line) if part]
    known = all(_ABBREVIATION.fullmatch(part) or _is_usual_abbreviation(part) for part in parts)
    return tuple(parts) if known else ()


def _parts(line: str) -> tuple[str, ...]:
    """Part a line of roles and units; a person's name never leaves this function."""
    parts = [part.strip(" .") for part in re.split(r"\s*[;\n]\s*", line)]
    finer = [piece for part in parts for piece in re.split(r"\s*,\s*|\s*/\s*", part)]
    if all(_is_role_or_body(piece) or not _without_person(piece) for piece in finer):
        parts = finer
    named = [_without_person(part) for part in parts if not _CONTACT.search(part)]
    return tuple(part for part in named if part)


def _is_role_or_body(text: str) -> bool:
    word = fold(text)
    return word in _words("role") or word.endswith("chef") or bool(_bodies(text)) or _is_usual_abbreviation(text)


@cache
def _organisation() -> re.Pattern[str]:
    return re.compile(_any_of("organisation"), re.I)


def _without_person(text: str) -> str:
    """Take names of persons out of a text ("Ekonomichef Anna Ek" names the role "Ekonomichef")."""
    for found in _PERSON.finditer(text):
        words = found[0].split(" ")
        while words and _organisation().search(words[0]):
            words = words[1:]
        if len(words) > 1 and not _organisation().search(" ".join(words)):
            text = text.replace(" ".join(words), "")
    return text.replace("()", "").strip(" ,:;-–")


def read_responsible(text: str) -> list[str]:
    """List who a responsible cell or line names, as printed; names of persons are left out.

    Example:
        >>> read_responsible("KFN, IFN"), read_responsible("Barn- och utbildningsnämnden")
        (['KFN', 'IFN'], ['Barn- och utbildningsnämnden'])
    """
    return list(_responsible(text))


@lru_cache(maxsize=4_000)
def _trailing(title: str) -> tuple[str, tuple[str, ...]]:
    tail = _PARENTHESIS.search(title)
    if tail is None:
        return title, ()
    inside = _LABEL.sub("", tail["inside"].strip())
    parts = [part for part in re.split(r"\s*[,;/+&]\s*|\s+och\s+|\s+", inside) if part]
    names = tuple(parts) if all(map(_is_usual_abbreviation, parts)) else _only_bodies(inside)
    return (title[: tail.start()].rstrip(), names) if names else (title, ())


def trailing_responsible(title: str) -> tuple[str, list[str]]:
    """Take a final parenthesis that names bodies off a title; any other parenthesis stays.

    Example:
        >>> trailing_responsible("Stärk tillsynen av upphandlingar (KS)")
        ('Stärk tillsynen av upphandlingar', ['KS'])
    """
    head, names = _trailing(title)
    return head, list(names)


def assigned_bodies(text: str) -> list[str]:
    """List whom a sentence gives an assignment to; the council that gives it, helpers and later bodies do not count.

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
    sentence = text[:_SENTENCE]
    charge = _charge().search(sentence) if "uppdrag" in sentence.lower() else None
    order = _order().search(sentence)
    if not (charge or order or _duty().search(sentence)):  # most sentences, and to find the bodies takes longer
        return ()
    groups = _joined_groups(sentence, list(_without_helpers(sentence, _chargeable(sentence))))
    if charge:
        before = [group for group in groups if group[-1].end <= charge.end()]
        return _names(before[-1]) if before else ()
    if order:
        end = _TASK.search(sentence, order.end())
        after = [group for group in groups if order.end() <= group[0].start < (end.start() if end else len(sentence))]
        return _names(after[0]) if after else ()
    subject = groups[0] if groups and not sentence[: groups[0][0].start].strip() else []
    if subject and subject[0].kind != "collective" and _duty().match(sentence, subject[-1].end):
        return _names(subject)
    return ()


def _names(group: list[_Body]) -> tuple[str, ...]:
    return tuple(body.name for body in group if body.kind != "council")


def _chargeable(text: str) -> tuple[_Body, ...]:
    """List the bodies of a sentence with what only a charge makes one: "förvaltningen", "kommundirektören"."""
    bodies = list(_bodies(text))
    for match in _ROLE_OR_OWN.finditer(text):
        if not any(body.start <= match.start() < body.end for body in bodies):
            bodies.append(_Body(match[0], match.start(), match.end(), "collective"))
    for match in _CAPITALS.finditer(text):
        if match[0] in _abbreviations("body"):
            kind: BodyKind = "council" if match[0] in _abbreviations("council") else "board"
            bodies.append(_Body(match[0], match.start(), match.end(), kind))
    return tuple(sorted(bodies, key=lambda body: body.start))


def _joined_groups(text: str, bodies: list[_Body]) -> list[list[_Body]]:
    """Group bodies that a comma or "och" joins: they are charged together or not at all."""
    groups: list[list[_Body]] = []
    for body in bodies:
        between = text[groups[-1][-1].end : body.start] if groups else ""
        if groups and groups[-1][-1].kind != "council" and _LISTED.fullmatch(between):
            groups[-1].append(body)
        else:
            groups.append([body])
    return groups


def _without_helpers(text: str, bodies: tuple[_Body, ...]) -> Iterator[_Body]:
    """Leave out bodies named after "tillsammans med" and the like, and those joined to them."""
    helping = False
    position = 0
    for body in bodies:
        between = text[position : body.start]
        joined = position > 0 and _LISTED.fullmatch(between) is not None
        helping = bool(_companion().search(between)) or (helping and joined)
        if not helping:
            yield body
        position = body.end


@cache
def _charge() -> re.Pattern[str]:
    """Give the words after which nobody more is charged: "i uppdrag", "ges uppdrag", "uppdraget att"."""
    receives = _any_of("cue_receiver")
    return re.compile(rf"\bi uppdrag\b|\b(?:{receives}) (?:ett )?uppdrag(?:et)?\b|\buppdrag(?:et)? (?=att\b)", re.I)


@cache
def _order() -> re.Pattern[str]:
    """Give the words before whom is charged: "uppdrar åt", "uppdrag till"."""
    return re.compile(rf"\b(?:{_any_of('cue_order')})(?: (?:åt|till|också|även|därför))*\b", re.I)


@cache
def _duty() -> re.Pattern[str]:
    return re.compile(rf",? (?:{_any_of('cue_duty')})\b", re.I)


@cache
def _companion() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_any_of('companion')})(?: [a-zåäö]+){{0,2}} ?$", re.I)
