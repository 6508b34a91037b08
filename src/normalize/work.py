"""What is said of work that a text names itself: "Arbetet med planen har skjutits upp", "En översyn har inletts".

Inside a report such a sentence is about some part of a record and never its verdict. Standing alone it is all that
there is, and who is asked what status it states answers with that of the work. So this is read for texts of which
nobody says what they are (`kommunrapport.normalize.expression`), and never surely. How a thing stands is read, "är
klar", "har skjutits upp", not what somebody did: "nämnden har genomfört en kartläggning" is one event among others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple, cast

from .clause import Outcome, state
from .line import UNDECIDED, excepts_parts
from .sentence import Clause, kind_of, parse

if TYPE_CHECKING:
    from ..schema.codes import StatusCode

_SURE = 0.65
_STATES = "SsLXQDZopóK"
"""Kinds of words that say how far work has come; what is reached ("når", "uppfyllt") is said of goals."""
_NAMES = "xVgγΓtαWŴGEJM§Y"
_RUN = re.compile(rf"[^bBFfckyuhöNOPH{_STATES}ÖÄ]")
_SUBORDINATE = frozenset("Clnŋ")
_PHRASE = re.compile(rf"[_=ωΩ][{_NAMES}0#%∀P+]*?(?=[_=ωΩbBfFckuN{_STATES}ÖÄ]|$)")
_OTHER = re.compile(r"[†ƒ¤U<]|[AaieI]|∂(?!&[LX])")
"""What speaks of another year, of what is reached, or of what somebody decided."""
_SOME = re.compile(r"^[^bBfFcNDÖSÄ]*b?[^bBfFcNDÖSÄ]*(?:[#0O]ø?[xgγΓtVα#0MGSDÖÄ]|Pø?[xgγΓtVα#0MG])")
"""Some of several, or a number of things."""
_MOST_OF = re.compile(r"^t?x?P[øtαx]*b[^N]*[DÖ]")
_OPENS_OTHERWISE = re.compile(
    r"(?:andel|antal|kostnad)(?:en|et|er|erna)?$|(?:hur|vad|vilk[ae]n?|vilket|att|om|för|när|genom|ifall|förutsatt|tills|finns)$"
)
"""What opens a measure's name, a question or a condition."""
_PLURAL_FORM = re.compile(r".{3,}(?:nde|ade|[^\W_]da|ta|na)$")
_SINGULAR_FORM = re.compile(r".{4,}[dtn]$")
_ARTICLES = re.compile(r"(?:all|allt|en|ett|den|det|de|ing(?:en|et|a)|varje|ej|inte|nya?|nytt)$")
_THE_WORK = re.compile(r"\w*(?:arbetet|projektet|bygget|uppdraget)")
"""A singular that no plural describes: "under hösten startade arbetet"."""
_NO_NOUNS = frozenset({"det", "den", "ett", "detta", "man"})
_SHORTEST_NOUN = 3
_PARTICIPLES = frozenset("SÄoóLXQDÖZpQmÅA")
_PREPOSITIONS = frozenset("_=øΩω")
_DEFINITE = re.compile(r".{3,}(?:en|et|na|n|t)$")
_AUXILIARY = re.compile(r"(?:är|var(?:a|it)?|bli[rv]?|blev|ha[r]?|hade|fick|får|fått)$")
_BETWEEN = frozenset("NOPH~") | {""}
_FULLY = frozenset({"väl", "redan", "mycket", "snart", "nu"})
_CORE = re.compile(
    r"\b(?:genomför|slutför|utför|färdig|verkställ|fullfölj|fullg[jö]|avsluta|avklara|klar[at]?\b|åtgärda)"
)
"""Words that say of any work that it is done; that something was signed, hired or introduced is an event."""
_SPLIT = re.compile(
    rf"\+(?=W_|[NPHk]*[bBfFckuaA{_STATES}]|[{_NAMES}∀#0O]+(?:[_=øΩ][{_NAMES}∀#0]+)?[bBfFckuaA{_STATES}])"
)
_EVENT = re.compile(rf"b[NOPHV]*[DÖ]+[αt∀]*[{_NAMES}∀#0]|^[^bBfFcN]*[DÖ]|V[^bBfF_]*b?[NOPH]*[DÖ]")
"""Somebody did something to something, which is an event unless the verb says that work is done."""
_SOMETHING_ELSE = re.compile(
    r"^[^bBfF]*w|^(?![^&]*(?:[∂Iocp]|Vj)&)[^&]*&|^t?x?[JM][^SoLXQp]*[DÖ]|[DÖ]+[0#]|^(?:[^_=]*[^_=øα])?[GE](?!$)[^SoLXQp]*[DÖZ]|bt?x?G"
)
"""A relative or reported clause, a follow-up that is done, a number of things, the record itself."""
_RELATIVE = re.compile(rf"(?<=[{_STATES}D])([^w]*)w.*")
_UNDER_WAY = re.compile("o&.*")
"""Who is busy doing something: "håller på att införas"."""
_FRAME = re.compile("^t?[bf]*[NPH]*I&")
"""What came of something: "det har inneburit att"."""
_TO_BE_DONE = re.compile(r"\+u[NPH]*[bde]")
_NO_WORK_DONE = re.compile("^Oα?[WŴ]b[PH]*D")
"""No work at all: "inget arbete har gjorts"."""
_MANAGED = re.compile("y([NPH]*)e")
"""What has been done: "har delvis kunnat genomföras"."""
_UNREAL = re.compile(r"u(?:b[SÄ]|s)")
_MAIN = r"^(?:(?!\b(?:att|när|som|om|då|eftersom|vilket)\b).)*?"
_PARTED = (
    (re.compile(_MAIN + r"\bställ(?:s|er|de|des)\b.* in$"), "discontinued"),
    (re.compile(_MAIN + r"\b(?:läggs|lades|lägger|lade)\b.* ne(?:r|d)$"), "discontinued"),
    (re.compile(_MAIN + r"\b(?:skjuts|sköts|skjuter|sköt)\b.* (?:upp|fram)$"), "postponed"),
    (re.compile(_MAIN + r"\b(?:ligger|låg)\b.* nere$"), "postponed"),
    (
        re.compile(_MAIN + r"\bskj(?:uta|uter|uts|utits|öt|öts)\b.* (?:på framtiden|till (?:nästa|kommande) )"),
        "postponed",
    ),
    (re.compile(_MAIN + r"\bdriv(?:er|it|s|its)\b.* vidare\b"), "in_progress"),
    (re.compile(_MAIN + r"\b(?:har|hade)\b.* fortsatt(?:$| (?:med|att|under|och|som|enligt)\b)"), "in_progress"),
    (re.compile(r"\b(?:är|blir) (?:\w+ )?ett (?:\w+ ){0,2}(?:pågående|löpande) arbete\b"), "in_progress"),
    (re.compile(r"\barbetar (?:\w+ ){0,2}(?:för närvarande|just nu|nu|fortfarande|fortsatt) med\b"), "in_progress"),
    (re.compile(r"^(?:arbetet|projektet)\b.* går (?:\w+ ){1,4}framåt$"), "in_progress"),
    (re.compile(r"^(?:\w+ ){1,4}\w+s (?:för närvarande|just nu|för tillfället)\b"), "in_progress"),
)
"""What takes several words apart: "i maj ställdes resan in", "har drivit arbetet vidare", "är ett pågående arbete"."""
_DECIDED_TO = r"^(?:\w+ ){1,8}(?:beslutat|beslutade|valt|valde) (?:\w+ ){0,4}att (?:tills vidare )?"
_HALTING = {
    "postponed": r"(?:senarelägga|skjuta (?:.* )?(?:upp|fram|på|till)|pausa|flytta fram|avvakta med) ",
    "discontinued": r"(?:avbryta|stoppa|lägga ned?r?|ställa in|inte genomföra|inte gå vidare med"
    r"|avsluta (?:uppdrag|projekt|arbete)et|\w+ (?:\w+ )?inte längre ska|\w+ ska (?:utgå|avskrivas|läggas ned)) ",
}
_GOES_ON = re.compile(
    r"^(?:det |den )?(?!sam)\w*(?:ingen|synen|andet|arbetet|projektet|byggnationen|bygget)\b(?:(?! att |\bmål).)*"
    r" (?:fortsätter|har fortsatt)\b(?! att)"
)
_SAID_PLAINLY = (
    *((re.compile(_DECIDED_TO + verbs), code) for code, verbs in _HALTING.items()),
    (_GOES_ON, "in_progress"),
)
"""A decision that halts something, "nämnden har beslutat att senarelägga byggstarten", and work that goes on."""
_NOT_OF_WORK = re.compile(
    r"\b(?:löper (?:ut|till|från|t)|(?:har|hade) flyttat|motsvarande|jämfört med|klart (?:hur|om|vad|vilk|när|att)"
    r"|(?:första|andra|ena) (?:del|etapp|fas)(?:en)?|lagts? ne(?:r|d) på|i (?:full )?drift)\b"
    r"|^verksamheten\b|\bgjort ett (?:\w+ )?arbete|\bföreslås\b|\b(?:nå|uppfylla|mot) (?:\w+ ){0,2}mål"
)
"""An agreement's term, a move, another year's task, one part of several, day-to-day business, what is known, and what
is done towards a goal."""
_TOWARDS_GOAL = re.compile(r"\b(?:nå|uppfylla|mot) (?:\w+ ){0,2}mål|\binte\b|\bmåluppfyllelse")
_TIMETABLE = re.compile(r"^(?:den )?tids?plan")
_NAMED_WORK = re.compile(r"(?:arbete|projekt|bygge|uppdrag)(?:e?t|n)?\b")
_WORK = re.compile(r"(?<!sitt )\b(?!sam)\w*arbete[nt]?\b")
_BEGUN = re.compile(r"\b(?:pågå|påbörja|inle[dt]|(?:i full|på) gång\b)")
_FINISHED = re.compile(
    r"((?:är|har|blev|blivit) (?:\w+ ){0,2})(?:i hamn(?! med)"
    r"|(?:reviderad|undertecknad|publicerad|invig|upphandlad|översän|utskickad"
    r"|anmäl|godkän|framtag(?:n|et)|upprättad|rekryterad|bygg|monterad|köp|inköp|installerad|anlitad)(?:e|a|t|d|en|s|ts|ats)?"
    r"|(?:revidera|underteckna|publicera|upphandla|upprätta|rekrytera|montera|installera|anlita)(?:t|ts))\b"
)
"""Verbs that end a piece of work, and say nothing of a goal: a goal that is revised is not reached."""
_EVENT_THAT_ENDS = re.compile(
    r"\b(?:vann laga kraft|antogs|fastställdes|invigdes|slutbesiktigades|togs i (?:bruk|drift))\b"
)
_OTHER_ACTORS = re.compile(
    r"(?:regeringen|riksdagen|staten|länsstyrelsen|grannkommunen|\w{4,}verket|myndigheten|företaget|entreprenören"
    r"|leverantören|polisen|domstolen|föreningen)\b"
)
"""Whose doings are no state of the municipality's work."""
_SHARES = re.compile(
    r"^(?:\d+|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|flera|många) (?!av )\w+ har \w+t\b"
    r"|^av (?:de |våra )?\d+\b|\d ?(?:%|procent)\b.*\d ?(?:%|procent)"
)
"""What some of many did, and what share of them."""
_UNCOUNTED = re.compile(r"%|\btiden\b|genomsnitt|\bprocent\b|\bandel(?:en)?\b|\bantal(?:et)?\b")
_NO_STATE = re.compile(
    r"^(?:mycket|bland annat|minska|öka|stärka|utveckla|främja|uppdrag att|status|senast)\b|\bföreslås\b"
    r"|^(?:stats)?(?:bidrag|medl|anslag|indikator|mått)"
    r"|\b(?:eller|klara? med|(?:plockas|tas|togs) bort|fortsätter|uteblev|årligen|(?:föregående|förra) år(?:et)?)\b"
    r"|\b(?:liknande|avses|menas|räknas som|än vad)\b"
    r"|\bbeslut\w* (?:\w+ )*att\b"
)
"""A title, money, what befell one thing or another, what goes on as ever, last year, and what somebody decided."""
_DOES_SOMETHING = re.compile(rf"b[NPHOV]*[DÖZXLS]+[αt∀]*[{_NAMES}]|(?<![øΩ_=])V[^bBfF_=]*[bŷ]?[NPOH]*[DÖZXLS]")
"""Somebody does something: "nämnden har genomfört en kartläggning"."""
_WITH_THE_WORK = re.compile("[LXS](?=[WŴ](?:$|[_=ø]))")
"""What somebody does with the work itself: "regionen har pausat projektet"."""
_OF_BOARDS = re.compile("[_=Ωø][tα]+V")
"""A board or a place that is no subject: "byggstarten för den nya förskolan"."""
_REST_LEFT = re.compile(
    r"\b(?:övriga|resten|resterande(?: \w+)?|återstående \w+|den (?:andra|tredje|sista)) (?:återstår|kvarstår)\b"
)
"""What is left of several: "fem har genomförts, övriga återstår"."""
_DONE_KINDS = frozenset("DZSXL")
_ACTIVE_PAST = re.compile(r"\w{3,}de|\w*tog|lade")
_MUST = re.compile(r"\b(?:måste|tvingas|tvingades)\b")
_ENQUIRY = re.compile(r"(?:undersökning|mätning|enkät)")
_LOWEST = 0.7
_MISREAD = 0.1
"""What a word costs that is taken for another by a letter."""
_FINITE = re.compile("[bFfc]|[oSLXZ](?=[+][NPH]*[bFfc])")
_PENDING = re.compile(f"b[^α{_STATES}ÖÄAa]*$|^[^bBfFcu{_STATES}ÖÄAa]*$")
_LAST_VERB = re.compile("[DSLXZoÖÄ](?:[_=][^bBfFc]*)?$")
_SINGULAR = str.maketrans({"Ö": "D", "Ä": "S", "ŷ": None})


