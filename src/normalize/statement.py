"""What the clauses of one line state together: the first verdict is the line's, later clauses only qualify it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from .clause import COLOURS, Claim, Outcome, read_clause
from .sentence import Clause

_WEAKLY_SAID = 0.75
SUBORDINATE = frozenset("Clrnŋŭ")
_WEAK = frozenset(",q-+")
JUDGED = frozenset({"achieved", "partially_achieved", "not_achieved"})
_PARTLY_BECAUSE = Claim(Outcome("partially_achieved", "outcome", 0.85), "none", "P")
"""A bare answer with its reason: "Delvis, då servicegraden har ökat men …"."""
_FULFILMENT_SO_FAR = re.compile(r"E[bx]+,$")
_END = Clause("", "", 1.0)
_UNMET_NEED = re.compile(r"m[G§JE]?([bv]N?)$")
"""What a missing ground was for: "underlag för att bedöma målet finns inte"."""
_UNREAL = re.compile(r"t?x?Gu[^&]*$")
"""What a record should have been: "uppdraget skulle ha varit klart i juni men är försenat"."""
_OWN_CLAUSE = re.compile(r"\+?(?:[NPHx]*t?x?G[NPH]*[bBfFcka]|[bBfFck]t?x?G|Aŷ?[NPH]*G)")
_SHARED_SUBJECT = re.compile(r"V?[JGM](?:_V|[^GgVW,])*,[bBfFckaR][^,]*,")
"""A measure and what it did, then a second predicate: "resultatet har ökat men är under målvärdet"."""
_VERBS_AFTER_SUBJECT = frozenset("bBfFckaoLXŷ")
_REST_OF_PREDICATE = frozenset("NPHADaioSbLXw&")
NOT_ANOTHER = re.compile("N[tα]?x+(?:_[tα]?x+)?|t?x*G(?:_[tα]?x+)?N|tINt?x+|[tαxV]+(?:It|tI)N|t?x+N|[tαxV]+NIt|0N")
"""Whom it does not hold for: "men inte pojkar", "kvalitetsmålet inte", "men det gör inte hemsjukvården"."""
_OTHER_GOAL = re.compile("Nt?x?[GE]")
"""What was not reached beside what was: "soliditetsmålet nås men inte resultatmålet"."""
_TALLY = re.compile(r"[#0][bfF]*[NPH]*[AaÅDÖ][NPH]*[+,][#0α][bfF]*[NPH]*[AaÅDÖ]")
"""How many of several were reached and how many not: "fyra nås delvis och sju nås inte"."""
_STEP = re.compile("[x0]?[NPHO]*[ADZSoXLÅÖÄ]([+].*)?|[x0]?P|[123]")
_FEWEST_STEPS = 2
_AT_ANOTHER_TIME = re.compile("[_=]?[xMJ]*†[xMJ]*")
"""What puts a sentence into another year: "vid förra mätningen, 2019, nåddes inte målet"."""
_LAST_YEAR = re.compile("_?†")
_VERB_FIRST = frozenset("bBfFckaAŷ")
_SIGN = 2
"""Kinds of a colour and its shape: "grön pil"."""
_EITHER = re.compile("[LX],?[LX]?/ŷ?D|ŷ?D/[LX]")
"""What befell one thing or another: "ställdes in, sköts upp eller genomfördes digitalt"."""
_JUDGED_FIRST = re.compile(r"(?:[^&]*[jæ][^&]*|V?[J§][^&]*b)(?=&)")
_JUDGING = re.compile("[fjI]|(?<!x)J")
"""What makes a clause a judgement, unlike "flickornas resultat"."""
_JUDGED_THAT = re.compile("b[tV]?[J§]&|jV&|VN?æ&|∂V&")
"""A judgement after a subordinate clause: "är bedömningen att", "är den samlade bedömningen att"."""
_AMOUNTS_TO = re.compile("[xI]{1,2}α?([NPH]*[123PH]E)")
"""What it all comes to: "vilket sammantaget ger delvis måluppfyllelse"."""
_COMPARES = re.compile("bN?A")
"""What a figure is against its goal: "vilket är sämre än målet"."""
_IS_UNCERTAIN = re.compile("b(?:_x+)?U")
_MAIN_VERB = re.compile("öt|yV|kVNm")
"""A verb before its pronoun, "lyckades vi", which only a main clause has after a subordinate one."""
_INVERTED = re.compile("[bBfFckaR][NPHO]*[GEJ]")
"""A verb before its subject: "bedöms målet"."""
_DENIED_AFTER_MEANS = re.compile("[NO][bBfFckaR]+[GEJ].*")
"""A main clause after its means, negation first: "antalet platser genom avtalet når inte upp till målet"."""
_ATTRIBUTE_OF = re.compile("^t?x?G_[xVgt]+$")
_SAID_BY_CAUSE = frozenset(
    {("not_achieved", "discontinued"), ("not_started", "postponed"), ("not_started", "discontinued")}
)
_EXPLAINED = re.compile("Gb[NPH]+[AD]")
"""A verdict whose grounds a colon announces: "uppdraget är delvis slutfört: riktlinjerna är beslutade"."""
_FIGURES_FOLLOW = re.compile("G[bf]+[NPH]*[AD]")
"""A verdict that figures after a colon support: "målet är nått: 86 procent"."""
_RESUMPTIONS = {
    **dict.fromkeys(("G", "tG"), _VERBS_AFTER_SUBJECT),
    **dict.fromkeys(("Gb", "Gf", "GF", "Gc"), _REST_OF_PREDICATE | {"f"}),
    **dict.fromkeys(("J", "M"), frozenset("I")),
}
"""How a clause goes on that an apposition between commas interrupted, by what stood before it."""
_RELATIVE = re.compile("w[^bBfFck]*")
"""What something is described by: "de övningar som skulle hållas"."""
_UNREACHED = re.compile("^_.*(?:[aA]V?N|N[aA])")
"""Where it is not reached: "men i hemtjänsten når vi inte upp till den nivån"."""
_SOMEWHERE = re.compile("x_[Vx]")
"""What is said of another place and not understood: "klart i förskolan, ojämnt i grundskolan"."""
_NUMBERED_PART = re.compile("[γGgΓ]0")


@dataclass(slots=True)
class Statement:
    """What has been read of a line's clauses so far."""

    claim: Claim | None = None
    cap: float = 1.0
    outlook: Outcome | None = None
    expected: bool = False
    kinds: str = ""
    foreign: bool = False
    measured: bool = False


