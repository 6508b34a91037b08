"""What a sentence says by holding a result against its goal: "Resultatet är lägre än ambitionen på 42 procent".

Such a sentence judges without a word for judging. Higher and above are taken for better unless what is measured should
be low; that is no more than likely, so nothing read here is ever sure, and inside a report it counts for nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .clause import Outcome

if TYPE_CHECKING:
    from ..schema.codes import StatusCode

_GOAL = (
    r"(?:mål(?:et|en|värdet|värde|nivån|sättningen|värdena)?|\w{3,}mål(?:et|värdet)?|ambition(?:en|snivån)"
    r"|(?:planerade|budgeterade|uppsatta|satta|förväntade) (?:resultatet|nivån|utfallet|värdet|målet))"
    r"(?! (?:för(?! (?:året|perioden|helåret))|bland|hos|inom|i(?! år)) )"
)
_DEGREE = r"(?:(?:därmed|således|klart|tydligt|väl|något|marginellt|med råge) ){0,2}"
_SET = r"(?:(?:det|den|de|vårt|vår|nämndens|kommunens|årets|uppsatt|satta|uppsatta|beslutade) ){0,3}"
_BETTER = re.compile(
    rf"\b(?:bättre|högre|större|fler) (?:\w+ ){{0,2}}än {_SET}{_GOAL}\b|\b(?:över|ovanför) {_SET}{_GOAL}\b"
    rf"|\b(?:överträffar|överträffade|överstiger|översteg) {_DEGREE}{_SET}{_GOAL}\b"
)
_WORSE = re.compile(
    rf"\b(?:sämre|lägre|mindre|färre) (?:\w+ ){{0,2}}än (?:{_SET}{_GOAL}\b|budgeterat|planerat|förväntat)"
    rf"|\bunder {_SET}{_GOAL}\b|\b(?:understiger|understeg) {_DEGREE}{_SET}{_GOAL}\b"
)
_STATES = re.compile(
    r"\b(?:över(?:träffar|träffade|stiger|steg)|under(?:stiger|steg)|är|blev|var|ligger|låg|hamnade|hamnar"
    r"|landade|landar|stannade|uppgår|uppgick)\b"
)
_LOW_IS_GOOD = re.compile(
    r"frånvaro|kostnad|utsläpp|förbrukning|användning|olyck|skad|avvikelse|väntetid|handläggningstid|arbetslös|kassation"
    r"|pris|svinn|avfall|bränd|brott|vräk|avhopp|sjuk|personalomsättning"
)
_MONEY = re.compile(r"\b(?:kr|kronor|tkr|mnkr|mkr|miljoner|budget)\b")
_NAMED = r"(?:målet|målvärdet|målnivån|målsättningen|ambitionen)"
_FELL_SHORT = re.compile(rf"^(?:dock|men|däremot) (?:var|är|låg|ligger) {_NAMED}\b.*\d")
_UNREACHED = re.compile(
    rf"\b{_NAMED}\b[^.,;]*,? som (?:\w+ )?(?:inte|ej) (?:\w+ ){{0,2}}(?:uppnå(?:tts?|s)|nå(?:tts?|s)|uppfyll(?:ts?|s))$"
)
_COMPATIBLE = re.compile(
    r"\b(?P<how>inte|ej|delvis|till viss del)? ?förenlig(?:t|a)? med (?:\w+ ){0,4}?\w*mål(?:en|et)?\b"
)
_WHICH = re.compile(rf", vilket (?P<not>inte |ej )?(?:når|nådde)(?P<later> inte| ej)?(?: upp)?(?: till)? {_SET}{_GOAL}")
_WITHIN = re.compile(rf", vilket (?:ryms|är|ligger|håller sig) (?:inom|i nivå med|i linje med) {_SET}{_GOAL}")
_HOPED = re.compile(
    r"^om\b|\b(?:menas|avses|används|definieras|när|ska|bör|måste|kan|tidigare|i fjol|förra|föregående)\b"
)
_SURE = 0.6


def compares(line: str) -> bool:
    """Say whether a normal line holds a result against its goal, whatever that says of it.

    Example:
        >>> compares("sjukfrånvaron är lägre än målet")
        True
    """
    return _WORSE.search(line) is not None or _BETTER.search(line) is not None


def compared_state(line: str) -> Outcome | None:
    """Read what a normal line says by comparing a result with its goal; None where it compares nothing.

    Example:
        >>> compared_state("resultatet är lägre än ambitionen på 42 procent").code
        'not_achieved'
        >>> compared_state("sjukfrånvaron är lägre än målet") is None
        True
    """
    if line.startswith("i övriga fall"):
        return None
    if _FELL_SHORT.match(line) or _UNREACHED.search(line):
        return Outcome("not_achieved", "outcome", _SURE)
    if reached := _WHICH.search(line):
        return Outcome("not_achieved" if reached["not"] or reached["later"] else "achieved", "outcome", _SURE)
    if _WITHIN.search(line):
        return Outcome("achieved", "outcome", _SURE)
    if _HOPED.search(line) or _MONEY.search(line):
        return None
    if found := _COMPATIBLE.search(line):
        return Outcome(_DEGREES.get(found["how"] or "", "partially_achieved"), "outcome", _SURE)
    if not _STATES.search(line) or _LOW_IS_GOOD.search(line):
        return None
    worse, better = _WORSE.search(line), _BETTER.search(line)
    if bool(worse) == bool(better) or re.search(r"\b(?:inte|ej)\b", line):
        return None
    return Outcome("not_achieved" if worse else "achieved", "outcome", _SURE)


_DEGREES: dict[str, StatusCode] = {"": "achieved", "inte": "not_achieved", "ej": "not_achieved"}