class Said(NamedTuple):
    """How far a piece of work has come by one statement about it; unreal is what should have been."""

    outcome: Outcome
    kinds: str
    unreal: bool = False


def work_state(line: str) -> Outcome | None:
    """Read how far the work has come that a normal line names; None where it says nothing of that.

    Example:
        >>> work_state("upphandlingen är påbörjad").code, work_state("arbetet med upphandlingen är klart").code
        ('in_progress', 'achieved')
        >>> work_state("länsstyrelsen har avslutat ärendet") is None
        True
    """
    plainly = next((code for saying, code in _SAID_PLAINLY if saying.search(line)), None)
    if plainly:
        return Outcome(cast("StatusCode", plainly), "outcome", 0.6)
    if _REST_LEFT.search(line) and any("D" in _kind(word) or "Ö" in _kind(word) for word in parse(line).words):
        return Outcome("partially_achieved", "outcome", 0.6)
    line = _EVENT_THAT_ENDS.sub("genomfördes", _FINISHED.sub(r"\1genomfört", line))
    found = None if _OTHER_ACTORS.match(line) or _SHARES.search(line) else _read(line)
    if found and found.code == "achieved" and (UNDECIDED.search(line) or excepts_parts(line)):
        return found._replace(code="in_progress" if UNDECIDED.search(line) else "partially_achieved")
    if found is None or _WORK.search(line) or (found.code == "in_progress" and _BEGUN.search(line)):
        return found
    return None if _is_no_state(line) else found