@lru_cache(maxsize=8192)
def interpreted(parts: tuple[Clause, ...]) -> Statement | None:
    """Read the clauses in turn: the first verdict is the line's, later ones only qualify it."""
    state = Statement()
    clauses = _joined(parts)
    if sum(clause.kinds[:1] in COLOURS and len(clause.kinds.rstrip("gγG")) <= _SIGN for clause in clauses) > 1:
        return None  # a legend: "Gult: målet uppnås delvis. Rött: målet uppnås inte."
    if lists_steps(clauses):
        return None
    if len(clauses) > 1 and _AT_ANOTHER_TIME.fullmatch(clauses[0].kinds) and clauses[1].kinds[0] in _VERB_FIRST:
        return None
    if len(clauses) > 1 and _LAST_YEAR.match(clauses[0].kinds) and clauses[1].intro == "+":
        return None
    whole = ",".join(clause.kinds for clause in clauses)
    if _TALLY.search(whole) or _EITHER.search(whole):
        return None
    for place, clause in enumerate(clauses):
        after = clauses[place + 1] if place + 1 < len(clauses) else _END
        if not _take(state, clause, after, place):
            return None
    return state if state.claim and state.claim.outcome.code else None


def lists_steps(clauses: Sequence[Clause]) -> bool:
    """Say whether a line lists a scale: "bedöms som helt uppfyllt, delvis uppfyllt, inte uppfyllt"."""
    said = [step for clause in clauses[1:] if clause.intro == "," for step in clause.kinds.split("/")]
    signs = [clause.kinds for clause in clauses if clause.intro == "-"]
    return any(
        len({step for step in steps if _STEP.fullmatch(step)}) >= fewest
        for steps, fewest in ((said, _FEWEST_STEPS), (signs, _FEWEST_STEPS + 1))
    )


