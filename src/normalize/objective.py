"""What is said of an objective by its own name: "Storslagen fjällmiljö bedöms inte kunna nås".

Only an objective is reached or fulfilled, so a sentence that says it of something names one, and one who reaches the
goals is under them. Inside a report the record beside the sentence may be another, so this is read only of texts that
stand alone (`kommunrapport.normalize.expression`), and never surely.
"""

from __future__ import annotations

import re

from .clause import Outcome, read_clause
from .sentence import parse
from .statement import NOT_ANOTHER

_NAME = r"(?:t?[αH]?(?:[x123]|[_øΩ](?=[x123VgαJ\"□]))+(?:[_øΩ&][x123VgαJ□+]+)*)"
"""An unknown name with what belongs to it: no number of things, no board, no record."""
_LED_IN = r"(?:[_=][^bBfFck]*|[JT]*)"
_SUBJECT = rf"(?:(?P<verb>[fFbBck]){_NAME}|{_NAME})"
_PASSIVE = re.compile(rf"{_LED_IN}{_SUBJECT}(?P<rest>[NPHObBfFckyaAÅi]+(?:w[NPHObBfFckyaAÅi]+)?)(?:_[^bBfF]*)?")
_ACTIVE = re.compile(rf"{_LED_IN}(?:Vx|{_SUBJECT})(?P<rest>[NPHObBfFckyaAi]+t?x?(?:[GΓ]|[Vx]γ))(?:[_=&].*)?")
_REACHED = re.compile(
    r"\b(?:uppnås|nås|uppfylls|infrias|uppnåddes|nåddes|uppfylldes|infriades|uppnåtts|nåtts|uppfyllts|infriats"
    r"|uppnåd(?:d|da)|nåd(?:d|da)|uppfyll(?:d|da|t)|infria(?:d|de|t)|uppnått|nått)\b"
)
_OTHERWISE = re.compile(
    r"^(?:grannkommun|regering|riksdag|länsstyrelse|stat(?:en|liga)\b)"
    r"|\b(?:överenskommelse|enighet|samförstånd|behörighet|målgrupp|publik|besökare|kund|boende|villkor)"
    r"|\b(?:effekt(?:en|er|erna)?|syfte[nt]?)\b"
    r"|\b(?:budget(?! i balans)|intäkter|kostnader|resultatet)"
    r"|\b(?:ska|bör|måste|om|utan|väg|för att|genom|när|tidigare|föregående|ifjol|förra|syftar|avser|andel|antal)\b"
)
"""What is reached that is no objective, and what makes a sentence a plan, a condition or a definition."""
_MOST = 0.7
_LONGEST = 60


def objective_state(line: str) -> Outcome | None:
    """Read whether a normal line says of something named that it is reached; None where it does not.

    Example:
        >>> objective_state("storslagen fjällmiljö bedöms inte kunna nås").code
        'not_achieved'
        >>> objective_state("en överenskommelse har nåtts") is None
        True
    """
    named, goal, _ = line.partition(" målet")
    if _OTHERWISE.search(named):
        return None
    clauses = parse(line).clauses
    if not clauses or len(clauses[0].kinds) > _LONGEST:
        return None
    kinds = clauses[0].kinds.replace("ŷ", "")
    if goal and (found := _active(kinds)):
        others = any(clause.intro in {"q", ",", "C"} and NOT_ANOTHER.fullmatch(clause.kinds) for clause in clauses[1:])
        return found._replace(code="partially_achieved") if others and found.code == "achieved" else found
    return _passive(kinds, line) if len(clauses) == 1 and not _OTHERWISE.search(line) else None


def _passive(kinds: str, line: str) -> Outcome | None:
    found = _PASSIVE.fullmatch(kinds) if _REACHED.search(line) else None
    return _weakly((found["verb"] or "") + "G" + found["rest"]) if found else None


def _active(kinds: str) -> Outcome | None:
    found = _ACTIVE.fullmatch(kinds)
    return _weakly((found["verb"] or "") + "V" + found["rest"]) if found else None


def _weakly(kinds: str) -> Outcome | None:
    claim = read_clause(kinds)
    if claim is None or claim.outcome.code is None:
        return None
    return claim.outcome._replace(confidence=min(_MOST, claim.outcome.confidence))