def _is_no_state(line: str) -> bool:
    """Say whether a line tells who did something, counts, or names what is to be done, and no state of a thing."""
    if _UNCOUNTED.search(line) or _NO_STATE.search(line):
        return True
    parsed = parse(line)
    if any(_kind(word) in _DONE_KINDS and _ACTIVE_PAST.fullmatch(word) for word in parsed.words):
        return True
    several = (_OF_BOARDS.sub("_x", _WITH_THE_WORK.sub("", clause.kinds)) for clause in parsed.clauses)
    return any(_DOES_SOMETHING.search(kinds) for kinds in several)


def _read(line: str) -> Outcome | None:
    words, cost = (parsed := parse(line)).words, parsed.cost
    if not words or cost >= _MISREAD or _OPENS_OTHERWISE.match(words[0]) or _NOT_OF_WORK.search(line):
        return None
    parted = next((code for verb, code in _PARTED if verb.search(line)), None)
    if parted and not _TOWARDS_GOAL.search(line):
        return Outcome(cast("StatusCode", parted), "outcome", 0.6)
    clauses = parse(" ".join(_without_attributes(words))).clauses
    found = _weighed(list(_statements(clauses, line)))
    if found and found.code == "achieved" and any(_TO_BE_DONE.search(clause.kinds) for clause in clauses):
        return None
    if found and found.code == "postponed" and _TIMETABLE.match(line):
        return found._replace(code="in_progress")
    return found