def _joined(clauses: tuple[Clause, ...]) -> list[Clause]:
    """Join a subject with its predicate where a relative clause, an apposition or a colon stands between."""
    clauses = _judged_alike(clauses)
    if len(clauses) > 1 and clauses[1].intro == ":" and clauses[0].kinds[-1:] == "E" and "G" not in clauses[1].kinds:
        whole = Clause("", clauses[0].kinds + clauses[1].kinds, min(clauses[0].cap, clauses[1].cap))
        return [whole, *clauses[2:]]
    if len(clauses) > 1 and clauses[0].kinds in {"M", "J", "OM"} and clauses[-1].kinds[-1:] == "v":
        return [Clause("", clauses[0].kinds + "v", 1.0)]
    if len(clauses) > 1 and clauses[1].intro == "r" and _is_work_on(clauses[0], clauses[1]):
        return [Clause("", "W_" + clauses[1].kinds, clauses[0].cap), *clauses[2:]]
    if len(clauses) > 1 and clauses[0].kinds in {"M", "J"} and (unmet := _UNMET_NEED.match(clauses[1].kinds)):
        return [Clause("", "M" + unmet[1], clauses[0].cap), *clauses[2:]] if clauses[1].intro == "r" else list(clauses)
    if len(clauses) > 1 and _UNREAL.match(clauses[0].kinds) and clauses[1].intro == "q":
        return [Clause("", "G" + clauses[1].kinds, clauses[1].cap), *clauses[2:]]
    if len(clauses) == 2 and clauses[1].kinds[:1] == "w" and clauses[0].kinds[-2:] == "_G":
        described = Clause("", "G" + clauses[1].kinds[1:], min(clauses[1].cap, _WEAKLY_SAID))
        return [described] if clauses[1].intro == "," else list(clauses)
    opening = _resumption(clauses[0].kinds) if len(clauses) > 2 else None
    if opening:
        for place, later in enumerate(clauses[1:4], start=1):
            if later.intro in {",", "-"} and later.kinds[:1] in opening and place > 1:
                whole = Clause("", clauses[0].kinds + later.kinds, min(clauses[0].cap, later.cap))
                return [whole, *clauses[place + 1 :]]
    return list(clauses)


def _resumption(kinds: str) -> frozenset[str] | None:
    """Give what resumes a clause that an apposition interrupted; in a that-clause adverbs come before the verb."""
    frame, that, subject = kinds.rpartition("&")
    subject = _ATTRIBUTE_OF.sub("G", subject)
    if that and subject in {"G", "tG"} and _JUDGED_FIRST.match(frame + that):
        return _VERBS_AFTER_SUBJECT | _REST_OF_PREDICATE
    return None if that else _RESUMPTIONS.get(subject)


def _judged_alike(clauses: tuple[Clause, ...]) -> tuple[Clause, ...]:
    """Give each that-clause the judgement that all depend on: "konstaterar att …, men att målet inte nås"."""
    frame = _JUDGED_FIRST.match(clauses[0].kinds) if len(clauses) > 1 else None
    if frame is None:
        return clauses
    return tuple(c._replace(kinds=frame[0] + c.kinds) if c.kinds[:1] == "&" else c for c in clauses)


def _is_work_on(work: Clause, purpose: Clause) -> bool:
    """Say whether a purpose names the work: "arbetet med att …", "ett arbete för att uppfylla uppdraget"."""
    return work.kinds == "W" or (work.kinds == "αW" and purpose.kinds[:2] in {"eG", "iG"})


