"""A record's parts as what a verdict is about: "samtliga delmål", "inget av målen", "två av tre aktiviteter".

What is said of all parts, or of none, is said of the record; what is said of some of them is said of it in part. A
clause about parts is read as one about the record, and what it says is weighed by how many of them it is said of. The
kinds are those of `tables/status_kinds.csv`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from .clause import Outcome

Quantity: TypeAlias = Literal["all", "none", "not all", "most", "count"]


class Share(NamedTuple):
    """How many of the parts a clause speaks of, and the clause with the record in their place."""

    quantity: Quantity
    kinds: str


class Naming(NamedTuple):
    """One way to name parts: how many of them, as kinds, and a sentence that does so."""

    quantity: Quantity
    kinds: re.Pattern[str]
    example: str


_ATTRIBUTE = "[xpD#0tV]{0,3}"
_NOUN = "[gΓγ]"
_OF = "(?:(?:[_ø][tα]?[xVGg§J]{1,2}){1,3}(?:[+][tα]?[xVGg§J]{1,2})?(?=[bBfFckaADÖÅS]))?"
"""Where the parts stand: "alla aktiviteter i planen är …"; a verb must follow, or it is something else's attribute."""
NAMINGS = (
    Naming("not all", re.compile(f"N∀{_ATTRIBUTE}{_NOUN}{_OF}"), "Vi når inte alla mål."),
    Naming("all", re.compile(f"t?∀(?:{_ATTRIBUTE}{_NOUN}{_OF}|x[ø_]G)"), "Samtliga tre delmål i planen nås."),
    Naming("none", re.compile(f"(?:O#?|N#){_ATTRIBUTE}{_NOUN}{_OF}"), "Inget av de tre delmålen nås."),
    Naming("count", re.compile(f"(?:#|[#0]ø)t?[#0]{_ATTRIBUTE}{_NOUN}{_OF}"), "Två av tre delmål nås."),
    Naming("most", re.compile(f"P#?ø?{_ATTRIBUTE}Γ{_OF}"), "De flesta åtgärderna är genomförda."),
    Naming("all", re.compile(f"(?:t[#0])?t?[xp]?Γ{_OF}"), "De tre långsiktiga målen nås."),
)
_RECORD = "GγEWŴ"
_FLOATING = re.compile(r"^V?#?([gΓγ])([bfF]+)∀")
"""A quantity that stands after the verb: "målen har samtliga nåtts"."""
_OTHER_CLAUSE = re.compile("&[NPH]*[^NPHaiedzsßBb]")
_SEPARATED = frozenset("_=ΩωøŴ")
_DONE_BEFORE = re.compile("[Aa][NPH]*$")
_OF_WHAT = re.compile("^[_ø][tα]?[xVGg123]{1,3}$")
"""Whose parts they are, once it is said that they were reached: "har nått samtliga mål i planen"."""
_SINGULAR = str.maketrans({"Å": "A", "Ö": "D", "Ä": "S"})
_PLAIN = str.maketrans({"∀": "#", "Γ": "g"})
_MOST = 0.75
_SOME = 0.65
_DONE_CODES = frozenset({"achieved", "partially_achieved"})


def without_parts(kinds: str) -> str:
    """Give a clause that names no parts of its record as it reads without that distinction."""
    return kinds.translate(_PLAIN)


def share_of_parts(kinds: str) -> Share | None:
    """Find the parts that a clause speaks of; None where it names none, or the record itself before them.

    Example:
        >>> share_of_parts("∀gbÅ"), share_of_parts("Ga_∀g")
        (Share(quantity='all', kinds='GbA'), None)
    """
    if {"g", "Γ", "γ", "∀"}.isdisjoint(kinds):
        return None
    kinds = _FLOATING.sub(r"∀\1\2", kinds)
    for naming in NAMINGS:
        found = naming.kinds.search(kinds)
        if not found:
            continue
        before, after = kinds[: found.start()], kinds[found.end() :]
        after = _OF_WHAT.sub("", after) if naming.quantity == "all" and _DONE_BEFORE.search(before) else after
        if (
            not set(before).isdisjoint(_RECORD + "#∀0&")
            or _OTHER_CLAUSE.search(after)
            or after[:1] in _SEPARATED
            or "øV" in after
        ):
            return None
        return Share(naming.quantity, (before + "G" + after).translate(_SINGULAR).translate(_PLAIN))
    return None


def weighed(outcome: Outcome, quantity: Quantity, run: str) -> Outcome | None:
    """Weigh what is said of parts by how many it is said of; None where it says nothing certain of the whole."""
    code = outcome.code
    if quantity == "all":
        return outcome._replace(confidence=min(outcome.confidence, _MOST))
    if quantity == "none":
        if "H" in run:
            return None  # "inget av målen nås helt"
        if code in _DONE_CODES:
            return outcome._replace(code="not_achieved", confidence=_MOST)
        return outcome._replace(code="not_started", confidence=_MOST) if code == "in_progress" and "S" in run else None
    if code == "in_progress" and quantity == "most":
        return outcome._replace(confidence=_SOME)
    counted_out = quantity == "count" and code == "not_achieved"
    if code in _DONE_CODES or counted_out:
        return outcome._replace(code="partially_achieved", confidence=_SOME)
    return None