def names_a_measure(line: str) -> bool:
    """Say whether a short text names what is counted or listed, "antal inställda turer", and states nothing itself.

    Example:
        >>> names_a_measure("avslutade ärenden"), names_a_measure("avslutat i maj")
        (True, False)
    """
    words = parse(line).words
    opens = bool(words) and bool(_OPENS_OTHERWISE.match(words[0]))
    return opens or any(_is_attribute(words, place) for place in range(len(words)))


def _without_attributes(words: Sequence[str]) -> list[str]:
    """Put a word that says nothing for each participle before its noun: "avslutade ärenden", "pågående projekt"."""
    return ["nya" if _is_attribute(words, place) else word for place, word in enumerate(words)]


def _is_attribute(words: Sequence[str], place: int) -> bool:
    word = words[place]
    if place + 1 == len(words) or _PARTICIPLES.isdisjoint(_kind(word)):
        return False
    following = words[place + 1]
    if _kind(following)[:1] not in _NAMES or len(following) < _SHORTEST_NOUN or not following[-1].isalpha():
        return False
    if following in _NO_NOUNS or (word.endswith("ade") and _THE_WORK.fullmatch(following)):
        return False
    before = place - 1
    while before >= 0 and (_kind(words[before]) in _BETWEEN or words[before] in _FULLY):
        before -= 1
    if before >= 0 and _AUXILIARY.match(words[before]):
        return False
    opening = before < 0 or bool(_ARTICLES.match(words[before])) or _kind(words[before]) in _PREPOSITIONS
    if _SINGULAR_FORM.match(word):
        return opening
    if not _PLURAL_FORM.match(word):
        return False
    return opening or word.endswith("nde") or not (_DEFINITE.match(words[before]) or _kind(words[before])[:1] == "V")