def _take(state: Statement, clause: Clause, after: Clause, place: int) -> bool:
    """Take up one clause; False when it shows that the line states no verdict."""
    follows = after.intro
    kinds = clause.kinds if clause.intro not in SUBORDINATE else _own_statement(state, clause)
    if not kinds or (kinds[0] == "w" and place > 0 and state.claim is None):
        return True
    explained = (_EXPLAINED.fullmatch(kinds) and "b" in after.kinds[1:]) or (
        _FIGURES_FOLLOW.fullmatch(kinds) and after.kinds[:1] == "0"
    )
    if follows == ":" and _opens_list(kinds) and not explained:
        return False
    if is_label(kinds, follows):
        state.foreign = state.foreign or "x" in kinds
        state.expected = state.expected or kinds[:1] in {"§", "T", "Y"}
        return True
    if (
        state.claim is None
        and clause.intro in {"q", "+"}
        and kinds[0] in "bBfF"
        and _FULFILMENT_SO_FAR.match(state.kinds)
    ):
        kinds = "E" + kinds
    claim = read_clause(kinds)
    state.kinds += kinds + ","
    if state.claim is not None:
        _qualify(state, clause, claim)
        return True
    if claim is None and kinds == "P" and ((place == 0 and follows == "C") or (place == 1 and clause.intro == "-")):
        claim = _PARTLY_BECAUSE
    if claim is None:
        return True
    if claim.outcome.code is None:
        if (follows in {"+", "q"} or after.kinds[:1] == "+") and _OWN_CLAUSE.match(after.kinds):
            return {"u", "□"}.isdisjoint(_RELATIVE.sub("", kinds))
        tied = (place > 0 and clause.intro in _WEAK) or follows in _WEAK or follows in {".", "C"}
        return tied and ("u" not in kinds or follows == "q") and "□" not in kinds
    return _open_with(state, claim, clause, after) or (follows == "+" and bool(_OWN_CLAUSE.match(after.kinds)))


def _opens_list(kinds: str) -> bool:
    """Say whether a colon announces what one board reports, or the steps of a scale."""
    return "V" in kinds or "R" in kinds or ("b" in kinds and kinds[0] not in "J§")


def _own_statement(state: Statement, clause: Clause) -> str:
    """Give what a clause that opens like a subordinate one states outright, taking up what it settles at once."""
    if clause.intro == "ŭ" and state.claim is not None:
        _replace_negated(state, clause.kinds)
        return ""
    if state.claim is not None and clause.intro == "C" and NOT_ANOTHER.fullmatch(clause.kinds):
        _make_partial(state, 0.75)
        return ""
    if state.claim is not None and clause.intro == "C":
        reason = read_clause(_main_part(clause.kinds) or clause.kinds)
        if not _conclude(state, reason, clause.kinds):
            _replace_by_cause(state, reason)
        return ""
    if clause.intro == "l" and _IS_UNCERTAIN.search(clause.kinds) and state.claim is None:
        state.claim = Claim(Outcome("uncertain", "forecast", 0.9), "judgement", clause.kinds)
        return ""
    if clause.intro == "l" and "bv" in clause.kinds and state.claim is None:
        state.claim = Claim(Outcome("not_assessed", "forecast", 0.85), "judgement", clause.kinds)
        return ""
    if state.claim is not None:
        return ""
    denied = _DENIED_AFTER_MEANS.search(clause.kinds) if clause.intro == "n" and "&" not in clause.kinds else None
    return denied[0] if denied else _main_part(clause.kinds)