def _kind(word: str) -> str:
    """Give the kind of a word, that of a noun where the lexicon lacks it."""
    kind = kind_of(word)
    return "x" if kind == word and word[0].isalpha() else kind


def _statements(clauses: Iterable[Clause], line: str) -> Iterator[Said]:
    """Give what the main clauses of a line say; a purpose inside one does not end it."""
    pieces: list[str] = []
    for place, clause in enumerate(clauses):
        if clause.intro == "r" and not {"G", "E", "γ", "Γ"}.isdisjoint(clause.kinds):
            return  # what is done to reach a goal says nothing of it
        if clause.intro == "r" and pieces:
            pieces[-1] += "_" + _resumed(pieces[-1], clause.kinds)
        elif clause.intro in _SUBORDINATE or clause.cap < _LOWEST:
            pieces.append("")
        elif clause.intro == "ŭ" and "N" not in "".join(pieces):
            pieces[-1:] = [pieces[-1] + "_" + _resumed(pieces[-1], clause.kinds)] if pieces else []
        elif clause.intro != "," or place == 0 or set(clause.kinds) & set(_NAMES):
            pieces.append(clause.kinds)
    for kinds in (part for piece in pieces for part in _SPLIT.split(piece)):
        if said := _stated(kinds, line):
            yield said