def _open_with(state: Statement, claim: Claim, clause: Clause, after: Clause) -> bool:
    """Take a claim as the line's verdict, unless it stands after something else that it may belong to."""
    later = state.kinds.count(",") > 1
    if later and claim.subject == "none" and clause.intro in {"q", "+"} and _SHARED_SUBJECT.fullmatch(state.kinds):
        claim = claim._replace(subject="record", outcome=claim.outcome._replace(confidence=0.75))
    if later and claim.subject in {"none", "work", "task"} and not state.expected and clause.intro != ":":
        return False
    if later and clause.intro == "+" and claim.outcome.code == "not_assessed" and "G" not in clause.kinds:
        return False
    if claim.outcome.code == "uncertain" and after.intro == "l":
        if "x" in after.kinds and {"G", "E"}.isdisjoint(after.kinds):
            return False  # what is uncertain is something else
        claim = claim._replace(outcome=claim.outcome._replace(tense="forecast"))
    if _conditional(claim, clause.intro, after.intro):
        return False
    foreseen = later and clause.intro in {"C", "q"} and not {"F", "§"}.isdisjoint(state.kinds) and "a" in claim.run
    if state.expected or foreseen or (clause.intro == "+" and state.kinds.startswith("§I") and "a" in claim.run):
        claim = claim._replace(outcome=claim.outcome._replace(tense="forecast"))
        state.expected = False
    state.claim, state.cap = claim, clause.cap
    return True


def _main_part(kinds: str) -> str:
    """Give what a clause that opens like a subordinate one states in its own right.

    "…, vilket innebär att målet nås" says so outright; after "trots att en indikator inte nås bedöms målet …" the main
    clause has no comma, but its verb stands before its subject.
    """
    if outright := _said_outright(kinds):
        return outright
    if frame := _JUDGED_THAT.search(kinds):
        return kinds[frame.start() :]
    for place in range(len(kinds.partition("&")[0]) - 2, 0, -1):
        if kinds[place] == "v" and kinds[place + 1] in "MJ":
            return kinds[place + 1 :] + "v"
        if _MAIN_VERB.match(kinds, place) or (kinds[place : place + 2] == "öG" and "&m" in kinds):
            return kinds[place:]
        if kinds[place - 1] not in "ukbfFc&NO" and _INVERTED.match(kinds, place):
            return kinds[place:]
    return ""


def _said_outright(kinds: str) -> str:
    """Give what "vilket" refers to the record: "vilket innebär att målet nås", "vilket är sämre än målet"."""
    if kinds.startswith("I&"):
        return "G" + kinds[3:] if kinds[2:3] == "t" and kinds[3:4] != "G" else kinds[2:]
    if kinds.startswith(("IJ", "I§")):
        return kinds[1:]
    if kinds.startswith(("♢", "N♢")):
        return kinds
    if _COMPARES.match(kinds):
        return "G" + kinds
    amounts = _AMOUNTS_TO.fullmatch(kinds)
    return amounts[1] if amounts else ""


def _replace_negated(state: Statement, kinds: str) -> None:
    """Let "inte avslutat utan pågår" say that work is under way."""
    instead = read_clause(kinds) if kinds else None
    if state.claim is None or instead is None or "N" not in state.claim.run:
        return
    if instead.subject in {"none", "work"} and instead.outcome.code:
        state.claim = instead._replace(subject=state.claim.subject)


def _replace_by_cause(state: Statement, cause: Claim | None) -> None:
    """Let "genomförs inte eftersom det inte längre är aktuellt" say that the record is discontinued."""
    if state.claim and cause and (state.claim.outcome.code, cause.outcome.code) in _SAID_BY_CAUSE:
        state.claim = state.claim._replace(outcome=cause.outcome._replace(confidence=0.75))


def is_label(kinds: str, follows: str) -> bool:
    """Say whether a clause only names what is judged: "Status:", "Prognos helår:"."""
    if kinds in {"⊕", "⊙", "⊖"} and follows in {":", "-", ","}:
        return True
    return follows == ":" and len(kinds) <= 6 and not set(kinds) & set("AaDdSsoLXQZUmv")


def _conditional(claim: Claim, intro: str, follows: str) -> bool:
    """Say whether a condition or a means goes with what is not yet done: "kan nås genom att …" is a plan."""
    done = not set(claim.run).isdisjoint("ADZ")
    if intro in {"l", "ŭ"}:
        return not done
    if claim.outcome.code in {"not_started", "postponed"}:
        return False  # "påbörjas när en projektledare har rekryterats"
    if follows == "ŋ" or (follows == "ŭ" and not {"ö", "k"}.isdisjoint(claim.run)):
        return True  # "uppfyllt när …" defines the goal
    if claim.outcome.code not in {"achieved", "partially_achieved", "not_achieved"}:
        return False
    return follows == "l" or (follows == "n" and not done)


def _conclude(state: Statement, claim: Claim | None, kinds: str) -> bool:
    """Let an explicit judgement replace what was said before it: "två av tre nås, vilket ger bedömningen delvis"."""
    judged = claim and claim.outcome.code in JUDGED and claim.subject != "none"
    judging = _JUDGING.search(kinds) or _AMOUNTS_TO.fullmatch(kinds)
    if not judged or not judging or claim is None or state.claim is None:
        return False
    if state.claim.outcome.code not in JUDGED or claim.outcome.tense != state.claim.outcome.tense:
        return False
    state.claim, state.cap = claim, min(state.cap, 0.9)
    return True


def _outweighed(state: Statement, clause: Clause, claim: Claim | None) -> bool:
    """Let a judgement after "men" or "varför", and a verdict on the goal after one on the work, be the line's."""
    assert state.claim is not None
    added = clause.intro == "+" or clause.kinds[0] == "+"
    weak = clause.intro == "q" or (added and state.claim.subject in {"judgement", "fulfilment"})
    if weak and "f" not in state.claim.run and _conclude(state, claim, clause.kinds):
        return True
    if "ó" not in clause.kinds and _is_still_open(state.claim, claim, clause.intro):
        state.claim = state.claim._replace(outcome=Outcome("in_progress", "outcome", 0.85))
        return True
    # "arbetet går enligt plan och målet beräknas nås"
    beside = state.claim.subject in {"work", "parts", "some parts"} or (
        (added or clause.intro == "q")
        and state.claim.subject == "none"
        and state.claim.outcome.confidence <= _WEAKLY_SAID
    )
    if not beside or claim is None or claim.subject != "record" or claim.outcome.code not in JUDGED:
        return False
    state.claim = claim
    return True


def _is_still_open(one: Claim, other: Claim | None, intro: str) -> bool:
    """Say whether what is not carried out is under way: "uppdraget är inte klart men arbetet pågår"."""
    if other is None or other.outcome.code != "in_progress" or intro not in {"q", "+", ","}:
        return False
    if intro == "," and other.subject not in {"work", "task"}:
        return False
    return one.outcome.code == "not_achieved" and "ND" in one.run


def _qualify(state: Statement, clause: Clause, claim: Claim | None) -> None:
    """Let a later clause qualify the verdict: an outlook, or an exception that makes it partial."""
    assert state.claim is not None
    if _outweighed(state, clause, claim):
        return
    main = state.claim.outcome
    if main.code == "achieved" and (sure := _excepted(state.claim, clause)):
        _make_partial(state, sure)
        return
    if (claim is None or claim.outcome.code is None) and _doubted_by(state, clause):
        return
    if clause.kinds[:1] == "P":
        state.cap = min(state.cap, 0.7)
    if claim is None or claim.outcome.code is None or claim.subject in {"work", "task"}:
        return
    labelled, state.expected = state.expected, False
    other = claim.outcome._replace(tense="forecast") if labelled else claim.outcome
    if other.tense == "forecast" and main.tense == "outcome":
        if labelled or claim.subject in {"judgement", "record", "fulfilment"} or clause.intro in _WEAK:
            state.outlook = other
        if clause.intro == "q" and state.kinds[0] == "J" and other.code != main.code:
            state.cap = min(state.cap, 0.75)  # what is measured so far, and what is judged of the whole year
    elif main.tense == "forecast" and other.tense == "outcome" and claim.subject != "judgement":
        state.claim, state.outlook = claim, main
    else:
        _set_against(state, clause, claim, other)