def _resumed(before: str, kinds: str) -> str:
    """Give what of a purpose is the sentence's own predicate again: "arbetet för att spara el har påbörjats"."""
    finite = _FINITE.search(kinds)
    if finite:
        return "x" + kinds[finite.start() :]
    last = _LAST_VERB.search(kinds) if _PENDING.search(before) else None
    return "x" + last[0] if last else "x"


def _stated(kinds: str, line: str) -> Said | None:
    """Read one statement about work."""
    kinds = _OF_BOARDS.sub("_x", kinds)
    kinds = _UNDER_WAY.sub("o", _RELATIVE.sub(r"\1", _FRAME.sub("", kinds)))
    if not kinds or _OTHER.search(kinds):
        return None
    if _MOST_OF.search(kinds) and "förutom" not in line:
        return Said(Outcome("partially_achieved", "outcome", 0.6), kinds)
    if _SOME.search(_PHRASE.sub("", kinds)):
        return Said(Outcome(None), kinds) if set(kinds) & set(_STATES + "ÖÄ") else None
    if _SOMETHING_ELSE.search(kinds) or (_EVENT.search(kinds) and not _CORE.search(line)):
        return None
    if _NO_WORK_DONE.search(kinds):
        return Said(Outcome("not_started", "outcome", 0.6), kinds)
    return _by_run(kinds, line)


def _by_run(kinds: str, line: str) -> Said | None:
    """Read a statement by the words in it that say how far work has come."""
    run = _RUN.sub("", _MANAGED.sub(r"y\1D", kinds)).translate(_SINGULAR)
    if "u" in run:
        return _unreal(run, kinds, line)
    if "ó" in run and "N" not in run:
        return Said(Outcome("in_progress", "outcome", 0.6), kinds)
    if set(run).isdisjoint(_STATES) or (set(run) & set(_STATES) == {"K"} and not _NAMED_WORK.search(line)):
        return None
    outcome = state(run)
    if outcome is None or outcome.code is None:
        return None
    if outcome.code == "not_achieved" and _ENQUIRY.search(line):
        outcome = outcome._replace(code="not_assessed")
    return Said(outcome, kinds)


def _unreal(run: str, kinds: str, line: str) -> Said | None:
    """Read what should have been, "skulle ha påbörjats", and what has to wait: "måste skjutas upp"."""
    if {"L", "X"} & set(run) and _MUST.search(line):
        return Said(Outcome("postponed" if "L" in run else "discontinued", "outcome", 0.6), kinds)
    if "N" in run or not re.search("u(?:b|s)", run):
        return None
    return Said(Outcome("not_started" if _UNREAL.search(run) else "in_progress", "outcome", 0.5), kinds, unreal=True)


def _weighed(said: list[Said]) -> Outcome | None:
    """Weigh several statements about work into one: what is partly done and goes on is under way."""
    real = [each for each in said if not each.unreal]
    if not real or any(each.outcome.code is None for each in real):
        return None
    first = real[0].outcome
    codes = [each.outcome.code for each in real]
    for code in ("postponed", "discontinued"):
        if code in codes:
            return Outcome(cast("StatusCode", code), "outcome", _SURE)
    if said[0].unreal and "Q" in real[0].kinds:
        return said[0].outcome
    if "in_progress" in codes and (first.tense == "outcome" or "S" in real[0].kinds):
        finished = codes[-1] == "achieved" and real[-1].outcome.tense == "outcome" and "bo" in real[0].kinds
        return Outcome("achieved" if finished else "in_progress", "outcome", _SURE)
    if codes[:2] == ["achieved", "not_achieved"]:
        return Outcome("in_progress", "outcome", 0.6)
    return first._replace(confidence=min(first.confidence, _SURE))