def _doubted_by(state: Statement, clause: Clause) -> bool:
    """Trust a verdict less beside an exception that was not understood; True when it makes the verdict partial."""
    assert state.claim is not None
    if clause.intro == "q" and _UNREACHED.search(clause.kinds):
        _make_partial(state, 0.65)
        return True
    elsewhere = clause.intro == "," and "_" in state.claim.run and _SOMEWHERE.fullmatch(clause.kinds)
    if elsewhere or (clause.intro == "q" and "N" in clause.kinds[:3]):
        state.cap = min(state.cap, 0.7)
    return False


def _make_partial(state: Statement, confidence: float) -> None:
    """Let what was reached be reached in part."""
    if state.claim and state.claim.outcome.code == "achieved":
        outcome = state.claim.outcome._replace(code="partially_achieved", confidence=confidence)
        state.claim = state.claim._replace(outcome=outcome)


def _excepted(main: Claim, clause: Clause) -> float | None:
    """Say how surely a later clause makes partial what was reached: "men inte för pojkar", "men svag på gymnasiet"."""
    if clause.intro in {"q", ","} and clause.kinds.startswith(("N_", "NH", "NΩ")):
        return 0.8
    if clause.intro in {"q", ","} and NOT_ANOTHER.fullmatch(clause.kinds):
        return 0.75
    if clause.intro == "q" and _OTHER_GOAL.fullmatch(clause.kinds):
        return 0.75
    return 0.6 if clause.intro == "q" and main.subject == "fulfilment" and clause.kinds[:1] in {"2", "3"} else None


def _set_against(state: Statement, clause: Clause, claim: Claim, other: Outcome) -> None:
    """Weigh a second verdict in the same tense: on another part, a step of a scale, or a contradiction."""
    assert state.claim is not None
    main = state.claim.outcome
    if "Z" in state.claim.run and other.code == "not_achieved":  # "avslutad - ej genomförd"
        state.claim = claim._replace(outcome=other._replace(confidence=0.7))
    elif _differ_by_part(state, clause, claim):
        state.claim = state.claim._replace(outcome=main._replace(code="partially_achieved", confidence=0.6))
    elif clause.intro == "q" and main.code == "not_achieved" and other.code in JUDGED and "P" in clause.kinds:
        state.claim = state.claim._replace(outcome=main._replace(code="partially_achieved", confidence=0.7))
    elif clause.intro == "," and _is_scale(state.claim, claim):
        state.claim = claim._replace(outcome=Outcome(None))
    elif clause.intro in {",", "-", "/", "q"} and _contradicts(main, other):
        state.claim = state.claim._replace(outcome=main._replace(confidence=min(main.confidence, 0.75)))


def _differ_by_part(state: Statement, clause: Clause, claim: Claim) -> bool:
    """Say whether one part is reached and another is not: "delmål 1 nått, delmål 2 ej nått"."""
    assert state.claim is not None
    codes = {state.claim.outcome.code, claim.outcome.code}
    if codes == {"achieved", "not_started"}:
        return clause.intro in {",", "q"} and "_" in state.claim.run and "_" in claim.run
    if codes != {"achieved", "not_achieved"}:
        return False
    if clause.intro not in {",", "q", "+"}:
        return False
    numbered = _NUMBERED_PART.match(state.kinds) and _NUMBERED_PART.match(clause.kinds)
    return bool(numbered) or ("_" in state.claim.run and "_" in claim.run)


def _is_scale(one: Claim, other: Claim) -> bool:
    """Say whether a line lists the steps of a scale: "uppfyllt, delvis uppfyllt, ej uppfyllt"."""
    bare = one.subject == "none" and other.subject == "none"
    return bare and "A" in one.run and "A" in other.run and one.outcome.code != other.outcome.code


def _contradicts(main: Outcome, other: Outcome) -> bool:
    """Say whether a second verdict differs in more than that work goes on."""
    compatible = {main.code, other.code}
    if main.code == "in_progress" or compatible == {"not_started", "not_achieved"}:
        return False
    return len(compatible) > 1
